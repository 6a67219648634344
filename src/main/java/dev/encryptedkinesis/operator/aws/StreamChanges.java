package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Capacity;
import dev.encryptedkinesis.operator.stream.CapacityMode;
import dev.encryptedkinesis.operator.stream.StreamAction;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.CreateStreamRequest;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;

/** The changes of a stream, as calls of Kinesis: one a change. */
record StreamChanges(KinesisClient kinesis, AwsCalls calls) {

    void carryOut(String streamName, StreamAction action) {
        if (action instanceof StreamAction.Create create) {
            create(streamName, create);
        } else if (action instanceof StreamAction.StartEncryption start) {
            calls.call(
                    AwsOperation.START_STREAM_ENCRYPTION,
                    () -> kinesis.startStreamEncryption(request -> request.streamName(streamName)
                            .encryptionType(EncryptionType.KMS)
                            .keyId(start.keyId())));
        } else if (action instanceof StreamAction.IncreaseRetention increase) {
            calls.call(
                    AwsOperation.INCREASE_STREAM_RETENTION_PERIOD,
                    () -> kinesis.increaseStreamRetentionPeriod(
                            request -> request.streamName(streamName).retentionPeriodHours(increase.hours())));
        } else if (action instanceof StreamAction.DecreaseRetention decrease) {
            calls.call(
                    AwsOperation.DECREASE_STREAM_RETENTION_PERIOD,
                    () -> kinesis.decreaseStreamRetentionPeriod(
                            request -> request.streamName(streamName).retentionPeriodHours(decrease.hours())));
        } else if (action instanceof StreamAction.SwitchMode change) {
            // The one operation that takes no name. The SDK calls another host for it, which begins with the account.
            calls.call(
                    AwsOperation.UPDATE_STREAM_MODE,
                    () -> kinesis.updateStreamMode(request -> request.streamARN(change.streamArn())
                            .streamModeDetails(details -> details.streamMode(mode(change.mode())))));
        } else if (action instanceof StreamAction.Reshard reshard) {
            calls.call(
                    AwsOperation.UPDATE_SHARD_COUNT,
                    () -> kinesis.updateShardCount(request -> request.streamName(streamName)
                            .targetShardCount(reshard.shards())
                            .scalingType(ScalingType.UNIFORM_SCALING)));
        } else if (action instanceof StreamAction.UpdateMaxRecordSize update) {
            calls.call(
                    AwsOperation.UPDATE_MAX_RECORD_SIZE,
                    () -> kinesis.updateMaxRecordSize(
                            request -> request.streamARN(update.streamArn()).maxRecordSizeInKiB(update.kib())));
        } else if (action instanceof StreamAction.UpdateWarmThroughput update) {
            calls.call(
                    AwsOperation.UPDATE_STREAM_WARM_THROUGHPUT,
                    () -> kinesis.updateStreamWarmThroughput(
                            request -> request.streamARN(update.streamArn()).warmThroughputMiBps(update.mibps())));
        } else if (action instanceof StreamAction.EnableMetrics enable) {
            calls.call(
                    AwsOperation.ENABLE_ENHANCED_MONITORING,
                    () -> kinesis.enableEnhancedMonitoring(
                            request -> request.streamName(streamName).shardLevelMetricsWithStrings(enable.names())));
        } else if (action instanceof StreamAction.DisableMetrics disable) {
            calls.call(
                    AwsOperation.DISABLE_ENHANCED_MONITORING,
                    () -> kinesis.disableEnhancedMonitoring(
                            request -> request.streamName(streamName).shardLevelMetricsWithStrings(disable.names())));
        } else if (action instanceof StreamAction.RegisterConsumer register) {
            calls.call(
                    AwsOperation.REGISTER_STREAM_CONSUMER,
                    () -> kinesis.registerStreamConsumer(
                            request -> request.streamARN(register.streamArn()).consumerName(register.name())));
        } else if (action instanceof StreamAction.DeregisterConsumer deregister) {
            calls.call(
                    AwsOperation.DEREGISTER_STREAM_CONSUMER,
                    () -> kinesis.deregisterStreamConsumer(request -> request.consumerARN(deregister.consumerArn())));
        } else if (action instanceof StreamAction.PutPolicy put) {
            calls.call(
                    AwsOperation.PUT_RESOURCE_POLICY,
                    () -> kinesis.putResourcePolicy(request -> request.resourceARN(put.streamArn())
                            .policy(put.policy().text())));
        } else if (action instanceof StreamAction.DeletePolicy delete) {
            calls.call(
                    AwsOperation.DELETE_RESOURCE_POLICY,
                    () -> kinesis.deleteResourcePolicy(request -> request.resourceARN(delete.streamArn())));
        } else if (action instanceof StreamAction.AddTags add) {
            calls.call(
                    AwsOperation.ADD_TAGS_TO_STREAM,
                    () -> kinesis.addTagsToStream(
                            request -> request.streamName(streamName).tags(add.tags())));
        } else if (action instanceof StreamAction.RemoveTags remove) {
            calls.call(
                    AwsOperation.REMOVE_TAGS_FROM_STREAM,
                    () -> kinesis.removeTagsFromStream(
                            request -> request.streamName(streamName).tagKeys(remove.keys())));
        } else if (action instanceof StreamAction.Delete delete) {
            calls.call(
                    AwsOperation.DELETE_STREAM,
                    () -> kinesis.deleteStream(request -> request.streamName(streamName)
                            .enforceConsumerDeletion(deregistersConsumers(delete.consumers()))));
        } else {
            throw new IllegalArgumentException("No call to Kinesis is known for " + action.getClass());
        }
    }

    private void create(String streamName, StreamAction.Create create) {
        CreateStreamRequest.Builder request = CreateStreamRequest.builder()
                .streamName(streamName)
                .tags(create.tags())
                .streamModeDetails(
                        details -> details.streamMode(mode(create.capacity().mode())));
        if (create.capacity() instanceof Capacity.Provisioned provisioned) {
            request.shardCount(provisioned.shards());
        }
        calls.call(AwsOperation.CREATE_STREAM, () -> kinesis.createStream(request.build()));
    }

    private static StreamMode mode(CapacityMode mode) {
        return switch (mode) {
            case PROVISIONED -> StreamMode.PROVISIONED;
            case ON_DEMAND -> StreamMode.ON_DEMAND;
        };
    }

    private static boolean deregistersConsumers(StreamAction.Delete.Consumers consumers) {
        return switch (consumers) {
            case KEEP_STREAM_IF_ANY -> false;
            case DEREGISTER -> true;
        };
    }
}
