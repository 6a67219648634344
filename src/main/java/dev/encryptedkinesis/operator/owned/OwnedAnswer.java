package dev.encryptedkinesis.operator.owned;

/**
 * What became of an object that was to be written or removed.
 *
 * @param said the API server's words, if it refused
 */
public record OwnedAnswer(Deed deed, String said) {

    public enum Deed {
        CREATED,
        CHANGED,
        REMOVED,
        /** All was as wanted. */
        NOTHING,
        /** The object of this name is not the owner's. */
        TAKEN,
        /** This operator writes no objects of this kind. */
        DISABLED,
        /** The API server does not permit it. */
        FORBIDDEN,
        /** The API server did not do it, and may do it the next time. */
        FAILED
    }

    static OwnedAnswer of(Deed deed) {
        return new OwnedAnswer(deed, "");
    }
}
