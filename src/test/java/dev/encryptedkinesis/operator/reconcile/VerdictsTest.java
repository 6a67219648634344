package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.PrincipalAccess;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.AccessSituation;
import dev.encryptedkinesis.operator.simulation.ArrangedSituation;
import dev.encryptedkinesis.operator.simulation.NamedKeyPolicy;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the operator says of a principal is what becomes of its requests, situation by situation as AWS documents them; and
 * where it cannot know, it says so. The simulated AWS decides by code that the operator shares nothing with.
 */
class VerdictsTest {

    private final VirtualClock clock = VirtualClock.create();
    private final SimulatedAws aws = SimulatedAws.builder(clock).build();
    private final VirtualOperator operator =
            new VirtualOperator(SimulatedClients.of(aws, clock), new Pace(new Random(1)), clock);

    static List<AccessSituation> situations() {
        return AccessSituation.all();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void isTold(AccessSituation situation) {
        ArrangedSituation arranged =
                new ArrangedSituation(situation, aws.console(), () -> clock.advance(Duration.ofMinutes(6)));
        operator.apply(manifest(arranged, situation));
        operator.runFor(Duration.ofMinutes(10));

        String expected = switch (situation.expected()) {
            case Allowed -> "True";
            case Denied -> "False";
        };
        Optional<PrincipalAccess> told = Optional.ofNullable(
                        operator.status("orders").access())
                .map(access -> access.principals().get(0));
        assertThat(told.map(PrincipalAccess::allowed).orElse("Unknown"))
                .as("%s", told)
                .isIn(isKnowable(situation) ? Set.of(expected) : Set.of(expected, "Unknown"));
        assertThat(told.stream())
                .allSatisfy(access -> assertThat(access.message() == null).isEqualTo("True".equals(access.allowed())));
    }

    /**
     * KMS tells the policy of a key in its own account alone, and not where the policy forbids that; and who declares a role
     * does not say what its sessions are called.
     */
    private static boolean isKnowable(AccessSituation situation) {
        boolean isAboutSession = situation.keyPolicy() == NamedKeyPolicy.NAMES_SESSION
                || situation.grants().stream().anyMatch(grant -> grant.to() == AccessSituation.Grantee.Session);
        return situation.key() == AccessSituation.Key.Own
                && situation.keyPolicy() != NamedKeyPolicy.HIDES_ITSELF
                && !isAboutSession;
    }

    @Test
    void mostSituationsAreKnowable() {
        assertThat(situations()).filteredOn(VerdictsTest::isKnowable).hasSizeGreaterThan(30);
    }

    private static EncryptedKinesisStream manifest(ArrangedSituation arranged, AccessSituation situation) {
        String use = situation.action().equals("kms:Decrypt") ? "consumers" : "producers";
        return Serialization.unmarshal(
                """
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: orders}
                spec:
                  shards: 1
                  key: {id: "%s"}
                  adoptionPolicy: AdoptOrCreate
                  access: {%s: ["%s"]}
                """.formatted(arranged.key(), use, arranged.principal()), EncryptedKinesisStream.class);
    }
}
