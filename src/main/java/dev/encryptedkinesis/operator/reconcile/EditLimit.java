package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
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
 * What an object goes by elsewhere counts as its own: the ConfigMap that names its key, and the identity of its namespace.
 */
final class EditLimit {

    /** So many edits are acted upon at once. */
    static final int AT_ONCE = 10;

    /** One more may be after each of these. */
    static final Duration BETWEEN = Duration.ofSeconds(5);

    private final Map<ResourceID, Edited> last = new ConcurrentHashMap<>();
    private final Meter time;

    /**
     * @param version the last one of the object that was acted upon; empty if there was an edit elsewhere since
     * @param left how many more may be
     */
    private record Edited(Optional<RelevantChange.Version> version, Bucket left) {}

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

    /** Something that the object goes by was edited, which is not the object itself. */
    void elsewhere(ResourceID object) {
        last.computeIfPresent(object, (same, before) -> new Edited(Optional.empty(), before.left()));
    }

    /** Until the object may be acted upon; empty if it may be now. */
    Optional<Duration> wait(EncryptedKinesisStream object) {
        Optional<RelevantChange.Version> version = Optional.of(RelevantChange.Version.of(object));
        ResourceID id = ResourceID.fromResource(object);
        Edited before = last.computeIfAbsent(id, isNew -> new Edited(Optional.empty(), full()));
        if (before.version().equals(version)) {
            return Optional.empty();
        }
        ConsumptionProbe probe = before.left().tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            return Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        // What is edited elsewhere from here on has this pass repeated, and is for that one to count.
        last.put(id, new Edited(version, before.left()));
        return Optional.empty();
    }

    void forget(ResourceID object) {
        last.remove(object);
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(AT_ONCE).refillGreedy(1, BETWEEN))
                .withCustomTimePrecision(time)
                .build();
    }
}
