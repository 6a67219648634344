package dev.encryptedkinesis.operator.api;

/** How a stream's capacity is chosen; Kinesis calls these PROVISIONED and ON_DEMAND. */
public enum StreamMode {
    /** The number of shards is given and paid for. The default. */
    Provisioned,
    /** AWS chooses the number of shards. */
    OnDemand
}
