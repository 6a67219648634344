package dev.encryptedkinesis.operator.ops;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the log was told lately, so that what goes on is told once an hour, however often it happens.
 *
 * @param <T> what is the same if it is equal
 */
final class ToldLately<T> {

    static final Duration NOT_AGAIN_WITHIN = Duration.ofHours(1);

    /** Beyond so many, those that were told first are forgotten, and may be told again. */
    private static final int MOST_REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<T, Instant> told = new LinkedHashMap<>();

    ToldLately(Clock clock) {
        this.clock = clock;
    }

    /** Whether it is to be told; then it counts as told now. */
    synchronized boolean isNews(T what) {
        Instant now = clock.instant();
        Instant last = told.get(what);
        if (last != null && now.isBefore(last.plus(NOT_AGAIN_WITHIN))) {
            return false;
        }
        told.remove(what);
        told.put(what, now);
        if (told.size() > MOST_REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
        return true;
    }
}
