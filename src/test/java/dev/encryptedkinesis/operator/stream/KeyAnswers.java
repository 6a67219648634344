package dev.encryptedkinesis.operator.stream;

import java.time.Instant;
import java.util.Optional;

/** Keys, and what KMS may answer when it is asked about one. */
public final class KeyAnswers {

    public static final String KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
    public static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/" + KEY_ID;
    public static final String OTHER_KEY =
            "arn:aws:kms:eu-west-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321";
    public static final String AWS_MANAGED_KEY =
            "arn:aws:kms:eu-west-1:111122223333:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    public static final String ALIAS = "alias/orders";
    public static final String ALIAS_ARN = "arn:aws:kms:eu-west-1:111122223333:alias/orders";
    public static final Instant DELETION_DATE = Instant.parse("2026-04-01T00:00:00Z");

    private KeyAnswers() {}

    public static KeyLookup enabled(String arn) {
        return inState(arn, "Enabled");
    }

    public static KeyLookup awsManaged() {
        return found(
                AWS_MANAGED_KEY,
                KeyFacts.Manager.AWS,
                "Enabled",
                KeyFacts.Purpose.SYMMETRIC_ENCRYPTION,
                Optional.empty());
    }

    public static KeyLookup inState(String arn, String state) {
        return found(arn, KeyFacts.Manager.CUSTOMER, state, KeyFacts.Purpose.SYMMETRIC_ENCRYPTION, Optional.empty());
    }

    public static KeyLookup pendingDeletion() {
        return found(
                KEY,
                KeyFacts.Manager.CUSTOMER,
                "PendingDeletion",
                KeyFacts.Purpose.SYMMETRIC_ENCRYPTION,
                Optional.of(DELETION_DATE));
    }

    public static KeyLookup asymmetric() {
        return found(KEY, KeyFacts.Manager.CUSTOMER, "Enabled", KeyFacts.Purpose.OTHER, Optional.empty());
    }

    public static KeyLookup failed(Failure.Kind kind, String message) {
        return new KeyLookup.Failed(new Failure(kind, "DescribeKey", kind.name(), message));
    }

    public static KeyLookup notFound() {
        return failed(Failure.Kind.KEY_NOT_FOUND, "Key '" + KEY + "' does not exist.");
    }

    public static KeyLookup accessDenied() {
        return failed(Failure.Kind.KEY_ACCESS_DENIED, "The role orders is not authorized to perform: kms:DescribeKey");
    }

    public static KeyLookup silence() {
        return failed(Failure.Kind.TRANSIENT, "No answer came in time");
    }

    public static KeyLookup inOtherRegion() {
        return new KeyLookup.InOtherRegion("us-east-1");
    }

    /** It is not known which key is wanted. */
    public static KeyLookup unresolved(UnresolvedKey.Cause cause) {
        return new KeyLookup.Unresolved(why(cause));
    }

    public static UnresolvedKey why(UnresolvedKey.Cause cause) {
        return new UnresolvedKey(
                cause,
                switch (cause) {
                    case NOT_READY -> "Key shop/orders has no ARN in its status yet.";
                    case INVALID -> "The ARN in the status of Key shop/orders is no key.";
                    case UNAVAILABLE -> "The operator may not list and watch keys in namespace shop.";
                });
    }

    /** An answer that leads to this verdict. */
    public static KeyLookup leadingTo(KeyVerdict verdict) {
        return switch (verdict) {
            case USABLE -> enabled(KEY);
            case NOT_FOUND -> notFound();
            case DISABLED -> inState(KEY, "Disabled");
            case PENDING_DELETION -> pendingDeletion();
            case ACCESS_DENIED -> accessDenied();
            case NOT_SYMMETRIC -> asymmetric();
            case IN_OTHER_REGION -> inOtherRegion();
            case UNAVAILABLE -> inState(KEY, "PendingImport");
            case REFERENCE_NOT_READY -> unresolved(UnresolvedKey.Cause.NOT_READY);
            case REFERENCE_INVALID -> unresolved(UnresolvedKey.Cause.INVALID);
            case REFERENCE_UNAVAILABLE -> unresolved(UnresolvedKey.Cause.UNAVAILABLE);
            case UNDETERMINED -> silence();
        };
    }

    private static KeyLookup found(
            String arn, KeyFacts.Manager manager, String state, KeyFacts.Purpose purpose, Optional<Instant> deletion) {
        return new KeyLookup.Found(new KeyFacts(arn, manager, state, purpose, KeyFacts.Store.KMS, deletion));
    }
}
