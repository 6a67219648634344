package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamModeDetails;
import software.amazon.awssdk.services.kinesis.model.UpdateShardCountRequest;
import software.amazon.awssdk.services.kinesis.model.UpdateShardCountResponse;
import software.amazon.awssdk.services.kinesis.model.UpdateStreamModeRequest;
import software.amazon.awssdk.services.kinesis.model.UpdateStreamModeResponse;
import software.amazon.awssdk.services.kinesis.model.UpdateStreamWarmThroughputRequest;
import software.amazon.awssdk.services.kinesis.model.UpdateStreamWarmThroughputResponse;

/** Shard count and capacity mode. The numbers are those of the API reference of UpdateShardCount and UpdateStreamMode. */
final class StreamCapacity {
    private static final int RESHARDINGS_A_DAY = 10;
    private static final int MODE_SWITCHES_A_DAY = 2;
    private static final int MOST_SHARDS = 10_000;
    private static final int MOST_WARM_MIBPS = 10_240;

    private final World world;
    private final Streams streams;
    private final AccountLimits limits;

    StreamCapacity(World world, Streams streams, AccountLimits limits) {
        this.world = world;
        this.streams = streams;
        this.limits = limits;
    }

    UpdateShardCountResponse updateShardCount(UpdateShardCountRequest request) {
        if (request.scalingType() != ScalingType.UNIFORM_SCALING) {
            throw KinesisError.VALIDATION.as(
                    "1 validation error detected: Value '%s' at 'scalingType' failed to satisfy constraint: "
                            + "Member must satisfy enum value set: [UNIFORM_SCALING]",
                    request.scalingTypeAsString());
        }
        var found = streams.active(request.streamName(), request.streamARN());
        if (!found.version().isProvisioned()) {
            throw KinesisError.VALIDATION.as(
                    "UpdateShardCount is only supported for streams in PROVISIONED mode; %s is not.",
                    found.stream().name());
        }
        int current = found.version().shards().open().size();
        int target = Optional.ofNullable(request.targetShardCount()).orElse(0);
        checkTarget(current, target);
        String budget = "resharding/" + found.stream().name();
        if (world.inLastDay(budget) >= RESHARDINGS_A_DAY) {
            throw KinesisError.LIMIT_EXCEEDED.as(
                    "Stream %s under account %s has been scaled %d times in the last 24 hours, which is the limit.",
                    found.stream().name(), world.account(), RESHARDINGS_A_DAY);
        }
        limits.checkMoreShards(world.now(), target - current);
        world.windows().mark(budget, world.now());
        reshard(found, current, target);
        return UpdateShardCountResponse.builder()
                .streamName(found.stream().name())
                .streamARN(found.stream().arn())
                .currentShardCount(current)
                .targetShardCount(target)
                .build();
    }

    /** A switch to the mode that the stream is in already: no documentation says what happens, so refused. */
    UpdateStreamModeResponse updateMode(UpdateStreamModeRequest request) {
        var found = streams.active(null, request.streamARN());
        StreamMode mode = Optional.ofNullable(request.streamModeDetails())
                .map(StreamModeDetails::streamMode)
                .orElse(StreamMode.UNKNOWN_TO_SDK_VERSION);
        if (mode == StreamMode.UNKNOWN_TO_SDK_VERSION || mode == found.version().mode()) {
            throw KinesisError.INVALID_ARGUMENT.as(
                    "Stream %s under account %s cannot be switched to this mode.",
                    found.stream().name(), world.account());
        }
        String budget = "mode/" + found.stream().name();
        if (world.inLastDay(budget) >= MODE_SWITCHES_A_DAY) {
            throw KinesisError.LIMIT_EXCEEDED.as(
                    "Stream %s under account %s has been switched between modes %d times in the last 24 hours, which "
                            + "is the limit.",
                    found.stream().name(), world.account(), MODE_SWITCHES_A_DAY);
        }
        switch (mode) {
            case ON_DEMAND -> limits.checkOneMoreOnDemand(world.now());
            default ->
                limits.checkMoreShards(
                        world.now(), found.version().shards().open().size());
        }
        world.windows().mark(budget, world.now());
        Instant done = world.after(world.delays().modeSwitch(), found.stream().name());
        found.stream().update(world.now(), done, found.version().with(mode));
        return UpdateStreamModeResponse.builder().build();
    }

    /** By what error AWS refuses this to a stream or an account, no documentation says. */
    UpdateStreamWarmThroughputResponse updateWarmThroughput(UpdateStreamWarmThroughputRequest request) {
        Integer mibps = request.warmThroughputMiBps();
        if (mibps == null || mibps < 0) {
            throw KinesisError.VALIDATION.as(
                    "1 validation error detected: Value '%d' at 'warmThroughputMiBps' failed to satisfy constraint: "
                            + "Member must have value greater than or equal to 0",
                    mibps);
        }
        var found = streams.active(request.streamName(), request.streamARN());
        if (found.version().isProvisioned()) {
            throw KinesisError.INVALID_ARGUMENT.as("Warm throughput is only supported for streams in ON_DEMAND mode.");
        }
        if (!limits.isCommittedToMinimum()) {
            throw KinesisError.VALIDATION.as("Warm throughput is only supported for accounts that have "
                    + "MinimumThroughputBillingCommitment enabled.");
        }
        if (mibps > MOST_WARM_MIBPS) {
            throw KinesisError.LIMIT_EXCEEDED.as(
                    "Warm throughput %d MiBps of stream %s is more than the limit of %d MiBps.",
                    mibps, found.stream().name(), MOST_WARM_MIBPS);
        }
        Instant done = world.after(world.delays().modeSwitch(), found.stream().name());
        found.stream().update(world.now(), done, found.version().withWarmThroughput(mibps));
        return UpdateStreamWarmThroughputResponse.builder()
                .streamName(found.stream().name())
                .streamARN(found.stream().arn())
                .warmThroughput(warm ->
                        warm.targetMiBps(mibps).currentMiBps(found.version().warmMiBps()))
                .build();
    }

    /** The present count is refused as a target too: no documentation says what happens. */
    private static void checkTarget(int current, int target) {
        boolean inReach = target >= (current + 1) / 2 && target <= 2 * current;
        if (target < 1 || target == current || target > MOST_SHARDS) {
            throw KinesisError.INVALID_ARGUMENT.as(
                    "TargetShardCount %d is not between 1 and %d or is the current count.", target, MOST_SHARDS);
        }
        if (!inReach) {
            throw KinesisError.INVALID_ARGUMENT.as(
                    "UpdateShardCount cannot scale up over double your current open shard count, or scale down below "
                            + "half of it. Current open shard count: %d. Target shard count: %d",
                    current, target);
        }
    }

    private void reshard(Streams.Found found, int current, int target) {
        SimulatedStream stream = found.stream();
        Instant done = world.after(world.delays().resharding(), stream.name())
                .plus(world.delays()
                        .perShard()
                        .draw(world.dice(), stream.name())
                        .multipliedBy(Math.abs(target - current)));
        stream.update(
                world.now(), done, found.version().with(found.version().shards().resharded(target)));
    }
}
