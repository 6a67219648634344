package dev.encryptedkinesis.operator.conformance;

import static dev.encryptedkinesis.operator.conformance.Streams.expectError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Changing capacity, mode and retention. */
abstract class UpdateExpectations {
    private final AwsWorld world = world();
    private final Streams streams = new Streams(world);

    abstract AwsWorld world();

    @Test
    void aStreamThatIsNotActiveTakesNoMutation() {
        String name = streams.creating(1);

        expectError("ResourceInUseException", () -> streams.startEncryption(name, "alias/aws/kinesis"));
        expectError("ResourceInUseException", () -> reshard(name, 2));
        expectError("ResourceInUseException", () -> increaseRetention(name, 48));
    }

    @Test
    void oneMutationHasToEndBeforeTheNext() {
        String name = streams.active(1);
        reshard(name, 2);

        assertThat(streams.describe(name).streamStatus()).isEqualTo(StreamStatus.UPDATING);
        expectError("ResourceInUseException", () -> reshard(name, 1));
        expectError("ResourceInUseException", () -> streams.startEncryption(name, "alias/aws/kinesis"));
        streams.awaitActive(name);
        assertThat(streams.describe(name).openShardCount()).isEqualTo(2);
    }

    @Test
    void shardsAreAtMostDoubledAndAtMostHalved() {
        String name = streams.active(4);

        expectError("InvalidArgumentException", () -> reshard(name, 9));
        expectError("InvalidArgumentException", () -> reshard(name, 1));
        reshard(name, 8);
        streams.awaitActive(name);
        assertThat(streams.describe(name).openShardCount()).isEqualTo(8);
        reshard(name, 4);
        streams.awaitActive(name);
        assertThat(streams.describe(name).openShardCount()).isEqualTo(4);
    }

    @Test
    void closedShardsStayAndAreTheParentsOfTheNewOnes() {
        String name = streams.active(1);
        reshard(name, 2);
        streams.awaitActive(name);

        var shards = world.kinesis()
                .describeStream(request -> request.streamName(name))
                .streamDescription()
                .shards();

        assertThat(shards).hasSizeGreaterThanOrEqualTo(3);
        assertThat(shards.get(0).parentShardId()).isNull();
        assertThat(shards.stream().skip(1))
                .allSatisfy(shard -> assertThat(shard.parentShardId()).isNotNull());
    }

    @Test
    void aStreamIsReshardedTenTimesADay() {
        String name = streams.active(1);
        IntStream.range(0, 10).forEach(time -> {
            reshard(name, time % 2 == 0 ? 2 : 1);
            streams.awaitActive(name);
        });

        world.expect(
                () -> expectError("LimitExceededException", () -> reshard(name, 2)),
                Deviation.UNLIMITED_RESHARDINGS,
                () -> assertThatCode(() -> reshard(name, 2)).doesNotThrowAnyException());
    }

    @Test
    void retentionIsIncreasedAndDecreasedEachByItsOwnOperation() {
        String name = streams.active(1);

        increaseRetention(name, 48);
        streams.awaitActive(name);
        assertThat(streams.describe(name).retentionPeriodHours()).isEqualTo(48);
        expectError("InvalidArgumentException", () -> increaseRetention(name, 36));
        expectError("InvalidArgumentException", () -> decreaseRetention(name, 72));
        decreaseRetention(name, 24);
        streams.awaitActive(name);
        assertThat(streams.describe(name).retentionPeriodHours()).isEqualTo(24);
    }

    @Test
    void retentionIsBetweenADayAndAYear() {
        String name = streams.active(1);

        expectError("InvalidArgumentException", () -> decreaseRetention(name, 23));
        expectError("InvalidArgumentException", () -> increaseRetention(name, 8761));
    }

    @Test
    void aStreamIsSwitchedBetweenModesTwiceADay() {
        String name = streams.active(1);

        switchMode(name, StreamMode.ON_DEMAND);
        assertThat(streams.describe(name).streamStatus()).isEqualTo(StreamStatus.UPDATING);
        streams.awaitActive(name);
        assertThat(streams.describe(name).streamModeDetails().streamMode()).isEqualTo(StreamMode.ON_DEMAND);
        switchMode(name, StreamMode.PROVISIONED);
        streams.awaitActive(name);

        world.expect(
                () -> expectError("LimitExceededException", () -> switchMode(name, StreamMode.ON_DEMAND)),
                Deviation.UNLIMITED_MODE_SWITCHES,
                () -> assertThatCode(() -> switchMode(name, StreamMode.ON_DEMAND))
                        .doesNotThrowAnyException());
    }

    @Test
    void anOnDemandStreamHasShardsOfItsOwnChoosing() {
        String name = Streams.newName();
        world.kinesis()
                .createStream(request -> request.streamName(name)
                        .streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND))
                        .tags(Map.of("team", "shop")));
        streams.awaitActive(name);

        assertThat(streams.describe(name).openShardCount()).isEqualTo(4);
        assertThat(streams.describe(name).streamModeDetails().streamMode()).isEqualTo(StreamMode.ON_DEMAND);
        world.expect(
                () -> expectError("ValidationException", () -> reshard(name, 8)),
                Deviation.RESHARDS_ON_DEMAND_STREAMS,
                () -> assertThatCode(() -> reshard(name, 8)).doesNotThrowAnyException());
    }

    @Test
    void aProvisionedStreamIsNotKeptReadyForMore() {
        String name = streams.active(1);

        expectError("InvalidArgumentException", () -> warm(name));
    }

    /** Accounts of tests have made no such commitment. */
    @Test
    void aStreamOnDemandIsKeptReadyForMoreIfTheAccountIsCommittedToAMinimum() {
        String name = Streams.newName();
        world.kinesis()
                .createStream(request ->
                        request.streamName(name).streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
        streams.awaitActive(name);

        world.expect(
                () -> expectError("ValidationException", () -> warm(name)), Deviation.WARM_THROUGHPUT_FOR_ALL, () -> {
                    warm(name);
                    streams.awaitActive(name);
                    assertThat(streams.describe(name).warmThroughput().targetMiBps())
                            .isEqualTo(100);
                });
    }

    private void warm(String name) {
        world.kinesis()
                .updateStreamWarmThroughput(request -> request.streamName(name).warmThroughputMiBps(100));
    }

    private void reshard(String name, int shards) {
        world.kinesis()
                .updateShardCount(request ->
                        request.streamName(name).targetShardCount(shards).scalingType(ScalingType.UNIFORM_SCALING));
    }

    private void increaseRetention(String name, int hours) {
        world.kinesis()
                .increaseStreamRetentionPeriod(
                        request -> request.streamName(name).retentionPeriodHours(hours));
    }

    private void decreaseRetention(String name, int hours) {
        world.kinesis()
                .decreaseStreamRetentionPeriod(
                        request -> request.streamName(name).retentionPeriodHours(hours));
    }

    private void switchMode(String name, StreamMode mode) {
        String arn = streams.describe(name).streamARN();
        world.kinesis()
                .updateStreamMode(request -> request.streamARN(arn).streamModeDetails(to -> to.streamMode(mode)));
    }
}
