package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.doctor.RecordEncryption;
import dev.encryptedkinesis.operator.doctor.RecordGateway;
import dev.encryptedkinesis.operator.doctor.TestRecord;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Kinesis through the AWS SDK, for one record. Retries nothing: whoever calls decides about that. */
public final class KinesisRecordGateway implements RecordGateway {

    private static final SdkBytes PAYLOAD = SdkBytes.fromUtf8String(TestRecord.PAYLOAD);

    private final KinesisClient kinesis;
    private final AwsCalls calls;

    /** @param kinesis stays the caller's to close */
    public KinesisRecordGateway(KinesisClient kinesis, AwsCalls calls) {
        this.kinesis = kinesis;
        this.calls = calls;
    }

    @Override
    public Written put(String streamName) {
        PutRecordResponse answer = calls.call(
                AwsOperation.PUT_RECORD,
                () -> kinesis.putRecord(request -> request.streamName(streamName)
                        .partitionKey(TestRecord.PARTITION_KEY)
                        .data(PAYLOAD)));
        return new Written(answer.shardId(), answer.sequenceNumber(), encryption(answer.encryptionType()));
    }

    @Override
    public String iteratorAt(String streamName, Written written) {
        return calls.call(
                        AwsOperation.GET_SHARD_ITERATOR,
                        () -> kinesis.getShardIterator(request -> request.streamName(streamName)
                                .shardId(written.shardId())
                                .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                                .startingSequenceNumber(written.sequenceNumber())))
                .shardIterator();
    }

    /** One record, since that is the one: those of others are not even fetched. */
    @Override
    public Look look(String iterator, Written written) {
        GetRecordsResponse answer = calls.call(
                AwsOperation.GET_RECORDS,
                () -> kinesis.getRecords(
                        request -> request.shardIterator(iterator).limit(1)));
        return new Look(
                answer.records().stream()
                        .filter(record -> record.sequenceNumber().equals(written.sequenceNumber()))
                        .findFirst()
                        .map(KinesisRecordGateway::found),
                Optional.ofNullable(answer.nextShardIterator()));
    }

    private static Found found(Record record) {
        return new Found(
                encryption(record.encryptionType()),
                PAYLOAD.equals(record.data()) ? Content.AS_WRITTEN : Content.OTHER);
    }

    private static RecordEncryption encryption(EncryptionType type) {
        if (type == null) {
            return RecordEncryption.NOT_TOLD;
        }
        return switch (type) {
            case KMS -> RecordEncryption.KMS;
            case NONE -> RecordEncryption.NONE;
            case UNKNOWN_TO_SDK_VERSION -> RecordEncryption.NOT_TOLD;
        };
    }
}
