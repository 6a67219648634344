package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.simulation.Operation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;

/** What becomes of what somebody else does to a stream: told with what was found and what is wanted, and mended once. */
abstract class DriftScenarios extends OperatorScenario {

    private static final String SPEC = """
            shards: 2
            retentionHours: 48
            key: {id: alias/orders}
            shardLevelMetrics: [IncomingBytes]
            tags: {team: shop}
            """;

    private static final String DIFFERENCES =
            "Somebody else changed the stream: retentionHours is 24, wanted 48; shards is"
                    + " 4, wanted 2; shardLevelMetrics is IncomingBytes, OutgoingBytes, wanted IncomingBytes; tags team"
                    + " is \"other\", wanted \"shop\".";

    @Test
    void whatSomebodyChangedIsToldOnceAndMendedEncryptionFirst() {
        String key = keyNamed("alias/orders");
        apply("orders", SPEC);
        awaitReady("orders");
        int before = changes().size();

        somebodyChangesEverything();

        await().atMost(PATIENCE).until(() -> changes().size() == before + 5);
        awaitReady("orders");
        assertThat(changes().subList(before, before + 5))
                .containsExactly(
                        Operation.START_STREAM_ENCRYPTION,
                        Operation.INCREASE_STREAM_RETENTION_PERIOD,
                        Operation.UPDATE_SHARD_COUNT,
                        Operation.DISABLE_ENHANCED_MONITORING,
                        Operation.ADD_TAGS_TO_STREAM);
        assertThat(notes("orders", Reason.Drifted)).containsExactly(DIFFERENCES);
        assertThat(notes("orders", Reason.EncryptionLost)).containsExactly(stopped(key));
        assertThat(status("orders").differences()).isEmpty();
    }

    @Test
    void whoOnlyObservesIsToldTheSameAndChangesNothing() {
        String key = keyNamed("alias/orders");
        apply("orders", SPEC);
        awaitReady("orders");
        apply("orders", SPEC + "managementPolicy: ObserveOnly\n");
        awaitReady("orders");
        int before = changes().size();

        somebodyChangesEverything();

        awaitStalled("orders", Reason.ObservedOnly);
        awaitEvent("orders", Reason.Drifted);
        assertThat(notes("orders", Reason.Drifted)).containsExactly(DIFFERENCES);
        assertThat(notes("orders", Reason.EncryptionLost)).containsExactly(stopped(key));
        assertThat(status("orders").differences())
                .containsExactly(
                        "key is none, wanted alias/orders",
                        "retentionHours is 24, wanted 48",
                        "shards is 4, wanted 2",
                        "shardLevelMetrics is IncomingBytes, OutgoingBytes, wanted IncomingBytes",
                        "tags team is \"other\", wanted \"shop\"");
        aws().console().deleteStream("orders");
        awaitEvent("orders", Reason.StreamVanished);
        awaitPasses(1);
        assertThat(notes("orders", Reason.Drifted)).hasSize(1);
        assertThat(changes()).hasSize(before);
    }

    /** While the operator is away, so that it finds everything at once; it has forgotten the tags, and lists them. */
    private void somebodyChangesEverything() {
        stopOperator();
        KinesisClient kinesis = aws().console().kinesis();
        kinesis.addTagsToStream(request -> request.streamName("orders").tags(Map.of("team", "other")));
        kinesis.decreaseStreamRetentionPeriod(
                request -> request.streamName("orders").retentionPeriodHours(24));
        aws().console().settle("orders");
        kinesis.updateShardCount(
                request -> request.streamName("orders").targetShardCount(4).scalingType(ScalingType.UNIFORM_SCALING));
        aws().console().settle("orders");
        kinesis.enableEnhancedMonitoring(
                request -> request.streamName("orders").shardLevelMetrics(MetricsName.OUTGOING_BYTES));
        aws().console().settle("orders");
        aws().console().stopEncryption("orders");
        passes(Duration.ofSeconds(10));
        startOperator();
    }

    private static String stopped(String key) {
        return "Somebody else changed the stream's encryption: expected " + key + ", found no encryption.";
    }

    @Test
    void theCapacityModeIsSwitchedBack() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 4, key: {id: alias/orders}}");
        awaitReady("orders");

        aws().console()
                .kinesis()
                .updateStreamMode(request -> request.streamARN(status("orders").streamARN())
                        .streamModeDetails(details -> details.streamMode(StreamMode.ON_DEMAND)));
        aws().console().settle("orders");

        awaitEvent("orders", Reason.Drifted);
        awaitReady("orders");
        assertThat(notes("orders", Reason.Drifted))
                .containsExactly("Somebody else changed the stream: mode is OnDemand, wanted Provisioned.");
        assertThat(changes()).endsWith(Operation.UPDATE_STREAM_MODE);
    }

    @Test
    void anEncryptionThatIsStoppedAgainAndAgainIsToldAndTriedMoreSlowly() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");
        for (int starts = 2; starts <= 3; starts++) {
            int soFar = starts;
            aws().console().stopEncryption("orders");
            await().atMost(PATIENCE).until(() -> changes(Operation.START_STREAM_ENCRYPTION) == soFar);
            awaitReady("orders");
        }

        aws().console().stopEncryption("orders");

        awaitStalled("orders", Reason.Contested);
        assertThat(condition("orders", ConditionType.Ready).getMessage())
                .startsWith("3 times AWS accepted StartStreamEncryption with arn:aws:kms:")
                .contains("somebody else undid it. CloudTrail says who");
        awaitEvent("orders", Reason.Contested);
        assertThat(changes(Operation.START_STREAM_ENCRYPTION)).isEqualTo(3);
    }

    @Test
    void aStreamThatSomebodyDeletedIsCreatedAgain() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");
        String arn = status("orders").streamARN();

        aws().console().deleteStream("orders");

        awaitEvent("orders", Reason.StreamVanished);
        awaitReady("orders");
        assertThat(notes("orders", Reason.StreamVanished))
                .containsExactly("Stream " + arn + " has been deleted by somebody else, with its records.");
        assertThat(changes(Operation.CREATE_STREAM)).isEqualTo(2);
        assertThat(changes(Operation.START_STREAM_ENCRYPTION)).isEqualTo(2);
    }

    @Test
    void aStreamThatSomebodyCreatedAnewIsTheirsUntilItIsToBeAdopted() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");
        String created = status("orders").streamCreatedAt();
        stopOperator();
        aws().console().deleteStream("orders");
        passes(Duration.ofSeconds(10));
        aws().console().createActiveStream("orders", 1, Map.of());
        passes(Duration.ofSeconds(10));
        startOperator();

        awaitStalled("orders", Reason.NameTaken);
        awaitEvent("orders", Reason.StreamReplaced);
        assertThat(notes("orders", Reason.StreamReplaced))
                .singleElement()
                .asString()
                .startsWith("Somebody else deleted stream orders in eu-west-1, with its records, and created it anew:"
                        + " expected the one created at " + created + ", found one created at ");
        assertThat(changes(Operation.START_STREAM_ENCRYPTION)).isEqualTo(1);

        apply("orders", "{shards: 1, key: {id: alias/orders}, adoptionPolicy: AdoptOrCreate}");
        awaitReady("orders");
        assertThat(changes()).endsWith(Operation.ADD_TAGS_TO_STREAM, Operation.START_STREAM_ENCRYPTION);
        assertThat(notes("orders", Reason.StreamReplaced)).hasSize(1);
    }
}
