package dev.encryptedkinesis.operator.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Lock;

/** What all parts of one simulated account share. Guarded by its lock. */
record World(
        String account,
        String region,
        Clock clock,
        Dice dice,
        Delays delays,
        Quotas quotas,
        Sight sight,
        Windows windows,
        Subject subject,
        Identities identities,
        Trail trail,
        KmsUsage usage,
        Faults faults,
        Journal journal,
        Lock lock) {

    private static final Duration DAY = Duration.ofHours(24);

    /** The same account as somebody else sees it. */
    World as(Subject other) {
        return new World(
                account,
                region,
                clock,
                dice,
                delays,
                quotas,
                sight,
                windows,
                other,
                identities,
                trail,
                usage,
                faults,
                journal,
                lock);
    }

    Instant now() {
        return clock.instant();
    }

    String arn(Service service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service.prefix(), region, account, resource);
    }

    Instant after(Delays.Range delay, String topic) {
        return now().plus(delay.draw(dice, topic));
    }

    /** How often this happened in the last 24 hours. */
    int inLastDay(String what) {
        return windows.count(what, now(), DAY);
    }
}
