package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.stream.Blocker;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.StreamAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * When to look again. How long AWS takes for a change is learned from how long it took before; where experience ends,
 * the looks come in steps that grow with the waiting. All delays vary by a tenth, so that objects that began together
 * do not go on asking together.
 */
public class Pace {

    /**
     * Between looks at a stream with which all is well. With the one question an hour that is asked beside them, it comes to
     * 12 calls an hour.
     */
    public static final Duration STEADY = Duration.ofSeconds(330);

    /**
     * Between looks at a stream for which a human must act. The first ones come sooner: what was mended a moment before,
     * such as a key that was just made or a permission that goes by a new tag, takes AWS a while to spread.
     */
    static final Duration BLOCKED = Duration.ofMinutes(2);

    private static final Duration FIRST_BLOCKED = Duration.ofSeconds(5);

    /** Until something has been learned: little that AWS does to a stream is known to be done sooner. */
    private static final Duration FIRST_GUESS = Duration.ofSeconds(5);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Whoever changes a stream as a rule does so in several steps. */
    private static final Duration AFTER_HINT = Duration.ofSeconds(5);

    static final Duration LONGEST_BACKOFF = Duration.ofMinutes(2);
    private static final Duration SETTLING = Duration.ofSeconds(5);

    /** A failure that passes by itself is no news before it has come this many times in a row. */
    private static final int NEWS_AFTER = 3;

    /** With fewer, describing each costs no more: a list that shows AWS to be done has a description follow. */
    private static final int WORTH_A_LIST = 3;

    private final Map<String, Experience> experience = new ConcurrentHashMap<>();
    private final RandomGenerator random;

    /**
     * Between looks in vain and looks that come late: the wider the times vary that AWS takes, the more there must be
     * of one or the other.
     *
     * @param percentDone the next look is when this share of the changes is done that are not done yet
     * @param percentLonger where experience ends, the next look is after a wait that is longer by so much
     */
    private record Patience(int percentDone, int percentLonger) {

        /** From when a stream is ACTIVE until that is seen, it takes records in plaintext. */
        static final Patience FOR_CREATION = new Patience(25, 15);

        /** Every second look or so is in vain; one that comes late only delays what comes next. */
        static final Patience FOR_ANYTHING_ELSE = new Patience(50, 50);
    }

