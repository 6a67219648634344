package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.status.Judgement.Truth;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.Budget;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.KeyVerdict;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.StreamAction;
import java.util.Optional;

/** Judges KeyUsable and Encrypted. */
final class KeyConditions {

    private KeyConditions() {}

    static Judgement keyUsable(Turn turn) {
        Assessment assessment = turn.assessment();
        Optional<Failure> refused =
                turn.failureOf(StreamAction.StartEncryption.class).filter(failure -> isAboutKey(failure.kind()));
        if (refused.isPresent()) {
            // DescribeKey was content, and Kinesis was not: what counts is whether the stream can be encrypted.
            return new Judgement(
                    ConditionType.KeyUsable,
                    Truth.False,
                    Reasons.of(refused.get()),
                    "Kinesis cannot use key %s: %s. Look at the key's policy and state."
                            .formatted(wanted(assessment), refused.get().message()));
        }
        KeyVerdict verdict = assessment.keyVerdict();
        Truth truth = switch (verdict) {
            case USABLE -> Truth.True;
            case UNDETERMINED -> Truth.Unknown;
            case NOT_FOUND, DISABLED, PENDING_DELETION, ACCESS_DENIED, NOT_SYMMETRIC, IN_OTHER_REGION, UNAVAILABLE ->
                Truth.False;
        };
        return new Judgement(ConditionType.KeyUsable, truth, Reasons.of(verdict), keyMessage(assessment, verdict));
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
                "KMS in %s knows no key %s. Check spec.key.id, and that the key is in that Region%s."
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
                "Key %s cannot be used: KMS reports state %s%s."
                        .formatted(key, facts(assessment).map(KeyFacts::state).orElse("unknown"), saying(assessment));
            case UNDETERMINED ->
                "KMS does not say whether key %s is usable%s. The operator asks again."
                        .formatted(key, saying(assessment));
        };
    }

    static String wanted(Assessment assessment) {
        return assessment.desired().key().id();
    }

    private static Optional<KeyFacts> facts(Assessment assessment) {
        return assessment.wantedKey() instanceof KeyLookup.Found found ? Optional.of(found.facts()) : Optional.empty();
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
                ? " (AWS: " + failed.failure().message() + ")"
                : "";
    }

    /** Empty if KMS does not let us tell; what was last said then still stands. */
    static Optional<Judgement> encrypted(Turn turn) {
        Assessment assessment = turn.assessment();
        if (turn.accepted()
                .filter(StreamAction.StartEncryption.class::isInstance)
                .isPresent()) {
            return Optional.of(started(assessment));
        }
        Optional<Failure> failure = turn.failureOf(StreamAction.StartEncryption.class);
        String seen = seen(assessment);
        return switch (assessment.encryption()) {
            case SETTLED ->
                Optional.of(new Judgement(
                        ConditionType.Encrypted,
                        Truth.True,
                        Reason.Encrypted,
                        "New records are encrypted under "
                                + assessment.currentKeyArn().orElse(wanted(assessment)) + "."));
            case SETTLING ->
                no(
                        Reason.Encrypting,
                        "%s Kinesis may still write plaintext until %s."
                                .formatted(
                                        seen,
                                        assessment
                                                .settledAt()
                                                .map(Times::seconds)
                                                .orElse("5 s from now")));
            case ENCRYPTING -> no(Reason.Encrypting, "Encryption under " + wanted(assessment) + " has been started.");
            case CHANGING_KEY ->
                no(Reason.ChangingKey, seen + " The change to " + wanted(assessment) + " has been started.");
            case NOT_ENCRYPTED -> no(budgetOr(turn, failure, Reason.NotEncrypted), seen + why(turn, failure));
            case WRONG_KEY ->
                no(
                        budgetOr(turn, failure, Reason.WrongKey),
                        seen + " Wanted is " + wanted(assessment) + "." + why(turn, failure));
            case UNDETERMINED -> Optional.empty();
        };
    }

    private static Judgement started(Assessment assessment) {
        return switch (assessment.encryption()) {
            case NOT_ENCRYPTED, ENCRYPTING ->
                no(Reason.Encrypting, "Encryption under " + wanted(assessment) + " has been started.")
                        .orElseThrow();
            case WRONG_KEY, CHANGING_KEY, SETTLING, SETTLED, UNDETERMINED ->
                no(Reason.ChangingKey, seen(assessment) + " The change to " + wanted(assessment) + " has been started.")
                        .orElseThrow();
        };
    }

    private static String seen(Assessment assessment) {
        if (assessment.present().isEmpty()) {
            return "There is no stream yet.";
        }
        return assessment
                .present()
                .flatMap(present -> present.description().keyId())
                .map(keyId -> "The stream is encrypted under %s.".formatted(keyId))
                .orElse("The stream is not encrypted.");
    }

    private static Reason budgetOr(Turn turn, Optional<Failure> failure, Reason otherwise) {
        boolean spent = isKeyChangeBudget(turn.step())
                || failure.filter(refused -> refused.kind() == Failure.Kind.QUOTA_REACHED)
                        .isPresent();
        return spent ? Reason.KeyChangeBudgetSpent : otherwise;
    }

    private static String why(Turn turn, Optional<Failure> failure) {
        if (turn.step() instanceof NextStep.WaitForBudget wait && wait.budget() == Budget.KEY_CHANGES) {
            return " %s the next is possible at %s."
                    .formatted(StreamConditions.budgetMessage(wait.budget()), Times.seconds(wait.until()));
        }
        return failure.map(refused -> " AWS did not accept StartStreamEncryption: " + refused.message() + ".")
                .orElse("");
    }

    private static boolean isKeyChangeBudget(NextStep step) {
        return step instanceof NextStep.WaitForBudget wait && wait.budget() == Budget.KEY_CHANGES;
    }

    private static Optional<Judgement> no(Reason reason, String message) {
        return Optional.of(new Judgement(ConditionType.Encrypted, Truth.False, reason, message));
    }
}
