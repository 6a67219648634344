package dev.encryptedkinesis.operator.binding;

/**
 * What became of a Secret that was to be written or removed.
 *
 * @param said the API server's words, if it refused
 */
public record SecretAnswer(Deed deed, String said) {

    public enum Deed {
        CREATED,
        CHANGED,
        REMOVED,
        /** All was as wanted. */
        NOTHING,
        /** A Secret of this name is not the object's. */
        TAKEN,
        /** This operator writes no Secrets. */
        DISABLED,
        /** The API server does not permit it. */
        FORBIDDEN,
        /** The API server did not do it, and may do it the next time. */
        FAILED
    }

    static SecretAnswer of(Deed deed) {
        return new SecretAnswer(deed, "");
    }
}
