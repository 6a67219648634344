package dev.encryptedkinesis.operator.api;

/** Whether the operator may change the stream. */
public enum ManagementPolicy {
    /** The stream is made what the spec asks for. The default. */
    Full,
    /** The stream is looked at and reported on; nothing at AWS is changed, not even when the object is deleted. */
    ObserveOnly
}
