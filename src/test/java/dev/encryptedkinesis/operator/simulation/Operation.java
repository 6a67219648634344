package dev.encryptedkinesis.operator.simulation;

import static dev.encryptedkinesis.operator.simulation.Operation.Kind.CHANGES;
import static dev.encryptedkinesis.operator.simulation.Operation.Kind.READS;
import static dev.encryptedkinesis.operator.simulation.Operation.Scope.ACCOUNT;
import static dev.encryptedkinesis.operator.simulation.Operation.Scope.STREAM;
import static dev.encryptedkinesis.operator.simulation.Service.CLOUDTRAIL;
import static dev.encryptedkinesis.operator.simulation.Service.CLOUDWATCH;
import static dev.encryptedkinesis.operator.simulation.Service.IAM;
import static dev.encryptedkinesis.operator.simulation.Service.KINESIS;
import static dev.encryptedkinesis.operator.simulation.Service.KMS;
import static dev.encryptedkinesis.operator.simulation.Service.SQS;
import static dev.encryptedkinesis.operator.simulation.Service.STS;

/**
 * The operations simulated, each with the calls a second that AWS admits. Sources: "Quotas and limits" of the Kinesis
 * developer guide, "Request quotas" of the KMS developer guide, the API reference of LookupEvents and "CloudWatch service
 * quotas"; 5 a second where they publish none.
 */
public enum Operation {
    CREATE_STREAM(KINESIS, "CreateStream", CHANGES, 5, ACCOUNT),
    DELETE_STREAM(KINESIS, "DeleteStream", CHANGES, 5, ACCOUNT),
    DESCRIBE_STREAM(KINESIS, "DescribeStream", READS, 10, ACCOUNT),
    DESCRIBE_STREAM_SUMMARY(KINESIS, "DescribeStreamSummary", READS, 20, ACCOUNT),
    DESCRIBE_LIMITS(KINESIS, "DescribeLimits", READS, 1, ACCOUNT),
    LIST_STREAMS(KINESIS, "ListStreams", READS, 5, ACCOUNT),
    LIST_SHARDS(KINESIS, "ListShards", READS, 1000, STREAM),
    /** The guide says per stream, the API model per account: the stricter one. */
    LIST_TAGS_FOR_STREAM(KINESIS, "ListTagsForStream", READS, 5, ACCOUNT),
    ADD_TAGS_TO_STREAM(KINESIS, "AddTagsToStream", CHANGES, 5, ACCOUNT),
    REMOVE_TAGS_FROM_STREAM(KINESIS, "RemoveTagsFromStream", CHANGES, 5, STREAM),
    LIST_TAGS_FOR_RESOURCE(KINESIS, "ListTagsForResource", READS, 5, ACCOUNT),
    TAG_RESOURCE(KINESIS, "TagResource", CHANGES, 5, ACCOUNT),
    UNTAG_RESOURCE(KINESIS, "UntagResource", CHANGES, 5, ACCOUNT),
    INCREASE_STREAM_RETENTION_PERIOD(KINESIS, "IncreaseStreamRetentionPeriod", CHANGES, 5, STREAM),
    DECREASE_STREAM_RETENTION_PERIOD(KINESIS, "DecreaseStreamRetentionPeriod", CHANGES, 5, STREAM),
    ENABLE_ENHANCED_MONITORING(KINESIS, "EnableEnhancedMonitoring", CHANGES, 5, STREAM),
    DISABLE_ENHANCED_MONITORING(KINESIS, "DisableEnhancedMonitoring", CHANGES, 5, STREAM),
    UPDATE_SHARD_COUNT(KINESIS, "UpdateShardCount", CHANGES, 10, ACCOUNT),
    UPDATE_STREAM_MODE(KINESIS, "UpdateStreamMode", CHANGES, 5, ACCOUNT),
    UPDATE_MAX_RECORD_SIZE(KINESIS, "UpdateMaxRecordSize", CHANGES, 5, ACCOUNT),
    UPDATE_STREAM_WARM_THROUGHPUT(KINESIS, "UpdateStreamWarmThroughput", CHANGES, 5, ACCOUNT),
    START_STREAM_ENCRYPTION(KINESIS, "StartStreamEncryption", CHANGES, 5, ACCOUNT),
    STOP_STREAM_ENCRYPTION(KINESIS, "StopStreamEncryption", CHANGES, 5, ACCOUNT),
    PUT_RESOURCE_POLICY(KINESIS, "PutResourcePolicy", CHANGES, 5, ACCOUNT),
    GET_RESOURCE_POLICY(KINESIS, "GetResourcePolicy", READS, 5, ACCOUNT),
    DELETE_RESOURCE_POLICY(KINESIS, "DeleteResourcePolicy", CHANGES, 5, ACCOUNT),
    REGISTER_STREAM_CONSUMER(KINESIS, "RegisterStreamConsumer", CHANGES, 5, ACCOUNT),
    DEREGISTER_STREAM_CONSUMER(KINESIS, "DeregisterStreamConsumer", CHANGES, 5, ACCOUNT),
    DESCRIBE_STREAM_CONSUMER(KINESIS, "DescribeStreamConsumer", READS, 20, ACCOUNT),
    LIST_STREAM_CONSUMERS(KINESIS, "ListStreamConsumers", READS, 5, ACCOUNT),
    /** Limited by shard throughput, not by calls; the most a shard takes is 1,000 records a second. */
    PUT_RECORD(KINESIS, "PutRecord", CHANGES, 1000, STREAM),
    PUT_RECORDS(KINESIS, "PutRecords", CHANGES, 1000, STREAM),
    /** AWS counts these two per shard; per stream is stricter. */
    GET_SHARD_ITERATOR(KINESIS, "GetShardIterator", READS, 5, STREAM),
    GET_RECORDS(KINESIS, "GetRecords", READS, 5, STREAM),