    public Pace(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param operation the last change of the stream, if it is known
     * @param inARow how many times in a row the step was to be blocked, counting this one
     */
    public Duration after(NextStep step, Optional<String> operation, int inARow, Instant now) {
        if (step instanceof NextStep.Act act) {
            return afterAction(act.action());
        }
        if (step instanceof NextStep.Wait wait) {
            return waiting(wait, operation, now);
        }
        if (step instanceof NextStep.WaitForBudget wait) {
            return noLaterThanSteady(wait.until(), now);
        }
        if (step instanceof NextStep.AwaitSlot wait) {
            Duration left = Duration.between(now, wait.until());
            return left.compareTo(STEADY) < 0 ? left : varied(STEADY);
        }
        if (step instanceof NextStep.StandBack contested) {
            return noLaterThanSteady(contested.effort().nextAt(), now);
        }
        return step instanceof NextStep.Blocked blocked && isUrgent(blocked.blocker())
                ? blocked(inARow)
                : varied(STEADY);
    }

    private Duration noLaterThanSteady(Instant until, Instant now) {
        Duration left = Duration.between(now, until).plus(SHORTEST);
        return left.compareTo(STEADY) < 0 ? atLeastShortest(left) : varied(STEADY);
    }

    /** Who only observes waits for nobody; a Region's streams may all be observed, and differ. */
    private static boolean isUrgent(Blocker blocker) {
        return switch (blocker) {
            case OBSERVE_ONLY -> false;
            case KEY_UNUSABLE,
                    NAME_TAKEN,
                    NOTHING_TO_ADOPT,
                    RETENTION_DECREASE,
                    CONSUMERS_REGISTERED,
                    NO_ROOM_FOR_CONSUMERS,
                    PREVIOUS_KEY_UNUSABLE -> true;
        };
    }

    private Duration blocked(int inARow) {
        long doubled = FIRST_BLOCKED.toMillis() << Math.min(inARow - 1, 10);
        return varied(Duration.ofMillis(Math.min(doubled, BLOCKED.toMillis())));
    }

    private Duration afterAction(StreamAction action) {
        if (action instanceof StreamAction.AddTags || action instanceof StreamAction.RemoveTags) {
            return Duration.ZERO;
        }
        if (AttachmentMemory.concerns(action)) {
            // The stream stays ACTIVE meanwhile, and the next one need not wait.
            return varied(SHORTEST);
        }
        Patience patience = action instanceof StreamAction.Create ? Patience.FOR_CREATION : Patience.FOR_ANYTHING_ELSE;
        return varied(atLeastShortest(experience(operation(action.description()))
                .doneAfter(Duration.ZERO, patience.percentDone())
                .orElse(FIRST_GUESS)));
    }

    private Duration waiting(NextStep.Wait wait, Optional<String> operation, Instant now) {
        Duration waited = wait.since()
                .map(since -> Duration.between(since, now))
                .filter(elapsed -> !elapsed.isNegative())
                .orElse(Duration.ZERO);
        return switch (wait.what()) {
            case CREATION -> inMotion(waited, operation, Patience.FOR_CREATION);
            case UPDATE, DELETION -> inMotion(waited, operation, Patience.FOR_ANYTHING_ELSE);
            case SETTLING -> atLeastShortest(SETTLING.minus(waited));
            case CONSUMERS -> inMotion(waited, operation, Patience.FOR_ANYTHING_ELSE);
            case EFFECT -> varied(Duration.ofSeconds(2));
            // What is left to be done about grants comes sooner: see AccessPass.next.
            case GRANTS -> varied(BLOCKED);
            case KEY_ANSWER -> varied(Duration.ofSeconds(15));
            // Whatever ends this wakes the object at once; until then, somebody may have to act.
            case KEY_REFERENCE -> varied(BLOCKED);
        };
    }

    private Duration inMotion(Duration waited, Optional<String> operation, Patience patience) {
        Duration longer = waited.multipliedBy(patience.percentLonger()).dividedBy(100);
        Duration delay = operation
                .flatMap(name -> experience(name).doneAfter(waited, patience.percentDone()))
                .map(done -> done.minus(waited))
                .orElse(longer.compareTo(LONGEST) > 0 ? LONGEST : longer);
        return varied(atLeastShortest(delay));
    }

    private Experience experience(String operation) {
        return experience.computeIfAbsent(operation, name -> new Experience());
    }

    Duration shortest() {
        return varied(SHORTEST);
    }

    /** Of how many streams in motion a list has to tell, to be worth its call. */
    protected int worthAList() {
        return WORTH_A_LIST;
    }

    /** How long what a pass sees may be acted upon. */
    protected Duration sightLasts() {
        return Sight.LASTS;
    }

    /** @param attempts how many times in a row it has failed, counting this one */
    public Duration after(Failure failure, int attempts) {
        return switch (failure.kind()) {
            case TRANSIENT, THROTTLED, AMBIGUOUS, NOT_FOUND, ALREADY_EXISTS -> backoff(attempts);
            // What AWS has in hand takes it moments, and a creation takes it longer.
            case BUSY -> backoff(Math.min(attempts, 10) + 1);
            case CREATION_SLOTS_TAKEN -> backoff(Math.min(attempts, 10) + 2);
            case DENIED,
                    CREDENTIALS_UNUSABLE,
                    MISCONFIGURED,
                    QUOTA_REACHED,
                    KEY_DISABLED,
                    KEY_IN_INVALID_STATE,
                    KEY_ACCESS_DENIED,
                    KEY_NOT_FOUND -> blocked(attempts);
        };
    }

    /** @param wait until the call that was put off has its turn: to come sooner would be in vain */
    public Duration afterPutOff(Duration wait) {
        return wait;
    }

    /** @param inARow how many looks hints have brought about before, each soon after the one before */
    static Duration betweenHinted(int inARow) {
        Duration doubled = AFTER_HINT.multipliedBy(1L << Math.min(inARow, 10));
        return doubled.compareTo(STEADY) < 0 ? doubled : STEADY;
    }

    /** @param wait until hints permit the next look */
    public Duration afterHint(Duration wait) {
        return wait;
    }

    /** Between looks at what is well. */
    Duration steady() {
        return varied(STEADY);
    }

    /** @param inARow how many times in a row a Secret could not be written, counting this one */
    public Duration afterRefusal(int inARow) {
        return blocked(inARow);
    }

    /** Whether a failure is to be told, or may still pass unnoticed. */
    static boolean isNews(Failure failure, int attempts) {
        return !failure.passesByItself() || attempts >= NEWS_AFTER;
    }

    /** Doubles from 1 s to 2 min; half of it is chance, so that those who failed together do not come back together. */
    private Duration backoff(int doublings) {
        long doubled = SHORTEST.toMillis() << Math.min(doublings, 10);
        long longest = Math.min(doubled, LONGEST_BACKOFF.toMillis());
        return Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
    }

    void took(Motions.Took took) {
        experience(operation(took.change())).add(took.atLeast(), took.atMost());
    }

    /** The operation of a change's description, without what it was called with. */
    static String operation(String description) {
        int end = description.indexOf(' ');
        return end < 0 ? description : description.substring(0, end);
    }

    private static Duration atLeastShortest(Duration duration) {
        return duration.compareTo(SHORTEST) < 0 ? SHORTEST : duration;
    }

    private Duration varied(Duration duration) {
        long tenth = duration.toMillis() / 10;
        return duration.minusMillis(tenth / 2).plusMillis(tenth == 0 ? 0 : random.nextLong(tenth));
    }
}
