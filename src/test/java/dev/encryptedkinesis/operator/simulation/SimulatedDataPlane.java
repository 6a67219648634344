package dev.encryptedkinesis.operator.simulation;

import java.util.function.Supplier;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DeregisterStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.DeregisterStreamConsumerResponse;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamConsumerResponse;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.KinesisResponse;
import software.amazon.awssdk.services.kinesis.model.ListStreamConsumersRequest;
import software.amazon.awssdk.services.kinesis.model.ListStreamConsumersResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.RegisterStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.RegisterStreamConsumerResponse;

/** The part of the Kinesis API that producers and consumers use; the rest is in {@link SimulatedKinesis}. */
abstract sealed class SimulatedDataPlane implements KinesisClient permits SimulatedKinesis {
    private final Streams streams;
    private final Calls calls;
    private final StreamConsumers consumers;
    private final StreamRecords records;

    SimulatedDataPlane(World world, Streams streams, Keys keys, Authorizer authorizer) {
        this.streams = streams;
        this.calls = new Calls(world, authorizer);
        this.consumers = new StreamConsumers(world, streams);
        this.records = new StreamRecords(world, streams, keys, authorizer);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing is held: a closed client goes on working. */
    @Override
    public void close() {}

    @Override
    public RegisterStreamConsumerResponse registerStreamConsumer(RegisterStreamConsumerRequest request) {
        return call(Operation.REGISTER_STREAM_CONSUMER, null, request.streamARN(), () -> consumers.register(request));
    }

    @Override
    public DeregisterStreamConsumerResponse deregisterStreamConsumer(DeregisterStreamConsumerRequest request) {
        return call(
                Operation.DEREGISTER_STREAM_CONSUMER,
                null,
                StreamConsumers.streamArn(request.streamARN(), request.consumerARN()),
                () -> consumers.deregister(request));
    }

    @Override
    public DescribeStreamConsumerResponse describeStreamConsumer(DescribeStreamConsumerRequest request) {
        return call(
                Operation.DESCRIBE_STREAM_CONSUMER,
                null,
                StreamConsumers.streamArn(request.streamARN(), request.consumerARN()),
                () -> consumers.describe(request));
    }

    @Override
    public ListStreamConsumersResponse listStreamConsumers(ListStreamConsumersRequest request) {
        return call(Operation.LIST_STREAM_CONSUMERS, null, request.streamARN(), () -> consumers.list(request));
    }

    @Override
    public PutRecordResponse putRecord(PutRecordRequest request) {
        return call(Operation.PUT_RECORD, request.streamName(), request.streamARN(), () -> records.put(request));
    }

    @Override
    public PutRecordsResponse putRecords(PutRecordsRequest request) {
        return call(Operation.PUT_RECORDS, request.streamName(), request.streamARN(), () -> records.put(request));
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        return call(
                Operation.GET_SHARD_ITERATOR,
                request.streamName(),
                request.streamARN(),
                () -> records.iterator(request));
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
        return call(
                Operation.GET_RECORDS,
                StreamRecords.streamOf(request.shardIterator()),
                null,
                () -> records.get(request));
    }

    /** Every operation of both parts goes this way. */
    final <T extends KinesisResponse> T call(Operation operation, String name, String arn, Supplier<T> act) {
        String stream = Streams.nameOf(name, arn);
        return calls.call(operation, stream, () -> stream.equals("*") ? stream : streams.arn(stream), act);
    }
}
