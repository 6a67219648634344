package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.AccessOutcome;
import dev.encryptedkinesis.operator.access.GrantState;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.status.Histories;
import dev.encryptedkinesis.operator.status.Occurrences;
import dev.encryptedkinesis.operator.status.StatusFactory;
import dev.encryptedkinesis.operator.status.Turn;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.DeletionPlanner;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.Gateways;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.NextStep.Farewell;
import dev.encryptedkinesis.operator.stream.Observation;
import dev.encryptedkinesis.operator.stream.ObservedStream;
import dev.encryptedkinesis.operator.stream.PutOffException;
import dev.encryptedkinesis.operator.stream.StreamHistory;
import dev.encryptedkinesis.operator.stream.StreamPlanner;
import dev.encryptedkinesis.operator.tenancy.Refusal;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One pass over one object: look at AWS once, decide, change at most one thing, and say what is so. */
public final class StreamPass {

    private final Gateways gateways;
    private final StreamObserver observer;
    private final AccessPass access;
    private final StreamPlanner planner = new StreamPlanner();
    private final DeletionPlanner deletionPlanner = new DeletionPlanner();
    private final StatusFactory statuses;
    private final Pace pace;
    private final Returns returns;
    private final HintedLooks hinted;
    private final Motions motions = new Motions();
    private final CreationTurns creations = new CreationTurns();
    private final Tenure tenure;
    private final Clock clock;

    public StreamPass(Gateways gateways, AccessPass access, Pace pace, Tenure tenure, Clock clock) {
        this.gateways = gateways;
        this.access = access;
        this.observer = new StreamObserver(gateways, pace.worthAList(), clock);
        this.hinted = new HintedLooks(observer, pace, clock);
        this.statuses = new StatusFactory(clock);
        this.pace = pace;
        this.tenure = tenure;
        this.returns = new Returns(pace);
        this.clock = clock;
    }

    /** Works on an object that is there to stay. */
    Outcome run(Task task, EncryptedKinesisStreamStatus previous, Long generation) {
        try {
            return gateways.on(
                    Errands.of(task.desired().owner(), previous, generation), () -> keep(task, previous, generation));
        } catch (PutOffException beforeAnythingWasChanged) {
            return new Outcome(previous, List.of(), pace.afterPutOff(beforeAnythingWasChanged.waitFor()));
        }
    }

    private Outcome keep(Task task, EncryptedKinesisStreamStatus previous, Long generation) {
        DesiredStream desired = task.desired();
        StreamHistory history = Histories.read(previous, generation);
        Set<String> grantKeys = AccessPass.grantKeys(previous);
        try {
            KeyLookup wanted = observer.wantedKey(desired, task.claims());
            Optional<Refusal> refusal = task.limits().refusal(desired.key(), wanted);
            if (refusal.isPresent()) {
                return keyRefused(desired, refusal.get(), previous, generation);
            }
            Assessment assessment = assess(
                    desired,
                    history,
                    CreationTurns.mayCreateUnseen(desired, task.claims(), previous)
                            ? StreamObserver.firstLook(wanted)
                            : observer.look(desired, wanted, task.claims(), history));
            Turn turn = take(assessment, task, grantKeys);
            if (foundWhatItWouldCreate(turn)) {
                assessment = assess(desired, history, observer.look(desired, wanted, task.claims(), history));
                // One that AWS does not show either is tried again later.
                turn = assessment.present().isPresent()
                        ? take(assessment, task, grantKeys)
                        : new Turn(assessment, turn.step(), turn.failure(), turn.access());
            }
            creations.ended(task, turn);
            observer.ended(turn);
            motions.seen(turn).ifPresent(pace::took);
            turn = turn.with(access.review(turn, task.declared()));
            EncryptedKinesisStreamStatus next = statuses.of(previous, generation, turn);
            Optional<Failure> silence = silenceThatMatters(turn);
            return silence.isPresent()
                    ? withoutKms(turn, silence.get(), previous, next)
                    : new Outcome(
                            next,
                            Occurrences.of(previous, next, turn),
                            sooner(delay(turn), turn),
                            Optional.of(turn.assessment()));
        } catch (FailureException e) {
            return unobservable(desired.owner().uid(), previous, generation, e.failure());
        }
    }

