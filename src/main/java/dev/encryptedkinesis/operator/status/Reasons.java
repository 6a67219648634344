package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.stream.Blocker;
import dev.encryptedkinesis.operator.stream.Budget;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.KeyVerdict;

/** The reason that a judgement of the core, or a failure of AWS, is shown with. */
final class Reasons {

    private Reasons() {}

    static Reason of(KeyVerdict verdict) {
        return switch (verdict) {
            case USABLE -> Reason.Usable;
            case NOT_FOUND -> Reason.KeyNotFound;
            case DISABLED -> Reason.KeyDisabled;
            case PENDING_DELETION -> Reason.KeyPendingDeletion;
            case ACCESS_DENIED -> Reason.KeyAccessDenied;
            case NOT_SYMMETRIC -> Reason.KeyNotSymmetric;
            case IN_OTHER_REGION -> Reason.KeyInOtherRegion;
            case UNAVAILABLE -> Reason.KeyUnavailable;
            case REFERENCE_NOT_READY -> Reason.KeyReferenceNotReady;
            case REFERENCE_INVALID -> Reason.KeyReferenceInvalid;
            case REFERENCE_UNAVAILABLE -> Reason.KeyReferenceUnavailable;
            case UNDETERMINED -> Reason.AwsUnreachable;
        };
    }

    static Reason of(Failure failure) {
        return switch (failure.kind()) {
            case TRANSIENT, AMBIGUOUS -> Reason.AwsUnreachable;
            case THROTTLED -> Reason.Throttled;
            case BUSY -> Reason.Updating;
            case CREATION_SLOTS_TAKEN -> Reason.LimitExceeded;
            case DENIED -> Reason.AccessDenied;
            case CREDENTIALS_UNUSABLE -> Reason.CredentialsUnusable;
            case MISCONFIGURED -> Reason.Rejected;
            case QUOTA_REACHED -> Reason.QuotaReached;
            case NOT_FOUND -> Reason.StreamMissing;
            case ALREADY_EXISTS -> Reason.NameTaken;
            case KEY_DISABLED -> Reason.KeyDisabled;
            case KEY_IN_INVALID_STATE -> Reason.KeyUnavailable;
            case KEY_ACCESS_DENIED -> Reason.KeyAccessDenied;
            case KEY_NOT_FOUND -> Reason.KeyNotFound;
        };
    }

    static Reason of(Budget budget) {
        return switch (budget) {
            case KEY_CHANGES -> Reason.KeyChangeBudgetSpent;
            case RESHARDINGS -> Reason.ReshardBudgetSpent;
            case MODE_SWITCHES -> Reason.ModeSwitchBudgetSpent;
        };
    }

    /** @param verdict says why, if the key is what stands in the way */
    static Reason of(Blocker blocker, KeyVerdict verdict) {
        return switch (blocker) {
            case KEY_UNUSABLE -> of(verdict);
            case NAME_TAKEN -> Reason.NameTaken;
            case NOTHING_TO_ADOPT -> Reason.StreamMissing;
            case RETENTION_DECREASE -> Reason.RetentionDecreaseNotAllowed;
            case OBSERVE_ONLY -> Reason.ObservedOnly;
            case CONSUMERS_REGISTERED -> Reason.ConsumersRegistered;
            case NO_ROOM_FOR_CONSUMERS -> Reason.QuotaReached;
            case PREVIOUS_KEY_UNUSABLE -> Reason.PreviousKeyUnusable;
        };
    }
}
