package dev.encryptedkinesis.operator.reconcile;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.AWS_MANAGED_KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.OTHER_KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.accessDenied;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.awsManaged;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.enabled;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.inState;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.notFound;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.encryptedkinesis.operator.access.leastprivilege.StreamKey;
import dev.encryptedkinesis.operator.access.leastprivilege.StreamKey.Manager;
import dev.encryptedkinesis.operator.access.leastprivilege.StreamUse;
import dev.encryptedkinesis.operator.api.ConsumerStatus;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.owned.Decision;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.Observation;
import dev.encryptedkinesis.operator.stream.Observation.Claims;
import dev.encryptedkinesis.operator.stream.ObservedStream;
import dev.encryptedkinesis.operator.stream.PreviousKey;
import dev.encryptedkinesis.operator.stream.Situation;
import dev.encryptedkinesis.operator.stream.StreamHistory;
import dev.encryptedkinesis.operator.stream.StreamState;
import dev.encryptedkinesis.operator.stream.UnresolvedKey;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the policies are written out, and about what. */
class WrittenPoliciesTest {

    private static final String API = "arn:aws:iam::111122223333:role/api";
    private static final String BILLING = "arn:aws:iam::111122223333:role/billing";
    private static final Situation WELL = Situation.allIsWell();
    private static final String NOTHING = "nothing";
    private static final PreviousKey FORMER =
            new PreviousKey(OTHER_KEY, Situation.NOW.minus(Duration.ofHours(1)), Situation.NOW.plusSeconds(60));

    private final WrittenPolicies policies = new WrittenPolicies();

    private static EncryptedKinesisStream object(String configMap) {
        return Samples.withSpec(
                Serialization.unmarshal("""
                shards: 1
                key: {id: alias/orders}
                access: {producers: ["%s"], consumers: ["%s"], policiesConfigMap: "%s"}
                """.formatted(API, BILLING, configMap), EncryptedKinesisStreamSpec.class));
    }

    private Decision decide(Situation situation) {
        return policies.decide(object("orders-policies"), situation.assess(), EncryptedKinesisStreamStatus.NONE);
    }

    private static StreamUse useOf(Decision decision) {
        return ((WrittenPolicies.Files) ((Decision.Publish) decision).content()).use();
    }

    /** KMS says this of the key that records still need. */
    private static Observation havingFormer(KeyLookup answer) {
        return new Observation(
                WELL.assess().stream(),
                enabled(KEY),
                Optional.of(enabled(KEY)),
                Claims.NONE,
                Map.of(OTHER_KEY, answer));
    }

