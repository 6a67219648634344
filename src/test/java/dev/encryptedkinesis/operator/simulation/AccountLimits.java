package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import software.amazon.awssdk.services.kinesis.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeLimitsResponse;

/** The account's shard and stream quotas, and what is used of them. */
final class AccountLimits {
    private final World world;
    private final Streams streams;

    AccountLimits(World world, Streams streams) {
        this.world = world;
        this.streams = streams;
    }

    boolean isCommittedToMinimum() {
        return world.quotas().minimum() == Quotas.Minimum.COMMITTED;
    }

    DescribeLimitsResponse describe(DescribeLimitsRequest request) {
        Instant at = world.sight().of("limits");
        return DescribeLimitsResponse.builder()
                .shardLimit(world.quotas().shards())
                .openShardCount(shards(at))
                .onDemandStreamCount(onDemandStreams(at))
                .onDemandStreamCountLimit(world.quotas().onDemandStreams())
                .build();
    }

    void checkMoreShards(Instant now, int more) {
        int used = promisedShards(now);
        if (used + more > world.quotas().shards()) {
            throw KinesisError.LIMIT_EXCEEDED.as(
                    "This request would exceed the shard limit for the account %s in %s. Current shard count for the "
                            + "account: %d. Limit: %d. Number of additional shards that would have resulted from this "
                            + "request: %d. Refer to the AWS Service Limits page "
                            + "(https://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current "
                            + "limits and how to request higher limits.",
                    world.account(), world.region(), used, world.quotas().shards(), more);
        }
    }

    void checkOneMoreOnDemand(Instant now) {
        int used = onDemandStreams(now);
        if (used >= world.quotas().onDemandStreams()) {
            throw KinesisError.LIMIT_EXCEEDED.as(
                    "This request would exceed the limit on the number of On-Demand streams for the account %s in %s. "
                            + "Current On-Demand streams count: %d. Limit: %d.",
                    world.account(), world.region(), used, world.quotas().onDemandStreams());
        }
    }

    private int shards(Instant at) {
        return streams.all(at).mapToInt(found -> found.version().billedShards()).sum();
    }

    /** Shards that a resharding under way will open count already, and those that it will close still do. */
    private int promisedShards(Instant now) {
        return streams.all(now)
                .mapToInt(found -> Math.max(
                        found.version().billedShards(),
                        found.stream()
                                .versions()
                                .eventually()
                                .map(StreamVersion::billedShards)
                                .orElse(0)))
                .sum();
    }

    private int onDemandStreams(Instant at) {
        return (int) streams.all(at)
                .filter(found -> !found.version().isProvisioned())
                .count();
    }
}
