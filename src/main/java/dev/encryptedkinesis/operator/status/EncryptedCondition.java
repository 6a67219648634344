package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.status.Judgement.Truth;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.Budget;
import dev.encryptedkinesis.operator.stream.Deviation;
import dev.encryptedkinesis.operator.stream.Deviation.Remedy;
import dev.encryptedkinesis.operator.stream.Deviations;
import dev.encryptedkinesis.operator.stream.Effort;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.KeyVerdict;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.StreamAction;
import java.util.Optional;

/** Judges Encrypted. */
final class EncryptedCondition {

    private EncryptedCondition() {}

    /** Unknown if KMS does not let us tell; what was last said of the same key may still stand then. */
    static Judgement judge(Turn turn) {
        Assessment assessment = turn.assessment();
        if (assessment.claims().older().isPresent()) {
            return unknown(Reason.NotObserved, "The stream is another object's, and was not looked at.");
        }
        if (assessment.present().isEmpty()) {
            return no(Reason.NotEncrypted, "There is no stream to encrypt yet.");
        }
        String wanted = KeyConditions.wanted(assessment);
        boolean isStarted = turn.accepted()
                .filter(StreamAction.StartEncryption.class::isInstance)
                .isPresent();
        return switch (assessment.encryption()) {
            case SETTLED ->
                new Judgement(
                        ConditionType.Encrypted,
                        Truth.True,
                        Reason.Encrypted,
                        "New records are encrypted under "
                                + assessment.currentKeyArn().orElse(wanted) + ".");
            case SETTLING ->
                no(
                        Reason.Encrypting,
                        "%s Kinesis may still write plaintext until %s."
                                .formatted(
                                        seen(assessment),
                                        assessment
                                                .settledAt()
                                                .map(Times::seconds)
                                                .orElse("5 s from now")));
            case ENCRYPTING -> encrypting(wanted);
            case CHANGING_KEY -> changingKey(assessment, wanted);
            case NOT_ENCRYPTED ->
                isStarted ? encrypting(wanted) : no(reasonOr(turn, Reason.NotEncrypted), seen(assessment) + why(turn));
            case WRONG_KEY ->
                isStarted
                        ? changingKey(assessment, wanted)
                        : no(
                                reasonOr(turn, Reason.WrongKey),
                                "%s Wanted is %s.%s".formatted(seen(assessment), wanted, why(turn)));
            case UNDETERMINED ->
                assessment.desired().key().unresolved().isPresent()
                        ? unknown(
                                Reasons.of(assessment.keyVerdict()),
                                "%s Whether that is the wanted key is not known. %s"
                                        .formatted(seen(assessment), KeyConditions.unresolved(assessment)))
                        : unknown(undeterminedReason(assessment), undetermined(assessment));
        };
    }

    private static Judgement encrypting(String wanted) {
        return no(Reason.Encrypting, "Encryption under " + wanted + " has been started.");
    }

    private static Judgement changingKey(Assessment assessment, String wanted) {
        return no(Reason.ChangingKey, "%s The change to %s has been started.".formatted(seen(assessment), wanted));
    }

    private static String seen(Assessment assessment) {
        return keyId(assessment)
                .map("The stream is encrypted under %s."::formatted)
                .orElse("The stream is not encrypted.");
    }

    private static Optional<String> keyId(Assessment assessment) {
        return assessment.present().flatMap(present -> present.description().keyId());
    }

    private static Reason undeterminedReason(Assessment assessment) {
        return assessment
                .silence()
                .map(Reasons::of)
                .orElseGet(() -> assessment.keyVerdict() == KeyVerdict.USABLE
                        ? Reason.AwsUnreachable
                        : Reasons.of(assessment.keyVerdict()));
    }

    static String undetermined(Assessment assessment) {
        return "KMS does not say whether key %s, which the stream is under, is the wanted key %s%s."
                        .formatted(
                                keyId(assessment).orElse("of the stream"),
                                KeyConditions.wanted(assessment),
                                assessment
                                        .silence()
                                        .map(failure -> " (AWS: " + Said.phrase(failure) + ")")
                                        .orElse(""))
                + " The operator asks again.";
    }

    private static Reason reasonOr(Turn turn, Reason otherwise) {
        boolean refusedByQuota = turn.failureOf(StreamAction.StartEncryption.class)
                .filter(refused -> refused.kind() == Failure.Kind.QUOTA_REACHED)
                .isPresent();
        if (contested(turn).isPresent()) {
            return Reason.Contested;
        }
        return refusedByQuota || spentBudget(turn).isPresent() ? Reason.KeyChangeBudgetSpent : otherwise;
    }

    private static String why(Turn turn) {
        return spentBudget(turn)
                .map(wait -> " %s the next is possible at %s."
                        .formatted(StreamConditions.budgetMessage(wait.budget()), Times.seconds(wait.until())))
                .or(() -> contested(turn).map(effort -> " " + Said.undone(effort)))
                .or(() ->
                        turn.failureOf(StreamAction.StartEncryption.class).map(refused -> " " + Said.refusal(refused)))
                .orElse("");
    }

    private static Optional<NextStep.WaitForBudget> spentBudget(Turn turn) {
        return turn.step() instanceof NextStep.WaitForBudget wait && wait.budget() == Budget.KEY_CHANGES
                ? Optional.of(wait)
                : Optional.empty();
    }

    private static Optional<Effort> contested(Turn turn) {
        return Deviations.of(turn.assessment()).stream()
                .filter(deviation -> deviation.field().equals(Deviation.KEY))
                .filter(deviation -> deviation.remedy() instanceof Remedy.Contested)
                .map(deviation -> ((Remedy.Contested) deviation.remedy()).effort())
                .findFirst();
    }

    private static Judgement no(Reason reason, String message) {
        return new Judgement(ConditionType.Encrypted, Truth.False, reason, message);
    }

    private static Judgement unknown(Reason reason, String message) {
        return new Judgement(ConditionType.Encrypted, Truth.Unknown, reason, message);
    }
}
