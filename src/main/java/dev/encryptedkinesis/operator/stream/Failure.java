package dev.encryptedkinesis.operator.stream;

/**
 * Why AWS did not do what it was asked.
 *
 * @param operation the operation, as AWS names it
 * @param code AWS's error code, or a word of ours where no answer came
 * @param message what AWS said, fit for a human to read
 */
public record Failure(Kind kind, String operation, String code, String message) {

    public enum Kind {
        /** AWS is in trouble, or gave no answer to a question that changes nothing: ask again later. */
        TRANSIENT,
        /** Too many requests: ask again later, and more slowly. */
        THROTTLED,
        /** The stream is not ACTIVE: wait until it is. */
        BUSY,
        /** AWS creates no further stream, or registers no further consumer, until another is done: wait for a slot. */
        CREATION_SLOTS_TAKEN,
        /** A permission is missing. */
        DENIED,
        /** The operator has no credentials, or expired ones. */
        CREDENTIALS_UNUSABLE,
        /** AWS calls the request itself wrong. */
        MISCONFIGURED,
        /** A quota is used up. */
        QUOTA_REACHED,
        /** There is no such stream or key. */
        NOT_FOUND,
        /** A stream of this name exists. */
        ALREADY_EXISTS,
        /** No answer came to a request that may have been carried out: look before anything else. */
        AMBIGUOUS,
        /** KMS says that the key is disabled. */
        KEY_DISABLED,
        /** KMS says that the key is in a state in which it cannot be used, such as PendingDeletion. */
        KEY_IN_INVALID_STATE,
        /** KMS does not let the operator use the key. */
        KEY_ACCESS_DENIED,
        /** KMS does not know the key. */
        KEY_NOT_FOUND
    }

    /** Whether it passes without anybody doing anything. */
    public boolean passesByItself() {
        return switch (kind) {
            case TRANSIENT, THROTTLED, BUSY, CREATION_SLOTS_TAKEN, ALREADY_EXISTS, AMBIGUOUS, NOT_FOUND -> true;
            case DENIED,
                    CREDENTIALS_UNUSABLE,
                    MISCONFIGURED,
                    QUOTA_REACHED,
                    KEY_DISABLED,
                    KEY_IN_INVALID_STATE,
                    KEY_ACCESS_DENIED,
                    KEY_NOT_FOUND -> false;
        };
    }
}
