package dev.encryptedkinesis.operator.stream;

import java.time.Duration;
import java.time.Instant;

/**
 * One change that AWS accepted again and again, for one and the same spec: something undoes it.
 *
 * @param change {@link StreamAction#description()}
 * @param times 1 or more
 * @param lastAt when AWS accepted it last
 */
public record Effort(String change, int times, Instant lastAt) {

    /** The change that the spec asked for, and two repairs: whoever undid it may have learned better. */
    private static final int AT_ONCE = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(10);

    /** With this, not even the repairs of a whole day use up what AWS allows of key changes: see {@link Budget}. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);

    /** What was undone longer ago than this counts no more. */
    static final Duration MEMORY = Duration.ofHours(24);

    Effort again(Instant now) {
        return new Effort(change, times + 1, now);
    }

    boolean counts(Instant now) {
        return lastAt.plus(MEMORY).isAfter(now);
    }

    /** Whether somebody must find out who undoes the change. */
    public boolean isContested() {
        return times >= AT_ONCE;
    }

    /** When it is worth trying again. */
    public Instant nextAt() {
        if (!isContested()) {
            return lastAt;
        }
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(times - AT_ONCE, 10));
        return lastAt.plus(doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
    }
}
