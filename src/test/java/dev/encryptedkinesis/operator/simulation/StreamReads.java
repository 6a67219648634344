package dev.encryptedkinesis.operator.simulation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamResponse;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.EnhancedMetrics;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ListStreamsRequest;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamSummary;
import software.amazon.awssdk.services.kinesis.model.WarmThroughputObject;

/** Describing and listing streams. */
final class StreamReads {
    private static final int PAGE = 100;

    private final World world;
    private final Streams streams;

    StreamReads(World world, Streams streams) {
        this.world = world;
        this.streams = streams;
    }

    DescribeStreamSummaryResponse summary(DescribeStreamSummaryRequest request) {
        var found = streams.seen(request.streamName(), request.streamARN());
        StreamVersion version = found.version();
        SimulatedStream stream = found.stream();
        int consumers = stream.consumers(world.now()).size();
        return DescribeStreamSummaryResponse.builder()
                .streamDescriptionSummary(summary -> summary.streamName(stream.name())
                        .streamARN(stream.arn())
                        .streamStatus(version.status())
                        .streamModeDetails(mode -> mode.streamMode(version.mode()))
                        .retentionPeriodHours(version.retentionHours())
                        .streamCreationTimestamp(stream.createdAt())
                        .enhancedMonitoring(metrics(version.metrics()))
                        .encryptionType(version.encryption().type())
                        .keyId(version.encryption().keyId())
                        .openShardCount(version.visibleShards().open().size())
                        .consumerCount(consumers)
                        .maxRecordSizeInKiB(version.maxRecordSizeKiB())
                        .warmThroughput(warmThroughput(version)))
                .build();
    }

    private static WarmThroughputObject warmThroughput(StreamVersion version) {
        return version.isProvisioned() || version.warmMiBps() == 0
                ? null
                : WarmThroughputObject.builder()
                        .targetMiBps(version.warmMiBps())
                        .currentMiBps(version.warmMiBps())
                        .build();
    }

    DescribeStreamResponse describe(DescribeStreamRequest request) {
        var found = streams.seen(request.streamName(), request.streamARN());
        StreamVersion version = found.version();
        SimulatedStream stream = found.stream();
        int limit = limit(request.limit(), PAGE, 10_000);
        List<Shard> rest = version.visibleShards().all().stream()
                .map(ShardLayout.Span::describe)
                .filter(shard -> isAfter(shard.shardId(), request.exclusiveStartShardId()))
                .toList();
        return DescribeStreamResponse.builder()
                .streamDescription(description -> description
                        .streamName(stream.name())
                        .streamARN(stream.arn())
                        .streamStatus(version.status())
                        .streamModeDetails(mode -> mode.streamMode(version.mode()))
                        .retentionPeriodHours(version.retentionHours())
                        .streamCreationTimestamp(stream.createdAt())
                        .enhancedMonitoring(metrics(version.metrics()))
                        .encryptionType(version.encryption().type())
                        .keyId(version.encryption().keyId())
                        .shards(rest.stream().limit(limit).toList())
                        .hasMoreShards(rest.size() > limit))
                .build();
    }

    /** Without filters; the next token is the last shard id. */
    ListShardsResponse shards(ListShardsRequest request) {
        String name = request.nextToken() == null
                ? request.streamName()
                : request.nextToken().split(" ", 2)[0];
        String last = request.nextToken() == null
                ? request.exclusiveStartShardId()
                : request.nextToken().split(" ", 2)[1];
        var found = streams.seen(name, request.streamARN());
        int limit = limit(request.maxResults(), 1000, 10_000);
        List<Shard> rest = found.version().visibleShards().all().stream()
                .map(ShardLayout.Span::describe)
                .filter(shard -> isAfter(shard.shardId(), last))
                .toList();
        List<Shard> page = rest.stream().limit(limit).toList();
        return ListShardsResponse.builder()
                .shards(page)
                .nextToken(
                        rest.size() > limit
                                ? found.stream().name() + " "
                                        + page.get(limit - 1).shardId()
                                : null)
                .build();
    }

    /** The next token is the last name; AWS's is opaque and expires, which nobody notices who pages without pause. */
    ListStreamsResponse list(ListStreamsRequest request) {
        int limit = limit(request.limit(), PAGE, 10_000);
        String last = Optional.ofNullable(request.nextToken()).orElse(request.exclusiveStartStreamName());
        List<StreamSummary> rest = streams.allSeen()
                .filter(found -> isAfter(found.stream().name(), last))
                .limit(limit + 1L)
                .map(StreamReads::listed)
                .toList();
        List<StreamSummary> page = rest.stream().limit(limit).toList();
        boolean more = rest.size() > limit;
        return ListStreamsResponse.builder()
                .streamNames(page.stream().map(StreamSummary::streamName).toList())
                .streamSummaries(page)
                .hasMoreStreams(more)
                .nextToken(more ? page.get(limit - 1).streamName() : null)
                .build();
    }

    static int limit(Integer asked, int usual, int most) {
        if (asked != null && (asked < 1 || asked > most)) {
            throw KinesisError.VALIDATION.as(
                    "1 validation error detected: Value '%d' at 'limit' failed to satisfy constraint: "
                            + "Member must have value between 1 and %d",
                    asked, most);
        }
        // A page holds no more than usual even where a larger limit is legal.
        return asked == null ? usual : Math.min(asked, usual);
    }

    private static boolean isAfter(String id, String last) {
        return last == null || id.compareTo(last) > 0;
    }

    private static StreamSummary listed(Streams.Found found) {
        return StreamSummary.builder()
                .streamName(found.stream().name())
                .streamARN(found.stream().arn())
                .streamStatus(found.version().status())
                .streamModeDetails(mode -> mode.streamMode(found.version().mode()))
                .streamCreationTimestamp(found.stream().createdAt())
                .build();
    }

    private static EnhancedMetrics metrics(Set<MetricsName> names) {
        return EnhancedMetrics.builder().shardLevelMetrics(names).build();
    }
}
