package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * How often an object's edits are acted upon. A human's are at once; of a program's that edits without end, two that undo
 * each other's work, say, the last one within a few seconds is, so that neither AWS nor the API server is asked at its pace.
 */
final class EditLimit {

    /** So many edits are acted upon at once. */
    static final int AT_ONCE = 10;

    /** One more may be after each of these. */
    static final Duration BETWEEN = Duration.ofSeconds(5);

    private final Map<String, Edited> last = new ConcurrentHashMap<>();
    private final Meter time;

    /**
     * @param version the last one of the object that was acted upon
     * @param left how many more may be
     */
    private record Edited(RelevantChange.Version version, Bucket left) {}

    private record Meter(Supplier<Instant> clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return ChronoUnit.NANOS.between(Instant.EPOCH, clock.get());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    EditLimit(Supplier<Instant> clock) {
        this.time = new Meter(clock);
    }

    /** Until the object may be acted upon; empty if it may be now. */
    Optional<Duration> wait(EncryptedKinesisStream object) {
        String uid = object.getMetadata().getUid();
        Edited before = last.get(uid);
        RelevantChange.Version version = RelevantChange.Version.of(object);
        if (before != null && before.version().equals(version)) {
            return Optional.empty();
        }
        Bucket left = before == null ? full() : before.left();
        ConsumptionProbe probe = left.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            return Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        last.put(uid, new Edited(version, left));
        return Optional.empty();
    }

    void forget(String uid) {
        last.remove(uid);
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(AT_ONCE).refillGreedy(1, BETWEEN))
                .withCustomTimePrecision(time)
                .build();
    }
}
