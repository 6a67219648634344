package dev.encryptedkinesis.operator.simulation;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import software.amazon.awssdk.services.kinesis.model.DecreaseStreamRetentionPeriodRequest;
import software.amazon.awssdk.services.kinesis.model.DecreaseStreamRetentionPeriodResponse;
import software.amazon.awssdk.services.kinesis.model.DisableEnhancedMonitoringRequest;
import software.amazon.awssdk.services.kinesis.model.DisableEnhancedMonitoringResponse;
import software.amazon.awssdk.services.kinesis.model.EnableEnhancedMonitoringRequest;
import software.amazon.awssdk.services.kinesis.model.EnableEnhancedMonitoringResponse;
import software.amazon.awssdk.services.kinesis.model.IncreaseStreamRetentionPeriodRequest;
import software.amazon.awssdk.services.kinesis.model.IncreaseStreamRetentionPeriodResponse;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.UpdateMaxRecordSizeRequest;
import software.amazon.awssdk.services.kinesis.model.UpdateMaxRecordSizeResponse;

/** Retention, shard-level metrics and record size: each leaves the stream UPDATING for a while. */
final class StreamSettings {
    private static final int SHORTEST_RETENTION_HOURS = 24;
    private static final int LONGEST_RETENTION_HOURS = 8760;
    private static final int SMALLEST_RECORD_KIB = 1024;
    private static final int LARGEST_RECORD_KIB = 10_240;

    private final World world;
    private final Streams streams;

    StreamSettings(World world, Streams streams) {
        this.world = world;
        this.streams = streams;
    }

    IncreaseStreamRetentionPeriodResponse increaseRetention(IncreaseStreamRetentionPeriodRequest request) {
        checkRetention(request.retentionPeriodHours());
        var found = streams.active(request.streamName(), request.streamARN());
        if (request.retentionPeriodHours() <= found.version().retentionHours()) {
            throw KinesisError.INVALID_ARGUMENT.as(
                    "Requested retention period (%d hours) for stream %s must be longer than the existing retention "
                            + "period (%d hours).",
                    request.retentionPeriodHours(),
                    found.stream().name(),
                    found.version().retentionHours());
        }
        update(found, found.version().withRetention(request.retentionPeriodHours()));
        return IncreaseStreamRetentionPeriodResponse.builder().build();
    }

    DecreaseStreamRetentionPeriodResponse decreaseRetention(DecreaseStreamRetentionPeriodRequest request) {
        checkRetention(request.retentionPeriodHours());
        var found = streams.active(request.streamName(), request.streamARN());
        if (request.retentionPeriodHours() >= found.version().retentionHours()) {
            throw KinesisError.INVALID_ARGUMENT.as(
                    "Requested retention period (%d hours) for stream %s must be shorter than the existing retention "
                            + "period (%d hours).",
                    request.retentionPeriodHours(),
                    found.stream().name(),
                    found.version().retentionHours());
        }
        update(found, found.version().withRetention(request.retentionPeriodHours()));
        return DecreaseStreamRetentionPeriodResponse.builder().build();
    }

    EnableEnhancedMonitoringResponse enableMetrics(EnableEnhancedMonitoringRequest request) {
        var found = streams.active(request.streamName(), request.streamARN());
        Set<MetricsName> before = found.version().metrics();
        Set<MetricsName> after = EnumSet.copyOf(expanded(request.shardLevelMetrics()));
        after.addAll(before);
        update(found, found.version().withMetrics(after));
        return EnableEnhancedMonitoringResponse.builder()
                .streamName(found.stream().name())
                .streamARN(found.stream().arn())
                .currentShardLevelMetrics(before)
                .desiredShardLevelMetrics(after)
                .build();
    }

    DisableEnhancedMonitoringResponse disableMetrics(DisableEnhancedMonitoringRequest request) {
        var found = streams.active(request.streamName(), request.streamARN());
        Set<MetricsName> before = found.version().metrics();
        Set<MetricsName> after = EnumSet.copyOf(before);
        after.removeAll(expanded(request.shardLevelMetrics()));
        update(found, found.version().withMetrics(after));
        return DisableEnhancedMonitoringResponse.builder()
                .streamName(found.stream().name())
                .streamARN(found.stream().arn())
                .currentShardLevelMetrics(before)
                .desiredShardLevelMetrics(after)
                .build();
    }

    UpdateMaxRecordSizeResponse updateMaxRecordSize(UpdateMaxRecordSizeRequest request) {
        Integer size = request.maxRecordSizeInKiB();
        if (size == null || size < SMALLEST_RECORD_KIB || size > LARGEST_RECORD_KIB) {
            throw KinesisError.VALIDATION.as(
                    "1 validation error detected: Value '%d' at 'maxRecordSizeInKiB' failed to satisfy constraint: "
                            + "Member must have value between %d and %d",
                    size, SMALLEST_RECORD_KIB, LARGEST_RECORD_KIB);
        }
        var found = streams.active(null, request.streamARN());
        update(found, found.version().withMaxRecordSize(size));
        return UpdateMaxRecordSizeResponse.builder().build();
    }

    private void update(Streams.Found found, StreamVersion next) {
        SimulatedStream stream = found.stream();
        stream.update(world.now(), world.after(world.delays().settings(), stream.name()), next);
    }

    private static void checkRetention(Integer hours) {
        if (hours == null || hours < SHORTEST_RETENTION_HOURS) {
            throw KinesisError.INVALID_ARGUMENT.as(
                    "Minimum allowed retention period is %d hours. Requested retention period (%d hours) is too short.",
                    SHORTEST_RETENTION_HOURS, hours);
        }
        if (hours > LONGEST_RETENTION_HOURS) {
            throw KinesisError.INVALID_ARGUMENT.as(
                    "Maximum allowed retention period is %d hours. Requested retention period (%d hours) is too long.",
                    LONGEST_RETENTION_HOURS, hours);
        }
    }

    /** ALL stands for each of the others. */
    private static Collection<MetricsName> expanded(Collection<MetricsName> names) {
        if (names.isEmpty() || names.contains(MetricsName.UNKNOWN_TO_SDK_VERSION)) {
            throw KinesisError.INVALID_ARGUMENT.as("ShardLevelMetrics: unknown or no metrics.");
        }
        return names.contains(MetricsName.ALL)
                ? Arrays.stream(MetricsName.values())
                        .filter(name -> name != MetricsName.ALL && name != MetricsName.UNKNOWN_TO_SDK_VERSION)
                        .toList()
                : names;
    }
}
