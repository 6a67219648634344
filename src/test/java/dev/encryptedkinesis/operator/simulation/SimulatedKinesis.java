package dev.encryptedkinesis.operator.simulation;

import software.amazon.awssdk.services.kinesis.model.AddTagsToStreamRequest;
import software.amazon.awssdk.services.kinesis.model.AddTagsToStreamResponse;
import software.amazon.awssdk.services.kinesis.model.CreateStreamRequest;
import software.amazon.awssdk.services.kinesis.model.CreateStreamResponse;
import software.amazon.awssdk.services.kinesis.model.DecreaseStreamRetentionPeriodRequest;
import software.amazon.awssdk.services.kinesis.model.DecreaseStreamRetentionPeriodResponse;
import software.amazon.awssdk.services.kinesis.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.kinesis.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.kinesis.model.DeleteStreamRequest;
import software.amazon.awssdk.services.kinesis.model.DeleteStreamResponse;
import software.amazon.awssdk.services.kinesis.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamResponse;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.DisableEnhancedMonitoringRequest;
import software.amazon.awssdk.services.kinesis.model.DisableEnhancedMonitoringResponse;
import software.amazon.awssdk.services.kinesis.model.EnableEnhancedMonitoringRequest;
import software.amazon.awssdk.services.kinesis.model.EnableEnhancedMonitoringResponse;
import software.amazon.awssdk.services.kinesis.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.kinesis.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.kinesis.model.IncreaseStreamRetentionPeriodRequest;
import software.amazon.awssdk.services.kinesis.model.IncreaseStreamRetentionPeriodResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ListStreamsRequest;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;
import software.amazon.awssdk.services.kinesis.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.kinesis.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.kinesis.model.ListTagsForStreamRequest;
import software.amazon.awssdk.services.kinesis.model.ListTagsForStreamResponse;
import software.amazon.awssdk.services.kinesis.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.kinesis.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.kinesis.model.RemoveTagsFromStreamRequest;
import software.amazon.awssdk.services.kinesis.model.RemoveTagsFromStreamResponse;
import software.amazon.awssdk.services.kinesis.model.StartStreamEncryptionRequest;
import software.amazon.awssdk.services.kinesis.model.StartStreamEncryptionResponse;
import software.amazon.awssdk.services.kinesis.model.StopStreamEncryptionRequest;
import software.amazon.awssdk.services.kinesis.model.StopStreamEncryptionResponse;
import software.amazon.awssdk.services.kinesis.model.TagResourceRequest;
import software.amazon.awssdk.services.kinesis.model.TagResourceResponse;
import software.amazon.awssdk.services.kinesis.model.UntagResourceRequest;
import software.amazon.awssdk.services.kinesis.model.UntagResourceResponse;
import software.amazon.awssdk.services.kinesis.model.UpdateMaxRecordSizeRequest;
import software.amazon.awssdk.services.kinesis.model.UpdateMaxRecordSizeResponse;
import software.amazon.awssdk.services.kinesis.model.UpdateShardCountRequest;
import software.amazon.awssdk.services.kinesis.model.UpdateShardCountResponse;
import software.amazon.awssdk.services.kinesis.model.UpdateStreamModeRequest;
import software.amazon.awssdk.services.kinesis.model.UpdateStreamModeResponse;
import software.amazon.awssdk.services.kinesis.model.UpdateStreamWarmThroughputRequest;
import software.amazon.awssdk.services.kinesis.model.UpdateStreamWarmThroughputResponse;

/** The Kinesis API of the simulated account: which operation goes where, each through {@link Calls}. */
final class SimulatedKinesis extends SimulatedDataPlane {
    private final AccountLimits limits;
    private final StreamLifecycle lifecycle;
    private final StreamReads reads;
    private final StreamTags tags;
    private final StreamSettings settings;
    private final StreamCapacity capacity;
    private final StreamEncryption encryption;
    private final StreamPolicies policies;

    SimulatedKinesis(World world, Streams streams, Keys keys, Authorizer authorizer) {
        super(world, streams, keys, authorizer);
        this.limits = new AccountLimits(world, streams);
        this.lifecycle = new StreamLifecycle(world, streams, limits, authorizer);
        this.reads = new StreamReads(world, streams);
        this.tags = new StreamTags(world, streams);
        this.settings = new StreamSettings(world, streams);
        this.capacity = new StreamCapacity(world, streams, limits);
        this.encryption = new StreamEncryption(world, streams, keys, authorizer);
        this.policies = new StreamPolicies(world, streams);
    }

    @Override
    public CreateStreamResponse createStream(CreateStreamRequest request) {
        return call(Operation.CREATE_STREAM, request.streamName(), null, () -> lifecycle.create(request));
    }

    @Override
    public DeleteStreamResponse deleteStream(DeleteStreamRequest request) {
        return call(
                Operation.DELETE_STREAM, request.streamName(), request.streamARN(), () -> lifecycle.delete(request));
    }

