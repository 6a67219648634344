package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.access.GrantState;
import dev.encryptedkinesis.operator.api.ApiGroup;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.status.Judgement.Truth;
import dev.encryptedkinesis.operator.stream.Blocker;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.StreamAction;
import io.fabric8.kubernetes.api.model.Condition;
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
                details.stream().filter(Summary::standsInTheWay).findFirst();
        if (turn.step() instanceof NextStep.Blocked blocked) {
            return stalled(cause(blocked.blocker(), turn, details), details);
        }
        if (turn.step() instanceof NextStep.StandBack contested) {
            return stalled(ready(Truth.False, Reason.Contested, Said.undone(contested.effort())), details);
        }
        if (turn.step() instanceof NextStep.Planned planned) {
            return stalled(ready(Truth.False, Reason.PlanOnly, plan(planned)), details);
        }
        Optional<Failure> failure = turn.failure();
        if (failure.isPresent() && !failure.get().passesByItself()) {
            return stalled(cause(failure.get(), turn, details), details);
        }
        if (turn.step() instanceof NextStep.Wait wait && wait.what() == NextStep.For.KEY_ANSWER) {
            return withoutKms(turn, details);
        }
        if (turn.step() instanceof NextStep.Wait wait && wait.what() == NextStep.For.KEY_REFERENCE) {
            return reconciling(no(find(details, ConditionType.KeyUsable)), details);
        }
        boolean isDoneButForAccess = turn.step() instanceof NextStep.Converged
                || turn.step() instanceof NextStep.Wait wait && wait.what() == NextStep.For.GRANTS;
        Optional<Judgement> denied = details.stream()
                .filter(detail -> isDoneButForAccess && detail.type() == ConditionType.Authorized)
                .filter(Summary::standsInTheWay)
                .filter(open -> !AccessConditions.passes(open, turn.access()))
                .findFirst();
        if (denied.isPresent()) {
            return stalled(no(denied.get()), details);
        }
        if (firstOpen.isEmpty() && turn.step() instanceof NextStep.Converged) {
            return all(
                    List.of(ready(Truth.True, Reason.AsSpecified, "The stream is as asked, and encrypted.")), details);
        }
        return reconciling(
                firstOpen
                        .map(Summary::no)
                        .or(() -> failure.map(why -> ready(Truth.False, Reasons.of(why), Said.refusal(why))))
                        .orElseGet(() -> ready(
                                Truth.False,
                                Reason.Different,
                                "Stream %s is being changed.".formatted(StreamConditions.name(turn.assessment())))),
                details);
    }

    /** That AWS does not let the operator tell who can use the stream says nothing against the stream. */
    private static boolean standsInTheWay(Judgement detail) {
        return !detail.isTrue() && detail.reason() != Reason.NotVerifiable;
    }

    private static String plan(NextStep.Planned planned) {
        return "Nothing is done while annotation %s is \"true\". Without it the operator would do, in this order: %s."
                .formatted(ApiGroup.PLAN, String.join("; ", planned.actions()));
    }

    /** The stream may well be as asked; but of its key too little is known to say so. */
    private static List<Judgement> withoutKms(Turn turn, List<Judgement> details) {
        Truth truth = details.stream().anyMatch(detail -> detail.truth() == Truth.False) ? Truth.False : Truth.Unknown;
        Optional<Failure> lasting = turn.assessment().silence().filter(failure -> !failure.passesByItself());
        if (lasting.isPresent()) {
            return stalled(ready(truth, Reasons.of(lasting.get()), Said.refusal(lasting.get())), details);
        }
        Judgement key = find(details, ConditionType.KeyUsable);
        return reconciling(
                key.isTrue()
                        ? ready(truth, Reason.AwsUnreachable, EncryptedCondition.undetermined(turn.assessment()))
                        : ready(truth, key.reason(), key.message()),
                details);
    }

    /** The message that says what to do about a refusal. */
    private static Judgement cause(Failure failure, Turn turn, List<Judgement> details) {
        if (KeyConditions.refused(turn).isPresent()) {
            return no(find(details, ConditionType.KeyUsable));
        }
        boolean isCreation = turn.failureOf(StreamAction.Create.class).isPresent();
        return isCreation && failure.kind() == Failure.Kind.QUOTA_REACHED
                ? no(find(details, ConditionType.StreamActive))
                : ready(Truth.False, Reasons.of(failure), Said.refusal(failure));
    }

    /** The condition that the blocker shows itself in; it carries the message that says what to do. */
    private static Judgement cause(Blocker blocker, Turn turn, List<Judgement> details) {
        Reason reason = Reasons.of(blocker, turn.assessment().keyVerdict());
        return switch (blocker) {
            case KEY_UNUSABLE, PREVIOUS_KEY_UNUSABLE -> no(find(details, ConditionType.KeyUsable));
            case NAME_TAKEN -> no(find(details, ConditionType.StreamActive));
            case RETENTION_DECREASE, NO_ROOM_FOR_CONSUMERS -> no(find(details, ConditionType.Synced));
            case NOTHING_TO_ADOPT ->
                ready(
                        Truth.False,
                        reason,
                        "There is no stream %s to adopt. Set adoptionPolicy: AdoptOrCreate to have it created."
                                .formatted(StreamConditions.name(turn.assessment())));
            case OBSERVE_ONLY ->
                ready(
                        Truth.False,
                        reason,
                        "With managementPolicy ObserveOnly nothing is changed; set Full to have it changed. "
                                + details.stream()
                                        .filter(detail -> detail.truth() == Truth.False)
                                        .map(Judgement::message)
                                        .findFirst()
                                        .orElse("The stream is not as the spec says."));
            case CONSUMERS_REGISTERED ->
                ready(
                        Truth.False,
                        reason,
                        ("Stream %s is not deleted, since fan-out consumers are registered. Deregister them, or set"
                                        + " deletionPolicy: DeleteWithConsumers, or Retain.")
                                .formatted(StreamConditions.name(turn.assessment())));
        };
    }

    /** What is said when AWS does not let the operator see the stream. */
    static List<Judgement> unobservable(Failure failure, List<Judgement> details) {
        return failure.passesByItself()
                ? reconciling(
                        ready(
                                Truth.Unknown,
                                Reasons.of(failure),
                                "AWS does not say how the stream is (%s: %s). The operator asks again."
                                        .formatted(failure.operation(), Said.phrase(failure))),
                        details)
                : stalled(ready(Truth.Unknown, Reasons.of(failure), Said.refusal(failure)), details);
    }

    /** The spec is not followed. */
    static List<Judgement> refused(Reason reason, String message) {
        return stalled(ready(Truth.False, reason, message), List.of());
    }

    /** Whether it is what Ready is to speak of. */
    static boolean isHinderedBy(Hindrance hindrance, List<Condition> conditions) {
        boolean isKnown = ConditionList.find(conditions, ConditionType.Ready)
                .filter(ready -> !Truth.Unknown.name().equals(ready.getStatus()))
                .isPresent();
        if (!isKnown || ConditionList.isTrue(conditions, ConditionType.Stalled)) {
            return false;
        }
        return switch (hindrance.remedy()) {
            case A_HUMAN -> true;
            case TIME -> ConditionList.isTrue(conditions, ConditionType.Ready);
        };
    }

    static List<Judgement> hindered(Hindrance hindrance) {
        Judgement ready = ready(Truth.False, hindrance.reason(), hindrance.message());
        return switch (hindrance.remedy()) {
            case A_HUMAN -> stalled(ready, List.of());
            case TIME -> reconciling(ready, List.of());
        };
    }

    /** The object goes, and the grants that it had given go first. */
    static List<Judgement> takingGrantsBack(GrantState grants) {
        Optional<Failure> lasting = grants.failures().stream()
                .filter(failure -> !failure.passesByItself())
                .findFirst();
        return lasting.map(failure -> stalled(
                        ready(
                                Truth.False,
                                Reason.GrantFailed,
                                ("The object is being deleted, and AWS does not take back the KMS grants it had given: %s"
                                                + " To release the object without that, annotate it with %s=true.")
                                        .formatted(Said.sentence(failure), ApiGroup.ORPHAN)),
                        List.of()))
                .orElseGet(() -> reconciling(
                        ready(
                                Truth.False,
                                Reason.Terminating,
                                "The object is being deleted, and the KMS grants that it had given are taken back; KMS may show"
                                        + " the last of them only after five minutes."),
                        List.of()));
    }

    private static List<Judgement> stalled(Judgement ready, List<Judgement> details) {
        return summedUp(ready, ConditionType.Stalled, details);
    }

    private static List<Judgement> reconciling(Judgement ready, List<Judgement> details) {
        return summedUp(ready, ConditionType.Reconciling, details);
    }

    /** Ready says why it is not so, and Reconciling or Stalled repeats it. */
    private static List<Judgement> summedUp(Judgement ready, ConditionType how, List<Judgement> details) {
        return all(List.of(ready, new Judgement(how, Truth.True, ready.reason(), ready.message())), details);
    }

    private static Judgement no(Judgement detail) {
        return ready(Truth.False, detail.reason(), detail.message());
    }

    private static Judgement ready(Truth truth, Reason reason, String message) {
        return new Judgement(ConditionType.Ready, truth, reason, message);
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