    /** Nothing at all is done about the stream, and nothing is said of the key that its author did not say. */
    private Outcome keyRefused(
            DesiredStream desired, Refusal refusal, EncryptedKinesisStreamStatus previous, Long generation) {
        EncryptedKinesisStreamStatus next = statuses.refused(previous, generation, refusal.reason(), refusal.message());
        return new Outcome(
                next,
                Occurrences.stalled(previous, next),
                returns.afterRefusal(desired.owner().uid()));
    }

    /** When hints bring about a pass. */
    HintedLooks hinted() {
        return hinted;
    }

    /** By which passes are told of. */
    StatusFactory statuses() {
        return statuses;
    }

    /** What is seen from now on; a process that was suspended, and begins a pass when it wakes up, may lead no more. */
    Sight sight() {
        return new Sight(tenure.lastCertain(clock.instant()), pace.sightLasts());
    }

    /** Works on an object that goes: its stream first, if that is to go with it, and then the grants it was given. */
    Departure terminate(Task task, EncryptedKinesisStreamStatus previous, Long generation) {
        try {
            return gateways.on(Errands.ofDeletion(task.desired().owner()), () -> takeAway(task, previous, generation));
        } catch (PutOffException beforeAnythingWasChanged) {
            return new Departure.Continues(
                    new Outcome(previous, List.of(), pace.afterPutOff(beforeAnythingWasChanged.waitFor())));
        }
    }

    private Departure takeAway(Task task, EncryptedKinesisStreamStatus previous, Long generation) {
        Departure departure = task.desired().isDeletedWithItsObject()
                ? terminateStream(task, previous, generation)
                : new Departure.Released(Farewell.RETAINED);
        return departure instanceof Departure.Released released
                ? takeGrantsBack(task, previous, generation, released)
                : departure;
    }

    private Departure takeGrantsBack(
            Task task, EncryptedKinesisStreamStatus previous, Long generation, Departure.Released released) {
        GrantState grants = access.takeBack(task, AccessPass.grantKeys(previous));
        if (grants.keys().isEmpty()) {
            return released;
        }
        EncryptedKinesisStreamStatus next = statuses.takingGrantsBack(previous, generation, grants);
        return new Departure.Continues(new Outcome(
                next,
                Occurrences.stalled(previous, next),
                access.next(task.desired().owner().uid(), new AccessOutcome(grants))
                        .orElse(AccessPass.LOOK_AGAIN)));
    }

    private Departure terminateStream(Task task, EncryptedKinesisStreamStatus previous, Long generation) {
        DesiredStream desired = task.desired();
        StreamHistory history = Histories.read(previous, generation);
        try {
            Assessment assessment = assess(desired, history, observer.lastLook(desired, task.claims(), history));
            NextStep step = deletionPlanner.plan(assessment);
            if (step instanceof NextStep.Release release) {
                return new Departure.Released(release.farewell());
            }
            Turn turn = carryOut(assessment, step, GrantState.untouched(AccessPass.grantKeys(previous)), task.sight());
            observer.ended(turn);
            EncryptedKinesisStreamStatus next = statuses.terminating(previous, generation, turn);
            return new Departure.Continues(new Outcome(next, Occurrences.of(previous, next, turn), delay(turn)));
        } catch (FailureException e) {
            return new Departure.Continues(unobservable(desired.owner().uid(), previous, generation, e.failure()));
        }
    }

    /** Whose streams passes have seen AWS to be done with, their own apart: it is time to look at them. */
    List<ResourceID> news() {
        return observer.news();
    }

    /** Forgets what was remembered of an object that is gone. */
    void forget(String uid) {
        observer.forget(uid);
        returns.forget(uid);
        motions.forget(uid);
        hinted.forget(uid);
        creations.forget(uid);
        access.forget(uid);
    }

