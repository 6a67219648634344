package dev.encryptedkinesis.operator.reconcile;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How long AWS took for one operation, the last times. When a change is done is seen only by looking, so each time is
 * known to lie between two looks. Safe for use by many threads.
 */
final class Experience {

    /** Enough to tell quarters apart; few enough to follow when AWS becomes quicker or slower. */
    private static final int REMEMBERED = 32;

    private final Deque<Duration> times = new ArrayDeque<>();

    /**
     * Half-way between the looks is as good a guess as any. If the first look found the change done, it was a little
     * sooner: so the looks creep towards what is not seen, until one comes too early and shows where to stop.
     *
     * @param atLeast after so long it was still under way; zero if nobody had looked
     * @param atMost after so long it was done
     */
    synchronized void add(Duration atLeast, Duration atMost) {
        times.addLast(
                atLeast.isZero()
                        ? atMost.multipliedBy(9).dividedBy(10)
                        : atLeast.plus(atMost).dividedBy(2));
        if (times.size() > REMEMBERED) {
            times.removeFirst();
        }
    }

    /**
     * After how long this share of the changes are done that are not done yet; empty if it has never taken longer.
     *
     * @param waited so long already
     * @param percent the share
     */
    synchronized Optional<Duration> doneAfter(Duration waited, int percent) {
        List<Duration> longer = times.stream()
                .filter(time -> time.compareTo(waited) > 0)
                .sorted()
                .toList();
        int index = (longer.size() * percent + 99) / 100 - 1;
        return longer.isEmpty() ? Optional.empty() : Optional.of(longer.get(index));
    }
}
