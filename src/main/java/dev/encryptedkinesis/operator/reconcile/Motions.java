package dev.encryptedkinesis.operator.reconcile;

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

    void begun(String uid, String change, Instant now) {
        byUid.put(uid, new Motion(change, now, now));
    }

    void underWay(String uid, Instant now) {
        byUid.computeIfPresent(uid, (key, motion) -> new Motion(motion.change(), motion.begun(), now));
    }

    /** Empty if nothing is known to have begun. */
    Optional<Took> done(String uid, Instant now) {
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
