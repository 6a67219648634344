package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.status.Turn;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The changes that AWS is at, to learn how long it takes for them. A restart forgets them, and learns from later ones. */
final class Motions {

    private final Map<String, Motion> byUid = new ConcurrentHashMap<>();

    /** @param seen when it was last seen to be under way; at first, when it began */
    private record Motion(String change, Instant begun, Instant seen) {}

    /**
     * A change that is done.
     *
     * @param atLeast after so long it was still under way
     * @param atMost after so long it was done
     */
    record Took(String change, Duration atLeast, Duration atMost) {}

    /** Takes in what a pass showed and began; what is done now is returned, if it is known when it began. */
    Optional<Took> seen(Turn turn) {
        String uid = turn.assessment().desired().owner().uid();
        Instant now = turn.assessment().now();
        Optional<Took> took = isSettledDown(turn) ? done(uid, now) : underWay(uid, now);
        turn.accepted().ifPresent(action -> byUid.put(uid, new Motion(action.description(), now, now)));
        return took;
    }

    private static boolean isSettledDown(Turn turn) {
        boolean isActive = turn.assessment()
                .present()
                .filter(present -> present.state() == StreamState.ACTIVE)
                .isPresent();
        boolean isNotDone = turn.step() instanceof NextStep.Wait wait
                && (wait.what() == NextStep.For.EFFECT || wait.what() == NextStep.For.CONSUMERS);
        return isActive && !isNotDone;
    }

    private Optional<Took> underWay(String uid, Instant now) {
        byUid.computeIfPresent(uid, (key, motion) -> new Motion(motion.change(), motion.begun(), now));
        return Optional.empty();
    }

    /** Empty if nothing is known to have begun. */
    private Optional<Took> done(String uid, Instant now) {
        return Optional.ofNullable(byUid.remove(uid))
                .map(motion -> new Took(
                        motion.change(),
                        Duration.between(motion.begun(), motion.seen()),
                        Duration.between(motion.begun(), now)));
    }

    void forget(String uid) {
        byUid.remove(uid);
    }
}
