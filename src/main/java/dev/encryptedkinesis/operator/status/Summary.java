package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.status.Judgement.Truth;
import dev.encryptedkinesis.operator.stream.Blocker;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.NextStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges Ready, and whether work goes on (Reconciling) or somebody must act (Stalled), from the other conditions. */
final class Summary {

    private Summary() {}

    /**
     * @param details the other conditions, in the order in which they are named as Ready's reason
     * @return Ready first, then Reconciling or Stalled if one of them is so, then the details
     */
    static List<Judgement> of(Turn turn, List<Judgement> details) {
        Optional<Judgement> firstOpen =
                details.stream().filter(detail -> !detail.isTrue()).findFirst();
        if (turn.step() instanceof NextStep.Blocked blocked) {
            Judgement cause = cause(blocked.blocker(), turn, details);
            return stalled(cause.reason(), cause.message(), details);
        }
        Optional<Failure> failure = turn.failure();
        if (failure.isPresent() && !failure.get().passesByItself()) {
            return stalled(Reasons.of(failure.get()), refusal(failure.get()), details);
        }
        if (firstOpen.isEmpty() && turn.step() instanceof NextStep.Converged) {
            return all(
                    List.of(new Judgement(
                            ConditionType.Ready,
                            Truth.True,
                            Reason.AsSpecified,
                            "The stream is as asked, and encrypted.")),
                    details);
        }
        Judgement cause = firstOpen.orElseGet(() -> new Judgement(
                ConditionType.Ready, Truth.False, Reason.Different, "A setting of the stream is being changed."));
        return reconciling(cause.reason(), cause.message(), details);
    }

    /** The condition that the blocker shows itself in; it carries the message that says what to do. */
    private static Judgement cause(Blocker blocker, Turn turn, List<Judgement> details) {
        Reason reason = Reasons.of(blocker, turn.assessment().keyVerdict());
        return switch (blocker) {
            case KEY_UNUSABLE -> find(details, ConditionType.KeyUsable);
            case NAME_TAKEN -> find(details, ConditionType.StreamActive);
            case RETENTION_DECREASE -> find(details, ConditionType.Synced);
            case NOTHING_TO_ADOPT ->
                new Judgement(
                        ConditionType.Ready,
                        Truth.False,
                        reason,
                        "There is no stream %s to adopt. Set adoptionPolicy: AdoptOrCreate to have it created."
                                .formatted(StreamConditions.name(turn.assessment())));
            case OBSERVE_ONLY ->
                new Judgement(
                        ConditionType.Ready,
                        Truth.False,
                        reason,
                        "Nothing is changed, since managementPolicy is ObserveOnly. "
                                + details.stream()
                                        .filter(detail -> detail.truth() == Truth.False)
                                        .map(Judgement::message)
                                        .findFirst()
                                        .orElse("The stream is not as the spec says."));
            case CONSUMERS_REGISTERED ->
                new Judgement(
                        ConditionType.Ready,
                        Truth.False,
                        reason,
                        ("Stream %s is not deleted, since fan-out consumers are registered. Deregister them, or set"
                                        + " deletionPolicy: DeleteWithConsumers, or Retain.")
                                .formatted(StreamConditions.name(turn.assessment())));
        };
    }

    private static String refusal(Failure failure) {
        return switch (failure.kind()) {
            case DENIED ->
                "AWS denies the operator %s: %s. Allow it in the operator's IAM policy."
                        .formatted(failure.operation(), failure.message());
            case CREDENTIALS_UNUSABLE -> failure.message();
            case QUOTA_REACHED ->
                "A quota of the AWS account is used up: %s. The operator tries again.".formatted(failure.message());
            case TRANSIENT,
                    THROTTLED,
                    BUSY,
                    CREATION_SLOTS_TAKEN,
                    MISCONFIGURED,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    AMBIGUOUS,
                    KEY_DISABLED,
                    KEY_IN_INVALID_STATE,
                    KEY_ACCESS_DENIED,
                    KEY_NOT_FOUND -> "AWS did not accept %s: %s.".formatted(failure.operation(), failure.message());
        };
    }

    /** What is said when AWS does not let the operator see the stream. */
    static List<Judgement> unobservable(Failure failure, List<Judgement> details) {
        if (failure.passesByItself()) {
            String message = "AWS does not say how the stream is (%s: %s). The operator asks again."
                    .formatted(failure.operation(), failure.message());
            return all(
                    List.of(
                            new Judgement(ConditionType.Ready, Truth.Unknown, Reasons.of(failure), message),
                            new Judgement(ConditionType.Reconciling, Truth.True, Reasons.of(failure), message)),
                    details);
        }
        return all(
                List.of(
                        new Judgement(ConditionType.Ready, Truth.Unknown, Reasons.of(failure), refusal(failure)),
                        new Judgement(ConditionType.Stalled, Truth.True, Reasons.of(failure), refusal(failure))),
                details);
    }

    static List<Judgement> stalled(Reason reason, String message, List<Judgement> details) {
        return all(
                List.of(
                        new Judgement(ConditionType.Ready, Truth.False, reason, message),
                        new Judgement(ConditionType.Stalled, Truth.True, reason, message)),
                details);
    }

    private static List<Judgement> reconciling(Reason reason, String message, List<Judgement> details) {
        return all(
                List.of(
                        new Judgement(ConditionType.Ready, Truth.False, reason, message),
                        new Judgement(ConditionType.Reconciling, Truth.True, reason, message)),
                details);
    }

    private static Judgement find(List<Judgement> details, ConditionType type) {
        return details.stream()
                .filter(detail -> detail.type() == type)
                .findFirst()
                .orElseThrow();
    }

    private static List<Judgement> all(List<Judgement> summary, List<Judgement> details) {
        List<Judgement> all = new ArrayList<>(summary);
        all.addAll(details);
        return all;
    }
}
