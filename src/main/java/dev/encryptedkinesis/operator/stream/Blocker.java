package dev.encryptedkinesis.operator.stream;

/** What stands in the way until a human acts. */
public enum Blocker {
    /** The wanted key cannot encrypt the stream; {@link KeyVerdict} says why. */
    KEY_UNUSABLE,
    /** The stream is not this object's, and may not be adopted. */
    NAME_TAKEN,
    /** There is no stream, and the spec forbids to create one. */
    NOTHING_TO_ADOPT,
    /** A shorter retention discards records, and the spec does not permit it. */
    RETENTION_DECREASE,
    /** Something differs, and the object only observes. */
    OBSERVE_ONLY,
    /** Fan-out consumers are registered on a stream that is to be deleted. */
    CONSUMERS_REGISTERED,
    /** As many fan-out consumers are registered as AWS allows a stream. */
    NO_ROOM_FOR_CONSUMERS,
    /** A key that records in the stream still need cannot be used. */
    PREVIOUS_KEY_UNUSABLE
}
