package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.reconcile.CreationQueue.Applicant;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.status.Turn;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.Observation.Claims;
import dev.encryptedkinesis.operator.stream.ObservedStream;
import dev.encryptedkinesis.operator.stream.Policies;
import dev.encryptedkinesis.operator.stream.Policies.Adoption;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Has passes that are about to create a stream wait for their turn, and tells the queue what came of it. */
final class CreationTurns {

    private static final Set<String> OF_A_STREAM_NOT_LOOKED_AT =
            Set.of(Reason.NotObserved.name(), Reason.LimitExceeded.name());

    /** No answer came, or the stream is there, perhaps by an earlier request of which none came. */
    private static final Set<Failure.Kind> MAY_BE_CREATING =
            EnumSet.of(Failure.Kind.AMBIGUOUS, Failure.Kind.ALREADY_EXISTS);

    private final CreationQueue queue = new CreationQueue();

    /** Nobody has looked at the stream, and creating it says whether it exists: see {@link ObservedStream.Unseen}. */
    static boolean mayCreateUnseen(DesiredStream desired, Claims claims, EncryptedKinesisStreamStatus previous) {
        boolean neverLooked = ConditionList.find(previous.conditions(), ConditionType.StreamActive)
                .filter(condition -> !OF_A_STREAM_NOT_LOOKED_AT.contains(condition.getReason()))
                .isEmpty();
        return neverLooked
                && claims.older().isEmpty()
                && desired.policies().management() == Policies.Management.FULL
                && desired.policies().adoption() == Adoption.CREATE_ONLY;
    }

    /** The step, or that it has to wait. */
    NextStep unlessOthersComeFirst(Task task, NextStep step, Instant now) {
        return isCreation(step)
                ? queue.ask(place(task), applicant(task), now)
                        .<NextStep>map(wait -> wait)
                        .orElse(step)
                : step;
    }

    void ended(Task task, Turn turn) {
        String uid = task.desired().owner().uid();
        CreationQueue.Place place = place(task);
        Instant now = turn.assessment().now();
        boolean isCreating = turn.assessment()
                .present()
                .filter(present -> present.state() == StreamState.CREATING)
                .isPresent();
        if (isCreating || mayBeCreating(turn) || isAboutToShow(turn)) {
            queue.creating(place, uid, now);
        } else if (turn.failure()
                .filter(why -> why.kind() == Failure.Kind.CREATION_SLOTS_TAKEN && isCreation(turn.step()))
                .isPresent()) {
            queue.refused(place, applicant(task), now);
        } else if (!(turn.step() instanceof NextStep.AwaitSlot)) {
            queue.left(place, uid);
        }
    }

    void forget(String uid) {
        queue.forget(uid);
    }

    private static boolean mayBeCreating(Turn turn) {
        return isCreation(turn.step())
                && turn.failure()
                        .map(Failure::kind)
                        .map(MAY_BE_CREATING::contains)
                        .orElse(true);
    }

    private static boolean isAboutToShow(Turn turn) {
        return turn.assessment().present().isEmpty()
                && turn.step() instanceof NextStep.Wait wait
                && wait.what() == NextStep.For.EFFECT;
    }

    private static boolean isCreation(NextStep step) {
        return step instanceof NextStep.Act act && act.action() instanceof StreamAction.Create;
    }

    private static CreationQueue.Place place(Task task) {
        return new CreationQueue.Place(
                task.account(), task.desired().id().realm().region());
    }

    private static Applicant applicant(Task task) {
        return new Applicant(
                task.desired().owner().uid(),
                task.since(),
                task.desired().owner().namespacedName());
    }
}
