package dev.encryptedkinesis.operator.stream;

/** Whether a key can encrypt a stream, and why not. */
public enum KeyVerdict {
    USABLE,
    NOT_FOUND,
    DISABLED,
    PENDING_DELETION,
    ACCESS_DENIED,
    NOT_SYMMETRIC,
    IN_OTHER_REGION,
    /** In a state such as PendingImport or Unavailable. */
    UNAVAILABLE,
    /** It is not known which key is meant, and will normally be soon. */
    REFERENCE_NOT_READY,
    /** What is named as the key is none. */
    REFERENCE_INVALID,
    /** What names the key cannot be looked into. */
    REFERENCE_UNAVAILABLE,
    /** KMS gave no usable answer; ask again. */
    UNDETERMINED;

    /** Whether records under such a key cannot be read. That we may not look at it says nothing about those who may. */
    boolean losesRecords() {
        return switch (this) {
            case NOT_FOUND, DISABLED, PENDING_DELETION, UNAVAILABLE -> true;
            case USABLE,
                    ACCESS_DENIED,
                    NOT_SYMMETRIC,
                    IN_OTHER_REGION,
                    REFERENCE_NOT_READY,
                    REFERENCE_INVALID,
                    REFERENCE_UNAVAILABLE,
                    UNDETERMINED -> false;
        };
    }

    public static KeyVerdict of(KeyLookup lookup) {
        if (lookup instanceof KeyLookup.Found found) {
            return of(found.facts());
        }
        if (lookup instanceof KeyLookup.NotAsked) {
            return UNDETERMINED;
        }
        if (lookup instanceof KeyLookup.Unresolved unresolved) {
            return of(unresolved.why().cause());
        }
        if (lookup instanceof KeyLookup.InOtherRegion) {
            return IN_OTHER_REGION;
        }
        return switch (((KeyLookup.Failed) lookup).failure().kind()) {
            case KEY_NOT_FOUND, NOT_FOUND -> NOT_FOUND;
            case KEY_ACCESS_DENIED, DENIED -> ACCESS_DENIED;
            case KEY_DISABLED -> DISABLED;
            case KEY_IN_INVALID_STATE -> UNAVAILABLE;
            // An id that KMS calls malformed names no key.
            case MISCONFIGURED -> NOT_FOUND;
            case TRANSIENT,
                    THROTTLED,
                    BUSY,
                    CREATION_SLOTS_TAKEN,
                    CREDENTIALS_UNUSABLE,
                    QUOTA_REACHED,
                    ALREADY_EXISTS,
                    AMBIGUOUS -> UNDETERMINED;
        };
    }

    private static KeyVerdict of(UnresolvedKey.Cause cause) {
        return switch (cause) {
            case NOT_READY -> REFERENCE_NOT_READY;
            case INVALID -> REFERENCE_INVALID;
            case UNAVAILABLE -> REFERENCE_UNAVAILABLE;
        };
    }

    private static KeyVerdict of(KeyFacts facts) {
        // What can never be mended is named before what can.
        if (facts.purpose() != KeyFacts.Purpose.SYMMETRIC_ENCRYPTION) {
            return NOT_SYMMETRIC;
        }
        return switch (facts.state()) {
            // A key under maintenance (Updating) works as before.
            case "Enabled", "Updating" -> USABLE;
            case "Disabled" -> DISABLED;
            case "PendingDeletion", "PendingReplicaDeletion" -> PENDING_DELETION;
            default -> UNAVAILABLE;
        };
    }
}