    static Stream<Arguments> situations() {
        return Stream.of(
                arguments("all is well", WELL, KEY),
                arguments("it is not encrypted yet", Situation.notEncrypted(), KEY),
                arguments("it is being created", Situation.notEncrypted().inState(StreamState.CREATING), KEY),
                arguments("the wanted key is disabled", WELL.withBothKeys(inState(KEY, "Disabled")), KEY),
                arguments(
                        "another key is wanted", WELL.withKey(OTHER_KEY).withWantedKey(enabled(OTHER_KEY)), OTHER_KEY),
                arguments(
                        "AWS's own key is wanted, and there is none yet",
                        Situation.notEncrypted().withWantedKey(notFound()),
                        NOTHING),
                arguments(
                        "AWS's own key is wanted",
                        Situation.notEncrypted().withWantedKey(awsManaged()),
                        AWS_MANAGED_KEY),
                arguments("KMS is silent", WELL.withBothKeys(silence()), NOTHING),
                arguments("KMS denies", WELL.withBothKeys(accessDenied()), NOTHING),
                arguments(
                        "nobody knows which key is wanted",
                        WELL.withUnresolvedKey(UnresolvedKey.Cause.NOT_READY),
                        NOTHING),
                arguments("there is none", Situation.noStream(), NOTHING),
                arguments("nobody looked", WELL.withStream(new ObservedStream.Unseen()), NOTHING),
                arguments("nobody's stream", WELL.havingTags(Map.of()), NOTHING),
                arguments(
                        "somebody else's stream, observed",
                        WELL.havingTags(Map.of()).observeOnly(),
                        KEY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void areWrittenForTheWantedKeyAsSoonAsItAndTheStreamAreKnown(String what, Situation situation, String key) {
        Decision decision = decide(situation);

        if (key.equals(NOTHING)) {
            assertThat(decision).isEqualTo(new Decision.Keep());
        } else {
            StreamUse use = useOf(decision);
            assertThat(use.stream().text()).isEqualTo(Situation.ARN);
            assertThat(use.currentKey())
                    .isEqualTo(new StreamKey(key, key.equals(AWS_MANAGED_KEY) ? Manager.AWS : Manager.CUSTOMER));
            assertThat(use.producers()).containsExactly(API);
            assertThat(use.consumers()).containsExactly(BILLING);
        }
    }

    @Test
    void untilTheWantedKeyIsTheStreamsTheOtherIsReadWithAsWell() {
        assertThat(useOf(decide(WELL.withKey(OTHER_KEY).withWantedKey(enabled(OTHER_KEY))))
                        .previousKeys())
                .containsExactly(new StreamKey(KEY, Manager.CUSTOMER));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(enabled(OTHER_KEY), true),
                arguments(inState(OTHER_KEY, "PendingDeletion"), true),
                arguments(accessDenied(), true),
                arguments(notFound(), true),
                arguments(silence(), false),
                arguments(new KeyLookup.NotAsked(), false));
    }

    /** Whether AWS manages it makes a difference to the text, which is not to go back and forth with KMS's answers. */
    @ParameterizedTest
    @MethodSource("answers")
    void aKeyThatRecordsStillNeedIsNamedOnceKmsAnswered(KeyLookup answer, boolean isNamed) {
        StreamHistory before = WELL.assess().history();
        StreamHistory history = new StreamHistory(
                before.last(),
                before.spent(),
                before.tagged(),
                before.attached(),
                before.encrypted(),
                List.of(FORMER),
                before.progress());

        Decision decision = policies.decide(
                object("orders-policies"),
                new Assessment(WELL.desired(), havingFormer(answer), history, Situation.NOW),
                EncryptedKinesisStreamStatus.NONE);

        if (isNamed) {
            assertThat(useOf(decision).previousKeys()).containsExactly(new StreamKey(OTHER_KEY, Manager.CUSTOMER));
        } else {
            assertThat(decision).isEqualTo(new Decision.Keep());
        }
    }

    @Test
    void fanOutConsumersAreThoseThatTheStatusTells() {
        String arn = Situation.ARN + "/consumer/billing:1700000000";
        EncryptedKinesisStreamStatus status = Serialization.unmarshal(
                "consumers: [{name: billing, arn: '%s'}, {name: other}]".formatted(arn),
                EncryptedKinesisStreamStatus.class);
        assertThat(status.consumers()).extracting(ConsumerStatus::arn).containsExactly(arn, null);

        StreamUse use = useOf(policies.decide(object("orders-policies"), WELL.assess(), status));

        assertThat(use.fanOutConsumers()).isEqualTo(Set.of(arn));
        assertThat(new WrittenPolicies.Files(use).entries().get("consumer-policy.json"))
                .contains(arn);
    }

    @Test
    void isToldBesideWhatElseIsSaidOfAccess() {
        EncryptedKinesisStreamStatus status = Serialization.unmarshal(
                "access: {grantKeys: ['%s']}".formatted(KEY), EncryptedKinesisStreamStatus.class);

        EncryptedKinesisStreamStatus telling =
                policies.telling(status, Optional.of("orders-policies"), List.of("orders-policies"));

        assertThat(policies.told(telling)).contains("orders-policies");
        assertThat(policies.recorded(telling)).containsExactly("orders-policies");
        assertThat(telling.access().grantKeys()).containsExactly(KEY);
        assertThat(policies.telling(telling, Optional.empty(), List.of())).isEqualTo(status);
        EncryptedKinesisStreamStatus none = EncryptedKinesisStreamStatus.NONE;
        assertThat(policies.telling(
                        policies.telling(none, Optional.of("orders-policies"), List.of("orders-policies")),
                        Optional.empty(),
                        List.of()))
                .isEqualTo(none);
    }

    /** Another schema may have let it in; it would become part of a path of the API server's. */
    @ParameterizedTest
    @ValueSource(strings = {"", "..", "Orders", "orders/../../secrets/token", "orders?dryRun=All", "orders-"})
    void whatIsNoNameIsRefused(String name) {
        assertThatThrownBy(() -> AccessMapper.map(object(name)))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage(
                        "access.policiesConfigMap is not the name of a ConfigMap: lower-case letters, digits, '-' and"
                                + " '.', at most 253.");
    }
}
