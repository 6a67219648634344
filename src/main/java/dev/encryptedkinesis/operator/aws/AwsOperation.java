package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.aws.CallListener.Effect;
import dev.encryptedkinesis.operator.aws.budget.Quota;

/**
 * The operations that the operator and the commands of its jar call, spelled as AWS spells them, what a lost answer of each
 * would mean, and how many calls a second AWS takes of it from an account in a Region.
 *
 * <p>Where the rates are from: "Quotas and limits" of the Kinesis developer guide, "Request quotas" of the KMS developer
 * guide, the API reference of LookupEvents, "CloudWatch service quotas", "IAM and AWS STS quotas", and, of SQS, which counts
 * calls of FIFO queues alone, what it permits these. Where AWS publishes
 * none, it is taken to be 5, the lowest that Kinesis has for an operation like these. What AWS counts for each stream
 * (retention, shard-level metrics, removal of tags) is held to the same rate for all streams together: no stream is made
 * faster than CreateStream permits, which is as often.
 */
enum AwsOperation {
    DESCRIBE_STREAM_SUMMARY(Service.KINESIS, "DescribeStreamSummary", Effect.NONE, 20),
    LIST_STREAMS(Service.KINESIS, "ListStreams", Effect.NONE, 5),
    LIST_TAGS_FOR_STREAM(Service.KINESIS, "ListTagsForStream", Effect.NONE, 5),
    LIST_STREAM_CONSUMERS(Service.KINESIS, "ListStreamConsumers", Effect.NONE, 5),
    GET_RESOURCE_POLICY(Service.KINESIS, "GetResourcePolicy", Effect.NONE, 5),
    CREATE_STREAM(Service.KINESIS, "CreateStream", Effect.CHANGE, 5),
    START_STREAM_ENCRYPTION(Service.KINESIS, "StartStreamEncryption", Effect.CHANGE, 5),
    INCREASE_STREAM_RETENTION_PERIOD(Service.KINESIS, "IncreaseStreamRetentionPeriod", Effect.CHANGE, 5),
    DECREASE_STREAM_RETENTION_PERIOD(Service.KINESIS, "DecreaseStreamRetentionPeriod", Effect.CHANGE, 5),
    UPDATE_STREAM_MODE(Service.KINESIS, "UpdateStreamMode", Effect.CHANGE, 5),
    UPDATE_SHARD_COUNT(Service.KINESIS, "UpdateShardCount", Effect.CHANGE, 10),
    UPDATE_MAX_RECORD_SIZE(Service.KINESIS, "UpdateMaxRecordSize", Effect.CHANGE, 5),
    UPDATE_STREAM_WARM_THROUGHPUT(Service.KINESIS, "UpdateStreamWarmThroughput", Effect.CHANGE, 5),
    ENABLE_ENHANCED_MONITORING(Service.KINESIS, "EnableEnhancedMonitoring", Effect.CHANGE, 5),
    DISABLE_ENHANCED_MONITORING(Service.KINESIS, "DisableEnhancedMonitoring", Effect.CHANGE, 5),
    REGISTER_STREAM_CONSUMER(Service.KINESIS, "RegisterStreamConsumer", Effect.CHANGE, 5),
    DEREGISTER_STREAM_CONSUMER(Service.KINESIS, "DeregisterStreamConsumer", Effect.CHANGE, 5),
    PUT_RESOURCE_POLICY(Service.KINESIS, "PutResourcePolicy", Effect.CHANGE, 5),
    DELETE_RESOURCE_POLICY(Service.KINESIS, "DeleteResourcePolicy", Effect.CHANGE, 5),
    ADD_TAGS_TO_STREAM(Service.KINESIS, "AddTagsToStream", Effect.CHANGE, 5),
    REMOVE_TAGS_FROM_STREAM(Service.KINESIS, "RemoveTagsFromStream", Effect.CHANGE, 5),
    DELETE_STREAM(Service.KINESIS, "DeleteStream", Effect.CHANGE, 5),
    PUT_RECORD(Service.KINESIS, "PutRecord", Effect.CHANGE, 1000, Caller.PERSON),
    GET_SHARD_ITERATOR(Service.KINESIS, "GetShardIterator", Effect.NONE, 5, Caller.PERSON),
    GET_RECORDS(Service.KINESIS, "GetRecords", Effect.NONE, 5, Caller.PERSON),
    DESCRIBE_KEY(Service.KMS, "DescribeKey", Effect.NONE, 2000),
    GET_KEY_POLICY(Service.KMS, "GetKeyPolicy", Effect.NONE, 1000),
    LIST_GRANTS(Service.KMS, "ListGrants", Effect.NONE, 100),
    CREATE_GRANT(Service.KMS, "CreateGrant", Effect.CHANGE, 50),
    REVOKE_GRANT(Service.KMS, "RevokeGrant", Effect.CHANGE, 50),
    SIMULATE_PRINCIPAL_POLICY(Service.IAM, "SimulatePrincipalPolicy", Effect.NONE, 5),
    LOOKUP_EVENTS(Service.CLOUDTRAIL, "LookupEvents", Effect.NONE, 2),
    GET_METRIC_DATA(Service.CLOUDWATCH, "GetMetricData", Effect.NONE, 50),
    RECEIVE_MESSAGE(Service.SQS, "ReceiveMessage", Effect.NONE, 300),
    /** Changes nothing that anybody could miss: of what is not deleted, the operator only hears again. */
    DELETE_MESSAGE_BATCH(Service.SQS, "DeleteMessageBatch", Effect.NONE, 300),
    GET_CALLER_IDENTITY(Service.STS, "GetCallerIdentity", Effect.NONE, 600, Caller.ANYBODY);

    /** Who is called. */
    enum Service {
        KINESIS("Kinesis"),
        KMS("KMS"),
        IAM("IAM"),
        CLOUDTRAIL("CloudTrail"),
        CLOUDWATCH("CloudWatch"),
        SQS("SQS"),
        STS("STS");

        private final String displayName;

        Service(String displayName) {
            this.displayName = displayName;
        }

        String displayName() {
            return displayName;
        }

        /** The variable that overrides the endpoint: the first suspect when a service cannot be reached. */
        String endpointVariable() {
            return "AWS_ENDPOINT_URL_" + name();
        }
    }

    /** With whose permissions it is called. */
    enum Caller {
        OPERATOR,
        /** AWS answers whoever asks: no policy has to permit it. */
        ANYBODY,
        /** Somebody who runs a command of the jar, and no other: the operator's own policy does not permit it. */
        PERSON
    }

    private final Service service;
    private final String awsName;
    private final Effect effect;
    private final Quota quota;
    private final Caller caller;

    AwsOperation(Service service, String awsName, Effect effect, int perSecond) {
        this(service, awsName, effect, perSecond, Caller.OPERATOR);
    }

    AwsOperation(Service service, String awsName, Effect effect, int perSecond, Caller caller) {
        this.service = service;
        this.awsName = awsName;
        this.effect = effect;
        this.quota = new Quota(awsName, perSecond);
        this.caller = caller;
    }

    Service service() {
        return service;
    }

    String awsName() {
        return awsName;
    }

    /** What it does to the world, and so whether asking again is harmless. */
    Effect effect() {
        return effect;
    }

    /** How often AWS takes it. */
    Quota quota() {
        return quota;
    }

    Caller caller() {
        return caller;
    }
}
