package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.status.Judgement.Truth;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.KeyVerdict;
import dev.encryptedkinesis.operator.stream.PreviousKey;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.UnresolvedKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges KeyUsable. */
final class KeyConditions {

    private KeyConditions() {}

    static Judgement keyUsable(Turn turn) {
        Assessment assessment = turn.assessment();
        if (assessment.claims().older().isPresent()) {
            return new Judgement(
                    ConditionType.KeyUsable,
                    Truth.Unknown,
                    Reason.NotObserved,
                    "The stream is another object's, and KMS was not asked about key %s."
                            .formatted(wanted(assessment)));
        }
        Optional<Failure> refused = refused(turn);
        if (refused.isPresent()) {
            // DescribeKey was content, and Kinesis was not: what counts is whether the stream can be encrypted.
            return new Judgement(
                    ConditionType.KeyUsable,
                    Truth.False,
                    Reasons.of(refused.get()),
                    "Kinesis cannot use key %s: %s Look at the key's policy and state."
                            .formatted(wanted(assessment), Said.sentence(refused.get())));
        }
        KeyVerdict verdict = assessment.keyVerdict();
        List<PreviousKey> endangered = assessment.endangeredKeys();
        if (verdict == KeyVerdict.USABLE && !endangered.isEmpty()) {
            return new Judgement(
                    ConditionType.KeyUsable,
                    Truth.False,
                    Reason.PreviousKeyUnusable,
                    endangered.stream().map(key -> endangered(key, assessment)).collect(Collectors.joining(" ")));
        }
        Truth truth = switch (verdict) {
            case USABLE -> Truth.True;
            case UNDETERMINED -> Truth.Unknown;
            case NOT_FOUND,
                    DISABLED,
                    PENDING_DELETION,
                    ACCESS_DENIED,
                    NOT_SYMMETRIC,
                    IN_OTHER_REGION,
                    UNAVAILABLE,
                    REFERENCE_NOT_READY,
                    REFERENCE_INVALID,
                    REFERENCE_UNAVAILABLE -> Truth.False;
        };
        return new Judgement(
                ConditionType.KeyUsable,
                truth,
                assessment
                        .silence()
                        .filter(failure -> truth == Truth.Unknown)
                        .map(Reasons::of)
                        .orElse(Reasons.of(verdict)),
                keyMessage(assessment, verdict));
    }

    private static String endangered(PreviousKey key, Assessment assessment) {
        String region = assessment.desired().id().region();
        String remedy = switch (KeyVerdict.of(assessment.previousKey(key).orElseThrow())) {
            case DISABLED -> "is disabled: aws kms enable-key --region %s --key-id %s".formatted(region, key.keyArn());
            case PENDING_DELETION ->
                ("is scheduled for deletion: aws kms cancel-key-deletion --region %1$s --key-id %2$s, then"
                                + " aws kms enable-key --region %1$s --key-id %2$s")
                        .formatted(region, key.keyArn());
            case NOT_FOUND -> "is not known to KMS any more: the records are lost";
            case UNAVAILABLE -> "cannot be used: look at its state in KMS";
            case USABLE,
                    ACCESS_DENIED,
                    NOT_SYMMETRIC,
                    IN_OTHER_REGION,
                    REFERENCE_NOT_READY,
                    REFERENCE_INVALID,
                    REFERENCE_UNAVAILABLE,
                    UNDETERMINED -> throw new IllegalStateException("records can be read under " + key.keyArn());
        };
        return "Records in the stream need key %s until %s, and it %s."
                .formatted(key.keyArn(), Times.seconds(key.neededUntil()), remedy);
    }

    /** Why Kinesis, or KMS on its behalf, did not take the key. */
    static Optional<Failure> refused(Turn turn) {
        return turn.failureOf(StreamAction.StartEncryption.class).filter(failure -> isAboutKey(failure.kind()));
    }

    private static boolean isAboutKey(Failure.Kind kind) {
        return switch (kind) {
            case KEY_DISABLED, KEY_IN_INVALID_STATE, KEY_ACCESS_DENIED, KEY_NOT_FOUND -> true;
            case TRANSIENT,
                    THROTTLED,
                    BUSY,
                    CREATION_SLOTS_TAKEN,
                    DENIED,
                    CREDENTIALS_UNUSABLE,
                    MISCONFIGURED,
                    QUOTA_REACHED,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    AMBIGUOUS -> false;
        };
    }

    private static String keyMessage(Assessment assessment, KeyVerdict verdict) {
        String key = wanted(assessment);
        String region = assessment.desired().id().region();
        return switch (verdict) {
            case USABLE -> "Key %s is enabled and can encrypt the stream.".formatted(key);
            case NOT_FOUND ->
                "KMS in %s knows no key %s%s. Check spec.key, and that the key is in that Region."
                        .formatted(region, key, saying(assessment));
            case DISABLED ->
                "Key %s is disabled. Enable it: aws kms enable-key --region %s --key-id %s"
                        .formatted(key, region, arnOf(assessment));
            case PENDING_DELETION ->
                ("Key %s is scheduled for deletion%s. To keep it: aws kms cancel-key-deletion"
                                + " --region %s --key-id %s, then aws kms enable-key. Or name another key.")
                        .formatted(key, deletionDate(assessment), region, arnOf(assessment));
            case ACCESS_DENIED ->
                ("The operator may not use kms:DescribeKey on key %s%s."
                                + " Allow it in the operator's IAM policy and, for a key of another account, in the key's policy.")
                        .formatted(key, saying(assessment));
            case NOT_SYMMETRIC ->
                ("Key %s is not a symmetric encryption key. Kinesis needs one with KeySpec"
                                + " SYMMETRIC_DEFAULT and KeyUsage ENCRYPT_DECRYPT: name another key.")
                        .formatted(key);
            case IN_OTHER_REGION ->
                ("Key %s is in another Region than the stream, which is in %s. Name a key of that"
                                + " Region, or a replica of a multi-Region key there.")
                        .formatted(key, region);
            case UNAVAILABLE ->
                "Key %s cannot be used: KMS reports state %s%s. Bring it to state Enabled, or name another key."
                        .formatted(key, facts(assessment).map(KeyFacts::state).orElse("unknown"), saying(assessment));
            case REFERENCE_NOT_READY, REFERENCE_INVALID, REFERENCE_UNAVAILABLE -> unresolved(assessment);
            case UNDETERMINED ->
                "KMS does not say whether key %s is usable%s. The operator asks again."
                        .formatted(key, saying(assessment));
        };
    }

    static String wanted(Assessment assessment) {
        return assessment.desired().key().id();
    }

    /** Why it is not known which key is wanted. */
    static String unresolved(Assessment assessment) {
        return assessment
                .desired()
                .key()
                .unresolved()
                .map(UnresolvedKey::explanation)
                .orElse("");
    }

    private static Optional<KeyFacts> facts(Assessment assessment) {
        return assessment.wantedKey().known();
    }

    private static String arnOf(Assessment assessment) {
        return facts(assessment).map(KeyFacts::arn).orElseGet(() -> wanted(assessment));
    }

    private static String deletionDate(Assessment assessment) {
        return facts(assessment)
                .flatMap(KeyFacts::deletionDate)
                .map(date -> " at " + Times.seconds(date))
                .orElse("");
    }

    private static String saying(Assessment assessment) {
        return assessment.wantedKey() instanceof KeyLookup.Failed failed
                ? " (AWS: " + Said.phrase(failed.failure()) + ")"
                : "";
    }
}
