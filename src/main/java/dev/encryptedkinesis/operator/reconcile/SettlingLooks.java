package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.status.Turn;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.ObservedStream.Present;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How streams were described that were found to be as asked for, but for the seconds in which AWS may still write plaintext.
 * When these are over, the same description is still good, and saves a call for each change of a key.
 */
final class SettlingLooks {

    /**
     * Somewhat longer than it takes to settle. With {@link Sight#LASTS} on top, it is less than another process has to wait until
     * it leads.
     */
    private static final Duration GOOD_FOR = Duration.ofSeconds(8);

    private final Map<String, Look> byUid = new ConcurrentHashMap<>();

    private record Look(StreamDescription seen, Instant at, Instant settled) {}

    Optional<StreamDescription> recall(String uid, Instant now) {
        return Optional.ofNullable(byUid.get(uid))
                .filter(look -> !now.isBefore(look.settled()))
                .filter(look -> look.at().plus(GOOD_FOR).isAfter(now))
                .map(Look::seen);
    }

    /** Takes in what a pass showed. Who comes sooner than it has settled has another reason, and looks. */
    void ended(Turn turn) {
        String uid = turn.assessment().desired().owner().uid();
        Instant now = turn.assessment().now();
        boolean isSettling = turn.step() instanceof NextStep.Wait wait && wait.what() == NextStep.For.SETTLING;
        Optional<Look> look = turn.assessment()
                .present()
                .filter(present -> isSettling)
                .map(Present::description)
                .flatMap(seen -> turn.assessment().settledAt().map(settled -> new Look(seen, now, settled)));
        byUid.compute(uid, (key, known) -> look.orElse(null));
    }

    void forget(String uid) {
        byUid.remove(uid);
    }
}
