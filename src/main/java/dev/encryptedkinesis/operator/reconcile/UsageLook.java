package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.UsageGateway;
import dev.encryptedkinesis.operator.access.forecast.LiveUse;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.PutOffException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** How much the account asks of KMS in one Region: one look for all streams, by whoever comes first. */
final class UsageLook {

    /** CloudWatch charges for each look. */
    static final Duration INTERVAL = Duration.ofMinutes(5);

    /**
     * What counts is the busiest minute of this time. Use that rises and falls around a limit is thus no news each time: a
     * warning stays until the use has been lower for as long as this.
     */
    static final Duration BACK = Duration.ofHours(3);

    /** What was seen last stands for so long if CloudWatch does not answer. */
    private static final Duration STANDS_FOR = Duration.ofHours(1);

    private final Supplier<UsageGateway> cloudWatch;
    private final OptionalLook turns;
    private final Lock lock = new ReentrantLock();
    private volatile Seen last = new Seen(Optional.empty(), Instant.MAX);

    private record Seen(Optional<LiveUse> use, Instant until) {}

    UsageLook(String region, Supplier<UsageGateway> cloudWatch) {
        this.cloudWatch = cloudWatch;
        this.turns = new OptionalLook("how much KMS is used in " + region, INTERVAL);
    }

    /** Empty if it is not known. Nobody waits for another's look. */
    Optional<LiveUse> use(Instant now) {
        if (lock.tryLock()) {
            try {
                if (turns.isDue(now)) {
                    look(now);
                }
            } finally {
                lock.unlock();
            }
        }
        return last.use();
    }

    private void look(Instant now) {
        try {
            last = new Seen(cloudWatch.get().busiestMinute(now.minus(BACK), now), now.plus(STANDS_FOR));
            turns.answered(now);
        } catch (PutOffException e) {
            turns.putOff(e.waitFor(), now);
        } catch (FailureException e) {
            turns.failed(e.failure(), now);
            if (!e.failure().passesByItself() || !last.until().isAfter(now)) {
                last = new Seen(Optional.empty(), Instant.MAX);
            }
        }
    }
}
