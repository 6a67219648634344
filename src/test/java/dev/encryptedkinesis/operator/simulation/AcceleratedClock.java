package dev.encryptedkinesis.operator.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that starts at its base clock's time and runs a number of times faster: minutes of AWS in a demo's seconds. */
public final class AcceleratedClock extends Clock {
    private final Clock base;
    private final Instant start;
    private final int factor;

    /**
     * @param base the clock to run faster than
     * @param factor how many times faster, at least 1
     */
    public AcceleratedClock(Clock base, int factor) {
        if (factor < 1) {
            throw new IllegalArgumentException("A factor of at least 1: " + factor);
        }
        this.base = base;
        this.start = base.instant();
        this.factor = factor;
    }

    @Override
    public Instant instant() {
        return start.plus(Duration.between(start, base.instant()).multipliedBy(factor));
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    /** Instants have no zone: the same clock, so that both go on showing the same time. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
