package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Aside;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.FanOutConsumer;
import dev.encryptedkinesis.operator.stream.ShardMetrics;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamGateway;
import dev.encryptedkinesis.operator.stream.StreamRoll;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.kinesis.model.ListStreamConsumersResponse;
import software.amazon.awssdk.services.kinesis.model.ListTagsForStreamResponse;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.Tag;

/** Kinesis through the AWS SDK. Retries nothing: whoever calls decides about that. */
public final class KinesisStreamGateway implements StreamGateway {

    private final KinesisClient kinesis;
    private final AwsCalls calls;
    private final StreamListing listing;
    private final StreamChanges changes;

    /** @param kinesis stays the caller's to close */
    public KinesisStreamGateway(KinesisClient kinesis, AwsCalls calls) {
        this.kinesis = kinesis;
        this.calls = calls;
        this.listing = new StreamListing(kinesis, calls);
        this.changes = new StreamChanges(kinesis, calls);
    }

    @Override
    public Optional<StreamDescription> describe(String streamName) {
        return unlessNotFound(() -> calls.call(
                        AwsOperation.DESCRIBE_STREAM_SUMMARY,
                        () -> kinesis.describeStreamSummary(request -> request.streamName(streamName))))
                .map(answer -> description(answer.streamDescriptionSummary()));
    }

    @Override
    public StreamRoll roll(SortedSet<String> streamNames) {
        return listing.roll(streamNames);
    }

    private static <T> Optional<T> unlessNotFound(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (FailureException e) {
            if (e.failure().kind() == Failure.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Map<String, String> tags(String streamName) {
        Map<String, String> tags = new HashMap<>();
        String after = null;
        boolean more = true;
        while (more) {
            String start = after;
            Supplier<ListTagsForStreamResponse> question = () -> kinesis.listTagsForStream(
                    request -> request.streamName(streamName).exclusiveStartTagKey(start));
            ListTagsForStreamResponse page = start == null
                    ? calls.call(AwsOperation.LIST_TAGS_FOR_STREAM, question)
                    : calls.goOn(AwsOperation.LIST_TAGS_FOR_STREAM, question);
            List<Tag> listed = page.tags();
            listed.forEach(tag -> tags.put(tag.key(), tag.value()));
            // An empty page that promises more gives no place to go on from.
            more = Boolean.TRUE.equals(page.hasMoreTags()) && !listed.isEmpty();
            after = more ? listed.get(listed.size() - 1).key() : null;
        }
        return tags;
    }

    @Override
    public List<FanOutConsumer> consumers(String streamArn) {
        List<FanOutConsumer> consumers = new ArrayList<>();
        String after = null;
        do {
            String token = after;
            Supplier<ListStreamConsumersResponse> question = () -> kinesis.listStreamConsumers(
                    request -> request.streamARN(streamArn).nextToken(token));
            ListStreamConsumersResponse page = token == null
                    ? calls.call(AwsOperation.LIST_STREAM_CONSUMERS, question)
                    : calls.goOn(AwsOperation.LIST_STREAM_CONSUMERS, question);
            page.consumers().stream().map(KinesisStreamGateway::consumer).forEach(consumers::add);
            after = page.nextToken();
        } while (after != null);
        return consumers;
    }

    @Override
    public Optional<String> policy(String streamArn) {
        return unlessNotFound(() -> calls.call(
                        AwsOperation.GET_RESOURCE_POLICY,
                        () -> kinesis.getResourcePolicy(request -> request.resourceARN(streamArn))))
                .map(GetResourcePolicyResponse::policy);
    }

    @Override
    public void reserve(Set<Aside> asides) {
        asides.stream().map(KinesisStreamGateway::operation).forEach(calls::reserve);
        if (!asides.isEmpty()) {
            // AWS takes four times as many. Were it put off, the others would wait for minutes again.
            calls.reserveAhead(AwsOperation.DESCRIBE_STREAM_SUMMARY);
        }
    }

    private static AwsOperation operation(Aside aside) {
        return switch (aside) {
            case TAGS -> AwsOperation.LIST_TAGS_FOR_STREAM;
            case CONSUMERS -> AwsOperation.LIST_STREAM_CONSUMERS;
            case POLICY -> AwsOperation.GET_RESOURCE_POLICY;
        };
    }

    @Override
    public void carryOut(String streamName, StreamAction action) {
        changes.carryOut(streamName, action);
    }

    private static FanOutConsumer consumer(Consumer consumer) {
        FanOutConsumer.State state = switch (consumer.consumerStatus()) {
            case CREATING -> FanOutConsumer.State.CREATING;
            case DELETING -> FanOutConsumer.State.DELETING;
            case ACTIVE -> FanOutConsumer.State.ACTIVE;
            case UNKNOWN_TO_SDK_VERSION ->
                throw KinesisWords.unknown(
                        AwsOperation.LIST_STREAM_CONSUMERS, "consumer status", consumer.consumerStatusAsString());
        };
        return new FanOutConsumer(consumer.consumerName(), consumer.consumerARN(), state);
    }

    private static StreamDescription description(StreamDescriptionSummary summary) {
        return new StreamDescription(
                summary.streamARN(),
                summary.streamCreationTimestamp(),
                KinesisWords.state(
                        AwsOperation.DESCRIBE_STREAM_SUMMARY, summary.streamStatus(), summary.streamStatusAsString()),
                new StreamDescription.ShardCount(
                        KinesisWords.mode(AwsOperation.DESCRIBE_STREAM_SUMMARY, summary.streamModeDetails()),
                        summary.openShardCount(),
                        Optional.ofNullable(summary.warmThroughput())
                                .map(warm -> new StreamDescription.WarmThroughput(
                                        Optional.ofNullable(warm.targetMiBps()),
                                        Optional.ofNullable(warm.currentMiBps())))),
                settings(summary),
                keyId(summary),
                Optional.ofNullable(summary.consumerCount()).orElse(0));
    }

    /** AWS always tells the size; servers that stand in for it, from before it could be changed, do not. */
    private static StreamDescription.Settings settings(StreamDescriptionSummary summary) {
        return new StreamDescription.Settings(
                summary.retentionPeriodHours(),
                Optional.ofNullable(summary.maxRecordSizeInKiB())
                        .orElse(StreamDescription.Settings.RECORD_SIZE_OF_NEW_STREAM),
                new ShardMetrics(summary.enhancedMonitoring().stream()
                        .flatMap(metrics -> metrics.shardLevelMetricsAsStrings().stream())
                        .collect(Collectors.toSet())));
    }

    /** A kind of encryption that is newer than this SDK is still encryption. */
    private static Optional<String> keyId(StreamDescriptionSummary summary) {
        EncryptionType type = summary.encryptionType();
        return type == null || type == EncryptionType.NONE ? Optional.empty() : Optional.ofNullable(summary.keyId());
    }
}