    private Assessment assess(DesiredStream desired, StreamHistory history, Observation seen) {
        return new Assessment(desired, seen, history, clock.instant());
    }

    private Turn take(Assessment assessment, Task task, Set<String> grantKeys) {
        NextStep step = creations.unlessOthersComeFirst(task, planner.plan(assessment), assessment.now());
        GrantState grants = access.grant(assessment, step, task, grantKeys);
        return carryOut(assessment, AccessPass.unlessLockingOut(assessment, step, grants), grants, task.sight());
    }

    private Turn carryOut(Assessment assessment, NextStep step, GrantState grants, Sight sight) {
        AccessOutcome outcome = new AccessOutcome(grants);
        if (!(step instanceof NextStep.Act act)) {
            return new Turn(assessment, step, Optional.empty(), outcome);
        }
        DesiredStream desired = assessment.desired();
        sight.requireToLast(act.action(), clock.instant());
        try {
            gateways.streams(desired.id().realm()).carryOut(desired.id().name(), act.action());
            observer.accepted(desired, act.action());
            return new Turn(assessment, step, Optional.empty(), outcome);
        } catch (FailureException e) {
            observer.failed(desired, act.action(), e.failure());
            return new Turn(assessment, step, Optional.of(e.failure()), outcome);
        }
    }

    private static boolean foundWhatItWouldCreate(Turn turn) {
        return turn.assessment().stream() instanceof ObservedStream.Unseen
                && turn.failure()
                        .filter(failure -> failure.kind() == Failure.Kind.ALREADY_EXISTS)
                        .isPresent();
    }

    private Duration delay(Turn turn) {
        return returns.after(turn, observer.isAheadOf(turn));
    }

    /** What access lacks is worth a pass of its own, but not one that would repeat what AWS has just refused. */
    private Duration sooner(Duration delay, Turn turn) {
        return turn.failure().isPresent()
                ? delay
                : access.next(turn.assessment().desired().owner().uid(), turn.access())
                        .filter(next -> next.compareTo(delay) < 0)
                        .orElse(delay);
    }

    private static Optional<Failure> silenceThatMatters(Turn turn) {
        boolean waits = turn.step() instanceof NextStep.Wait wait && wait.what() == NextStep.For.KEY_ANSWER;
        return waits ? turn.assessment().silence() : Optional.empty();
    }

    /** One question that KMS leaves open does not make a stream that was well unwell; several in a row are told. */
    private Outcome withoutKms(
            Turn turn, Failure silence, EncryptedKinesisStreamStatus previous, EncryptedKinesisStreamStatus next) {
        int inARow = returns.unanswered(turn.assessment().desired().owner().uid());
        Duration delay = pace.after(silence, inARow);
        // What Kinesis says against the stream is told at once.
        boolean isLost = turn.assessment().present().isPresent()
                && switch (turn.assessment().encryption()) {
                    case NOT_ENCRYPTED, ENCRYPTING, WRONG_KEY, CHANGING_KEY -> true;
                    case SETTLING, SETTLED, UNDETERMINED -> false;
                };
        return Pace.isNews(silence, inARow) || isLost
                ? new Outcome(next, Occurrences.of(previous, next, turn), delay, Optional.of(turn.assessment()))
                : new Outcome(previous, List.of(), delay, Optional.of(turn.assessment()));
    }

    /** AWS did not let the operator find out what there is. */
    Outcome unobservable(String uid, EncryptedKinesisStreamStatus previous, Long generation, Failure failure) {
        int inARow = returns.unanswered(uid);
        Duration delay = pace.after(failure, inARow);
        if (!Pace.isNews(failure, inARow)) {
            return new Outcome(previous, List.of(), delay);
        }
        EncryptedKinesisStreamStatus next = statuses.unobservable(previous, generation, failure);
        return new Outcome(next, Occurrences.stalled(previous, next), delay);
    }
}
