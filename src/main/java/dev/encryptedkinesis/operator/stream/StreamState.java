package dev.encryptedkinesis.operator.stream;

/** The states that Kinesis reports; the constants are spelled as Kinesis spells them. */
public enum StreamState {
    CREATING,
    DELETING,
    ACTIVE,
    UPDATING
}
