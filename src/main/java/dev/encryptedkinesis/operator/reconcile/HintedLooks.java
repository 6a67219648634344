package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.push.Hint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * When hints are followed. The first one is at once, and those that come before the next look are one with it; the more of
 * them go on coming, the longer each look keeps off the next. So whoever makes hints up has an object looked at a few times,
 * and from then on no more than twice as often as it would be anyway.
 */
final class HintedLooks {

    private final StreamObserver observer;
    private final Pace pace;
    private final Clock clock;
    private final Map<String, Look> byUid = new ConcurrentHashMap<>();

    /**
     * The last look that a hint brought about, or is going to.
     *
     * @param inARow how many came before it, each soon after the one before
     */
    private record Look(Instant at, int inARow) {}

    HintedLooks(StreamObserver observer, Pace pace, Clock clock) {
        this.observer = observer;
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * Forgets what a hint puts in doubt.
     *
     * @param uid of an object that it concerns
     * @return after which time to look at it; empty if a look that is to come does for this hint as well
     */
    Optional<Duration> due(String uid, Hint hint) {
        observer.doubt(uid, hint);
        Instant now = clock.instant();
        AtomicReference<Optional<Duration>> due = new AtomicReference<>(Optional.empty());
        byUid.compute(uid, (key, last) -> {
            if (last != null && last.at().isAfter(now)) {
                return last;
            }
            Look next = next(last, now);
            due.set(Optional.of(pace.afterHint(Duration.between(now, next.at()))));
            return next;
        });
        return due.get();
    }

    private static Look next(Look last, Instant now) {
        if (last == null || !now.isBefore(last.at().plus(Pace.STEADY))) {
            return new Look(now, 0);
        }
        Instant earliest = last.at().plus(Pace.betweenHinted(last.inARow()));
        return new Look(earliest.isAfter(now) ? earliest : now, last.inARow() + 1);
    }

    void forget(String uid) {
        byUid.remove(uid);
    }
}
