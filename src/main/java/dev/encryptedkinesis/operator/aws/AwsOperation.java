package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.aws.CallListener.Effect;

/** The operations that the operator and the commands of its jar call, spelled as AWS spells them, and what a lost answer of each would mean. */
enum AwsOperation {
    DESCRIBE_STREAM_SUMMARY(Service.KINESIS, "DescribeStreamSummary", Effect.NONE),
    LIST_STREAMS(Service.KINESIS, "ListStreams", Effect.NONE, Caller.PERSON),
    LIST_TAGS_FOR_STREAM(Service.KINESIS, "ListTagsForStream", Effect.NONE),
    LIST_STREAM_CONSUMERS(Service.KINESIS, "ListStreamConsumers", Effect.NONE),
    GET_RESOURCE_POLICY(Service.KINESIS, "GetResourcePolicy", Effect.NONE),
    CREATE_STREAM(Service.KINESIS, "CreateStream", Effect.CHANGE),
    START_STREAM_ENCRYPTION(Service.KINESIS, "StartStreamEncryption", Effect.CHANGE),
    INCREASE_STREAM_RETENTION_PERIOD(Service.KINESIS, "IncreaseStreamRetentionPeriod", Effect.CHANGE),
    DECREASE_STREAM_RETENTION_PERIOD(Service.KINESIS, "DecreaseStreamRetentionPeriod", Effect.CHANGE),
    UPDATE_STREAM_MODE(Service.KINESIS, "UpdateStreamMode", Effect.CHANGE),
    UPDATE_SHARD_COUNT(Service.KINESIS, "UpdateShardCount", Effect.CHANGE),
    UPDATE_MAX_RECORD_SIZE(Service.KINESIS, "UpdateMaxRecordSize", Effect.CHANGE),
    UPDATE_STREAM_WARM_THROUGHPUT(Service.KINESIS, "UpdateStreamWarmThroughput", Effect.CHANGE),
    ENABLE_ENHANCED_MONITORING(Service.KINESIS, "EnableEnhancedMonitoring", Effect.CHANGE),
    DISABLE_ENHANCED_MONITORING(Service.KINESIS, "DisableEnhancedMonitoring", Effect.CHANGE),
    REGISTER_STREAM_CONSUMER(Service.KINESIS, "RegisterStreamConsumer", Effect.CHANGE),
    DEREGISTER_STREAM_CONSUMER(Service.KINESIS, "DeregisterStreamConsumer", Effect.CHANGE),
    PUT_RESOURCE_POLICY(Service.KINESIS, "PutResourcePolicy", Effect.CHANGE),
    DELETE_RESOURCE_POLICY(Service.KINESIS, "DeleteResourcePolicy", Effect.CHANGE),
    ADD_TAGS_TO_STREAM(Service.KINESIS, "AddTagsToStream", Effect.CHANGE),
    REMOVE_TAGS_FROM_STREAM(Service.KINESIS, "RemoveTagsFromStream", Effect.CHANGE),
    DELETE_STREAM(Service.KINESIS, "DeleteStream", Effect.CHANGE),
    PUT_RECORD(Service.KINESIS, "PutRecord", Effect.CHANGE, Caller.PERSON),
    GET_SHARD_ITERATOR(Service.KINESIS, "GetShardIterator", Effect.NONE, Caller.PERSON),
    GET_RECORDS(Service.KINESIS, "GetRecords", Effect.NONE, Caller.PERSON),
    DESCRIBE_KEY(Service.KMS, "DescribeKey", Effect.NONE),
    GET_KEY_POLICY(Service.KMS, "GetKeyPolicy", Effect.NONE),
    LIST_GRANTS(Service.KMS, "ListGrants", Effect.NONE),
    CREATE_GRANT(Service.KMS, "CreateGrant", Effect.CHANGE),
    REVOKE_GRANT(Service.KMS, "RevokeGrant", Effect.CHANGE),
    SIMULATE_PRINCIPAL_POLICY(Service.IAM, "SimulatePrincipalPolicy", Effect.NONE),
    LOOKUP_EVENTS(Service.CLOUDTRAIL, "LookupEvents", Effect.NONE),
    GET_METRIC_DATA(Service.CLOUDWATCH, "GetMetricData", Effect.NONE),
    GET_CALLER_IDENTITY(Service.STS, "GetCallerIdentity", Effect.NONE, Caller.PERSON);

    /** Who is called. */
    enum Service {
        KINESIS("Kinesis"),
        KMS("KMS"),
        IAM("IAM"),
        CLOUDTRAIL("CloudTrail"),
        CLOUDWATCH("CloudWatch"),
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
        /** Somebody who runs a command of the jar, and no other: the operator's own policy does not permit it. */
        PERSON
    }

    private final Service service;
    private final String awsName;
    private final Effect effect;
    private final Caller caller;

    AwsOperation(Service service, String awsName, Effect effect) {
        this(service, awsName, effect, Caller.OPERATOR);
    }

    AwsOperation(Service service, String awsName, Effect effect, Caller caller) {
        this.service = service;
        this.awsName = awsName;
        this.effect = effect;
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

    Caller caller() {
        return caller;
    }
}
