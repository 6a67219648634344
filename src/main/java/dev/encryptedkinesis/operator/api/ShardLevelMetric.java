package dev.encryptedkinesis.operator.api;

/** A metric that CloudWatch can be given for each shard, spelled as AWS spells it; ALL stands for each of the others. */
public enum ShardLevelMetric {
    ALL,
    IncomingBytes,
    IncomingRecords,
    OutgoingBytes,
    OutgoingRecords,
    WriteProvisionedThroughputExceeded,
    ReadProvisionedThroughputExceeded,
    IteratorAgeMilliseconds
}
