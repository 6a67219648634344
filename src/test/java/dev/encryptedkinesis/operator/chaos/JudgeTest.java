package dev.encryptedkinesis.operator.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the judge notices what can have gone wrong. */
class JudgeTest {

    private static final Wish WISH =
            new Wish("shop", "orders", List.of("arn:old", "arn:new"), 2, 48, Map.of("team", "shop"));

    private final List<EncryptedKinesisStream> objects = new ArrayList<>();
    private final List<FoundStream> streams = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Term> terms =
            List.of(new Term("operator-0", Instant.EPOCH), new Term("operator-1", Instant.EPOCH.plusSeconds(60)));

    @BeforeEach
    void allIsWell() {
        objects.add(object("True", 3, "arn:new"));
        streams.add(stream("arn:new", 2, 48, "shop"));
        refused("CreateStream", "ResourceInUseException");
        accepted("CreateStream", "");
        accepted("StartStreamEncryption", "arn:old");
        accepted("IncreaseStreamRetentionPeriod", "");
        accepted("StartStreamEncryption", "arn:new");
        calls.add(call("DescribeStreamSummary", "", "LimitExceededException"));
    }

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void takesANewKeyAtOnceForOneThatCameInTime() {
        calls.removeIf(call -> call.key().equals("arn:old"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsWhatIsLost() {
        objects.clear();
        streams.clear();
        assertThat(findings()).containsExactly("object lost: orders", "stream lost: orders");
    }

    @Test
    void findsAStreamThatNobodyWants() {
        streams.add(new FoundStream("clicks", "ACTIVE", "", 1, 24, Map.of()));
        calls.add(new Call(Instant.EPOCH, "operator-0", "CreateStream", "clicks", "", ""));
        assertThat(findings())
                .containsExactly(
                        "stream that nobody wants: clicks", "calls to change a stream that nobody wants: clicks");
    }

    @Test
    void findsAnObjectThatIsNotReady() {
        objects.set(0, object("False", 3, "arn:new"));
        assertThat(findings()).singleElement().asString().startsWith("orders: not Ready");
    }

    @Test
    void findsAnObjectThatIsReadyForAnEarlierSpec() {
        objects.set(0, object("True", 2, "arn:new"));
        assertThat(findings()).singleElement().asString().startsWith("orders: not Ready");
    }

    @Test
    void findsAStatusThatIsNotTrue() {
        objects.set(0, object("True", 3, "arn:old"));
        assertThat(findings()).containsExactly("orders: key in the status: wanted arn:new, found arn:old");
    }

    @Test
    void findsAStreamUnderAnotherKey() {
        streams.set(0, stream("arn:old", 2, 48, "shop"));
        assertThat(findings()).contains("orders: key: wanted arn:new, found arn:old");
    }

    @Test
    void findsAStreamInPlaintext() {
        streams.set(0, stream("", 2, 48, "shop"));
        assertThat(findings()).contains("orders: key: wanted arn:new, found ");
    }

    @Test
    void findsOtherSettings() {
        streams.set(0, stream("arn:new", 1, 24, "other"));
        assertThat(findings())
                .contains(
                        "orders: shards: wanted 2, found 1",
                        "orders: retention: wanted 48, found 24",
                        "orders: tags: wanted {team=shop}, found {team=other}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"StopStreamEncryption", "DeleteStream", "UpdateShardCount"})
    void findsWhatIsNeverToBeAsked(String operation) {
        accepted(operation, "");
        assertThat(findings()).singleElement().asString().contains("asked for " + operation);
    }

    @Test
    void findsAChangeThatAwsRefused() {
        refused("StartStreamEncryption", "ResourceInUseException");
        assertThat(findings()).singleElement().asString().contains("StartStreamEncryption was refused");
    }

    @Test
    void findsASecondCreation() {
        accepted("CreateStream", "");
        assertThat(findings()).containsExactly("orders: creations: wanted 1, found 2");
    }

    @Test
    void findsAnEncryptionThatWasStartedTwice() {
        accepted("StartStreamEncryption", "arn:new");
        assertThat(findings()).singleElement().asString().contains("encryption was to be started once");
    }

    @Test
    void letsOneCallOfAFormerLeaderPassThatWasOnItsWay() {
        calls.add(tagging(61, "operator-0"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsAFormerLeaderThatGoesOn() {
        calls.add(tagging(61, "operator-0"));
        calls.add(tagging(62, "operator-1"));
        calls.add(tagging(63, "operator-0"));
        assertThat(findings())
                .containsExactly("orders: AddTagsToStream by operator-0 at 1970-01-01T00:01:03Z,"
                        + " while operator-1 led since 1970-01-01T00:01:00Z");
    }

    @Test
    void findsACallBeforeAnybodyLed() {
        calls.add(tagging(-1, "operator-0"));
        assertThat(findings())
                .containsExactly("orders: AddTagsToStream by operator-0 at 1969-12-31T23:59:59Z, when nobody led");
    }

    @Test
    void findsASecondProcessThatActsBesideTheLeader() {
        calls.add(tagging(1, "operator-1"));
        calls.add(tagging(2, "operator-1"));
        assertThat(findings()).singleElement().asString().contains("by operator-1 at 1970-01-01T00:00:02Z");
    }

    private static Call tagging(int second, String replica) {
        return new Call(Instant.EPOCH.plusSeconds(second), replica, "AddTagsToStream", "orders", "", "");
    }

    private List<String> findings() {
        return Judge.findings(List.of(WISH), objects, streams, calls, terms);
    }

    private void accepted(String operation, String key) {
        calls.add(call(operation, key, ""));
    }

    private void refused(String operation, String refusal) {
        calls.add(call(operation, "", refusal));
    }

    private static Call call(String operation, String key, String refusal) {
        return new Call(Instant.EPOCH, "operator-0", operation, "orders", key, refusal);
    }

    private static FoundStream stream(String key, int shards, int retentionHours, String team) {
        Map<String, String> tags = new HashMap<>(Map.of(
                "team", team,
                "encryptedkinesis.dev/cluster", "c",
                "encryptedkinesis.dev/namespace", "shop",
                "encryptedkinesis.dev/name", "orders",
                "encryptedkinesis.dev/uid", "u"));
        return new FoundStream("orders", "ACTIVE", key, shards, retentionHours, tags);
    }

    private static EncryptedKinesisStream object(String ready, int observedGeneration, String key) {
        return Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {namespace: shop, name: orders, uid: u, generation: 3}
                status:
                  observedGeneration: %d
                  conditions: [{type: Ready, status: '%s'}]
                  streamStatus: ACTIVE
                  shards: 2
                  retentionHours: 48
                  encryption: {keyARN: '%s'}
                """.formatted(observedGeneration, ready, key), EncryptedKinesisStream.class);
    }
}
