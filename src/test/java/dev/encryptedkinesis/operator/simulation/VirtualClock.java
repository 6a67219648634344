package dev.encryptedkinesis.operator.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told to move. Moves forwards only. Thread safe. */
public final class VirtualClock extends Clock {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final AtomicReference<Instant> now;

    private VirtualClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    /** A clock at the start of 2030, UTC. */
    public static VirtualClock create() {
        return new VirtualClock(START);
    }

    public static VirtualClock startingAt(Instant start) {
        return new VirtualClock(start);
    }

    /**
     * Moves the clock.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("A clock does not run backwards: " + by);
        }
        now.updateAndGet(instant -> instant.plus(by));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Instants have no zone: the same clock, so that both go on showing the same time. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
