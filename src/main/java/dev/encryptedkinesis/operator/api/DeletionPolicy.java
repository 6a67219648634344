package dev.encryptedkinesis.operator.api;

/** What becomes of the stream and its records when the object is deleted. */
public enum DeletionPolicy {
    /** The stream stays, with its records and tags. The default. */
    Retain,
    /** The stream is deleted, unless fan-out consumers are registered. */
    Delete,
    /** The stream is deleted, and its fan-out consumers are deregistered. */
    DeleteWithConsumers
}
