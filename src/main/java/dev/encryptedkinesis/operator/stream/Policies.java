package dev.encryptedkinesis.operator.stream;

/** What the operator may do to the stream. */
public record Policies(Adoption adoption, Deletion deletion, Management management) {

    /** What to do about a stream that this object did not create. */
    public enum Adoption {
        CREATE_ONLY,
        ADOPT_OR_CREATE,
        ADOPT_ONLY
    }

    /** What becomes of the stream when the object is deleted. */
    public enum Deletion {
        RETAIN,
        DELETE,
        DELETE_WITH_CONSUMERS
    }

    public enum Management {
        FULL,
        /** What would be done is shown, and nothing is done. */
        PLAN,
        OBSERVE_ONLY
    }
}