    @Override
    public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        return call(
                Operation.DESCRIBE_STREAM, request.streamName(), request.streamARN(), () -> reads.describe(request));
    }

    @Override
    public DescribeStreamSummaryResponse describeStreamSummary(DescribeStreamSummaryRequest request) {
        return call(
                Operation.DESCRIBE_STREAM_SUMMARY,
                request.streamName(),
                request.streamARN(),
                () -> reads.summary(request));
    }

    @Override
    public DescribeLimitsResponse describeLimits(DescribeLimitsRequest request) {
        return call(Operation.DESCRIBE_LIMITS, null, null, () -> limits.describe(request));
    }

    @Override
    public ListStreamsResponse listStreams(ListStreamsRequest request) {
        return call(Operation.LIST_STREAMS, null, null, () -> reads.list(request));
    }

    @Override
    public ListShardsResponse listShards(ListShardsRequest request) {
        return call(Operation.LIST_SHARDS, request.streamName(), request.streamARN(), () -> reads.shards(request));
    }

    @Override
    public ListTagsForStreamResponse listTagsForStream(ListTagsForStreamRequest request) {
        return call(
                Operation.LIST_TAGS_FOR_STREAM, request.streamName(), request.streamARN(), () -> tags.list(request));
    }

    @Override
    public AddTagsToStreamResponse addTagsToStream(AddTagsToStreamRequest request) {
        return call(Operation.ADD_TAGS_TO_STREAM, request.streamName(), request.streamARN(), () -> tags.add(request));
    }

    @Override
    public RemoveTagsFromStreamResponse removeTagsFromStream(RemoveTagsFromStreamRequest request) {
        return call(
                Operation.REMOVE_TAGS_FROM_STREAM,
                request.streamName(),
                request.streamARN(),
                () -> tags.remove(request));
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return call(Operation.LIST_TAGS_FOR_RESOURCE, null, request.resourceARN(), () -> tags.list(request));
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        return call(Operation.TAG_RESOURCE, null, request.resourceARN(), () -> tags.tag(request));
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        return call(Operation.UNTAG_RESOURCE, null, request.resourceARN(), () -> tags.untag(request));
    }

    @Override
    public IncreaseStreamRetentionPeriodResponse increaseStreamRetentionPeriod(
            IncreaseStreamRetentionPeriodRequest request) {
        return call(
                Operation.INCREASE_STREAM_RETENTION_PERIOD,
                request.streamName(),
                request.streamARN(),
                () -> settings.increaseRetention(request));
    }

    @Override
    public DecreaseStreamRetentionPeriodResponse decreaseStreamRetentionPeriod(
            DecreaseStreamRetentionPeriodRequest request) {
        return call(
                Operation.DECREASE_STREAM_RETENTION_PERIOD,
                request.streamName(),
                request.streamARN(),
                () -> settings.decreaseRetention(request));
    }

    @Override
    public EnableEnhancedMonitoringResponse enableEnhancedMonitoring(EnableEnhancedMonitoringRequest request) {
        return call(
                Operation.ENABLE_ENHANCED_MONITORING,
                request.streamName(),
                request.streamARN(),
                () -> settings.enableMetrics(request));
    }

    @Override
    public DisableEnhancedMonitoringResponse disableEnhancedMonitoring(DisableEnhancedMonitoringRequest request) {
        return call(
                Operation.DISABLE_ENHANCED_MONITORING,
                request.streamName(),
                request.streamARN(),
                () -> settings.disableMetrics(request));
    }

    @Override
    public UpdateMaxRecordSizeResponse updateMaxRecordSize(UpdateMaxRecordSizeRequest request) {
        return call(
                Operation.UPDATE_MAX_RECORD_SIZE,
                null,
                request.streamARN(),
                () -> settings.updateMaxRecordSize(request));
    }

    @Override
    public UpdateShardCountResponse updateShardCount(UpdateShardCountRequest request) {
        return call(
                Operation.UPDATE_SHARD_COUNT,
                request.streamName(),
                request.streamARN(),
                () -> capacity.updateShardCount(request));
    }

    @Override
    public UpdateStreamModeResponse updateStreamMode(UpdateStreamModeRequest request) {
        return call(Operation.UPDATE_STREAM_MODE, null, request.streamARN(), () -> capacity.updateMode(request));
    }

    @Override
    public UpdateStreamWarmThroughputResponse updateStreamWarmThroughput(UpdateStreamWarmThroughputRequest request) {
        return call(
                Operation.UPDATE_STREAM_WARM_THROUGHPUT,
                request.streamName(),
                request.streamARN(),
                () -> capacity.updateWarmThroughput(request));
    }

    @Override
    public StartStreamEncryptionResponse startStreamEncryption(StartStreamEncryptionRequest request) {
        return call(
                Operation.START_STREAM_ENCRYPTION,
                request.streamName(),
                request.streamARN(),
                () -> encryption.start(request));
    }

    @Override
    public StopStreamEncryptionResponse stopStreamEncryption(StopStreamEncryptionRequest request) {
        return call(
                Operation.STOP_STREAM_ENCRYPTION,
                request.streamName(),
                request.streamARN(),
                () -> encryption.stop(request));
    }

    @Override
    public PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest request) {
        return call(Operation.PUT_RESOURCE_POLICY, null, request.resourceARN(), () -> policies.put(request));
    }

    @Override
    public GetResourcePolicyResponse getResourcePolicy(GetResourcePolicyRequest request) {
        return call(Operation.GET_RESOURCE_POLICY, null, request.resourceARN(), () -> policies.get(request));
    }

    @Override
    public DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyRequest request) {
        return call(Operation.DELETE_RESOURCE_POLICY, null, request.resourceARN(), () -> policies.delete(request));
    }
}
