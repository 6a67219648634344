package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.PrincipalAccess;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.Allowance;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.NamedKeyPolicy;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** As many principals as an object may declare, of the longest names: two questions to IAM for each, of which it takes few. */
class ManyPrincipalsTest {

    private static final int MOST_OF_A_KIND = 50;
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(400);

    private final VirtualClock clock = VirtualClock.create();
    private final SimulatedAws aws = SimulatedAws.builder(clock).seed(1).build();
    private final VirtualOperator operator =
            new VirtualOperator(SimulatedClients.of(aws, clock), new Pace(new Random(1)), clock);
    private final String key = aws.console().createKey();
    private final List<String> producers = createRoles("p");
    private final List<String> consumers = createRoles("c");

    @Test
    void areJudgedAsSoonAsIamCanBeAsked() {
        allow("kinesis:*");
        aws.console().access().putKeyPolicy(key, NamedKeyPolicy.NAMES_NOBODY, producers.get(0));
        clock.advance(Duration.ofMinutes(6));
        Instant start = clock.instant();
        operator.apply(manifest("orders"));

        int passes = 0;
        Set<EncryptedKinesisStreamStatus> said = new HashSet<>();
        while (verdicts("orders").isEmpty()) {
            operator.pass();
            passes++;
            said.add(operator.status("orders"));
            assertThat(passes).isLessThanOrEqualTo(205);
        }

        assertThat(Duration.between(start, clock.instant())).isLessThan(Duration.ofSeconds(85));
        assertThat(said).as("none is written for each principal").hasSizeLessThan(10);
        assertThat(verdicts("orders")).hasSize(100).allSatisfy(verdict -> {
            assertThat(verdict.principal()).hasSize(606);
            assertThat(verdict.deniedBy()).isEqualTo("KeyPolicy");
            assertThat(verdict.fix()).contains(verdict.principal());
        });
        assertThat(verdicts("orders")).extracting(PrincipalAccess::principal).doesNotHaveDuplicates();
        assertThat(Serialization.asJson(operator.status("orders"))).hasSizeLessThan(256 * 1024);
        assertThat(questions()).as("each is asked once").hasSize(200);
        assertThat(IntStream.range(1, 200))
                .allSatisfy(number -> assertThat(Duration.between(
                                questions().get(number - 1), questions().get(number)))
                        .isGreaterThanOrEqualTo(BETWEEN_QUESTIONS));
    }

    /** Eight hundred questions take longer than the answer to the first of them is good for, if it denies. */
    @Test
    void areAllJudgedAndLookedAtAgainHoweverManyMoreThereAre() {
        List<String> names =
                IntStream.range(0, 4).mapToObj("orders-%d"::formatted).toList();
        clock.advance(Duration.ofMinutes(6));
        names.forEach(name -> operator.apply(manifest(name)));
        operator.runFor(Duration.ofMinutes(6));

        assertThat(names)
                .allSatisfy(name -> assertThat(verdicts(name))
                        .hasSize(100)
                        .allSatisfy(verdict -> assertThat(verdict.deniedBy()).isEqualTo("IdentityPolicy")));

        allow("kinesis:*", "kms:*");
        assertThat(statusesWithin(Duration.ofMinutes(11), names))
                .as("one a minute for each object")
                .isLessThanOrEqualTo(names.size() * 12);

        assertThat(names)
                .allSatisfy(name -> assertThat(verdicts(name))
                        .hasSize(100)
                        .allSatisfy(verdict -> assertThat(verdict.allowed()).isEqualTo("True")));
    }

    private int statusesWithin(Duration time, List<String> names) {
        Instant end = clock.instant().plus(time);
        Map<String, EncryptedKinesisStreamStatus> last = new HashMap<>();
        int changes = 0;
        while (clock.instant().isBefore(end)) {
            operator.pass();
            for (String name : names) {
                EncryptedKinesisStreamStatus now = operator.status(name);
                changes += now.equals(last.put(name, now)) ? 0 : 1;
            }
        }
        return changes;
    }

    private List<PrincipalAccess> verdicts(String name) {
        EncryptedKinesisStreamStatus status = operator.status(name);
        return status.access() == null ? List.of() : status.access().principals();
    }

    private List<Instant> questions() {
        return aws.journal().all().stream()
                .filter(call -> call.operation() == Operation.SIMULATE_PRINCIPAL_POLICY)
                .map(JournalEntry::at)
                .toList();
    }

    private void allow(String... actions) {
        Stream.concat(producers.stream(), consumers.stream())
                .forEach(role -> aws.console()
                        .access()
                        .putPolicy(role, "use", Allowance.of("*", actions).text()));
    }

    /** A path is of 512 characters at most, the first and the last of them a slash. */
    private List<String> createRoles(String kind) {
        return IntStream.range(0, MOST_OF_A_KIND)
                .mapToObj(number -> kind.repeat(510) + "/" + kind.repeat(62) + "%02d".formatted(number))
                .map(aws.console().access()::createRole)
                .toList();
    }

    private EncryptedKinesisStream manifest(String name) {
        return Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: %s}
                spec: {shards: 1, key: {id: '%s'}, access: {producers: %s, consumers: %s}}
                """.formatted(name, key, producers, consumers), EncryptedKinesisStream.class);
    }
}
