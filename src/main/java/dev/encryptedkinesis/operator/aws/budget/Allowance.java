package dev.encryptedkinesis.operator.aws.budget;

import dev.encryptedkinesis.operator.stream.Errand;
import dev.encryptedkinesis.operator.stream.PutOffException;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.local.LocalBucket;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The calls of one operation that may be made to one account in one Region. Who gets none is told when to come back, and has
 * a place in line from then on; nobody waits here.
 *
 * <p>AWS does not say over which time it counts. So calls are spaced evenly rather than let through in bursts, which keeps
 * them within the rate however it counts; only of rates of many calls a second, a tenth of a second's calls may come at once.
 *
 * <p>When AWS calls it too often all the same, others use more than was left to them: the rate is halved, and grows back
 * steadily within a minute of calls that AWS takes.
 */
final class Allowance {

    static final Duration REGAINED_WITHIN = Duration.ofMinutes(1);

    /** However often AWS throttles, some calls are made, or nobody would notice that it has ceased to. */
    static final double LOWEST = 1.0 / 16;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

    /** At once, of a second's calls. */
    private static final double BURST = 0.1;

    private final String operation;
    private final double full;
    private final LongSupplier nanoTime;
    private final LocalBucket bucket;
    private final WaitingLine line = new WaitingLine();
    private double rate;
    private long rateChangedAt;
    private long waits;

    /** @param full calls a second, as long as AWS takes them */
    Allowance(String operation, double full, LongSupplier nanoTime) {
        this.operation = operation;
        this.full = full;
        this.nanoTime = nanoTime;
        this.rate = full;
        this.rateChangedAt = nanoTime.getAsLong() - SECOND;
        this.bucket = LocalBucket.class.cast(io.github.bucket4j.Bucket.builder()
                .addLimit(limit())
                .withCustomTimePrecision(new Meter(nanoTime))
                .build());
    }

    private record Meter(LongSupplier nanoTime) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return nanoTime.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    /** @throws PutOffException if there is no call for this errand now */
    synchronized void take(Errand errand) {
        reserve(errand);
        line.served(errand);
    }

    /**
     * Takes a call that is either used or given back. Until it is used, the errand keeps its place in line.
     *
     * @throws PutOffException as above
     */
    synchronized void reserve(Errand errand) {
        long now = nanoTime.getAsLong();
        if (!line.isForSomebodyElse(errand, now, spacing()) && bucket.tryConsume(1)) {
            return;
        }
        waits++;
        long free = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        long wait = line.putOff(errand, now, free, spacing());
        // Whoever is to come back may do so by the millisecond, and must not come too early.
        throw new PutOffException(operation, Duration.ofMillis(Math.max(1, (wait + MILLISECOND - 1) / MILLISECOND)));
    }

    synchronized void use(Errand errand) {
        line.served(errand);
    }

    synchronized void giveBack() {
        bucket.addTokens(1);
    }

    synchronized void overdraw() {
        bucket.consumeIgnoringRateLimits(1);
    }

    /** Several calls may have been under way at once, and count as one. */
    synchronized void throttled() {
        long now = nanoTime.getAsLong();
        if (now - rateChangedAt >= SECOND) {
            change(Math.max(rate / 2, full * LOWEST), now);
        }
    }

    synchronized void succeeded() {
        if (rate < full) {
            long now = nanoTime.getAsLong();
            double regained = full * (now - rateChangedAt) / REGAINED_WITHIN.toNanos();
            change(Math.min(full, rate + regained), now);
        }
    }

    private void change(double newRate, long now) {
        rate = newRate;
        rateChangedAt = now;
        bucket.replaceConfiguration(
                BucketConfiguration.builder().addLimit(limit()).build(), TokensInheritanceStrategy.AS_IS);
    }

    private Bandwidth limit() {
        return Bandwidth.builder()
                .capacity(atOnce())
                .refillGreedy(1, Duration.ofNanos(spacing()))
                .build();
    }

    private long atOnce() {
        return Math.max(1, (long) (rate * BURST));
    }

    /** What may come at once comes off the rate, so that no second has more than its calls. */
    private long spacing() {
        double steady = atOnce() > 1 ? rate - atOnce() : rate;
        return (long) Math.ceil(SECOND / steady);
    }

    synchronized double rate() {
        return rate;
    }

    synchronized long tokens() {
        return bucket.getAvailableTokens();
    }

    synchronized long waits() {
        return waits;
    }
}