    DESCRIBE_KEY(KMS, "DescribeKey", READS, 2000, ACCOUNT),
    CREATE_KEY(KMS, "CreateKey", CHANGES, 5, ACCOUNT),
    DISABLE_KEY(KMS, "DisableKey", CHANGES, 5, ACCOUNT),
    ENABLE_KEY(KMS, "EnableKey", CHANGES, 5, ACCOUNT),
    SCHEDULE_KEY_DELETION(KMS, "ScheduleKeyDeletion", CHANGES, 15, ACCOUNT),
    CANCEL_KEY_DELETION(KMS, "CancelKeyDeletion", CHANGES, 5, ACCOUNT),
    CREATE_ALIAS(KMS, "CreateAlias", CHANGES, 5, ACCOUNT),
    UPDATE_ALIAS(KMS, "UpdateAlias", CHANGES, 5, ACCOUNT),
    DELETE_ALIAS(KMS, "DeleteAlias", CHANGES, 15, ACCOUNT),
    LIST_ALIASES(KMS, "ListAliases", READS, 500, ACCOUNT),
    GET_KEY_POLICY(KMS, "GetKeyPolicy", READS, 1000, ACCOUNT),
    PUT_KEY_POLICY(KMS, "PutKeyPolicy", CHANGES, 15, ACCOUNT),
    LIST_GRANTS(KMS, "ListGrants", READS, 100, ACCOUNT),
    CREATE_GRANT(KMS, "CreateGrant", CHANGES, 50, ACCOUNT),
    REVOKE_GRANT(KMS, "RevokeGrant", CHANGES, 50, ACCOUNT),

    CREATE_ROLE(IAM, "CreateRole", CHANGES, 5, ACCOUNT),
    GET_ROLE(IAM, "GetRole", READS, 5, ACCOUNT),
    DELETE_ROLE(IAM, "DeleteRole", CHANGES, 5, ACCOUNT),
    PUT_ROLE_POLICY(IAM, "PutRolePolicy", CHANGES, 5, ACCOUNT),
    DELETE_ROLE_POLICY(IAM, "DeleteRolePolicy", CHANGES, 5, ACCOUNT),
    SIMULATE_PRINCIPAL_POLICY(IAM, "SimulatePrincipalPolicy", READS, 5, ACCOUNT),

    /** The STS user guide: 600 requests a second of an account and Region, for several operations together. */
    GET_CALLER_IDENTITY(STS, "GetCallerIdentity", READS, 600, ACCOUNT),
    ASSUME_ROLE(STS, "AssumeRole", READS, 600, ACCOUNT),

    LOOKUP_EVENTS(CLOUDTRAIL, "LookupEvents", READS, 2, ACCOUNT),

    GET_METRIC_DATA(CLOUDWATCH, "GetMetricData", READS, 50, ACCOUNT),

    /** Of standard queues AWS counts no calls; these are what it permits FIFO queues. */
    SEND_MESSAGE(SQS, "SendMessage", CHANGES, 300, ACCOUNT),
    RECEIVE_MESSAGE(SQS, "ReceiveMessage", READS, 300, ACCOUNT),
    DELETE_MESSAGE_BATCH(SQS, "DeleteMessageBatch", READS, 300, ACCOUNT);

    enum Kind {
        READS,
        CHANGES
    }

    /** What shares one rate: all calls of the account, or those about one stream. */
    enum Scope {
        ACCOUNT,
        STREAM
    }

    private final Service service;
    private final String awsName;
    private final Kind kind;
    private final int callsPerSecond;
    private final Scope scope;

    Operation(Service service, String awsName, Kind kind, int callsPerSecond, Scope scope) {
        this.service = service;
        this.awsName = awsName;
        this.kind = kind;
        this.callsPerSecond = callsPerSecond;
        this.scope = scope;
    }

    public Service service() {
        return service;
    }

    /** As AWS calls it: {@code CreateStream}. */
    public String awsName() {
        return awsName;
    }

    /** As IAM calls it: {@code kinesis:CreateStream}. */
    public String action() {
        // SQS API reference, "DeleteMessageBatch": who may delete one may delete ten.
        return service.prefix() + ":" + (this == DELETE_MESSAGE_BATCH ? "DeleteMessage" : awsName);
    }

    public boolean isMutation() {
        return kind == CHANGES;
    }

    public int callsPerSecond() {
        return callsPerSecond;
    }

    /** The calls that share one rate with a call about this resource. */
    String sharedRate(String resource) {
        return scope == STREAM ? awsName + "/" + resource : awsName;
    }
}
