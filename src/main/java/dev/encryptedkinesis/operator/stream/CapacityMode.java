package dev.encryptedkinesis.operator.stream;

/** Who decides about the number of shards. */
public enum CapacityMode {
    PROVISIONED,
    ON_DEMAND
}
