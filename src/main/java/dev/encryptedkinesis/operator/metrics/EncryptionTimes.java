package dev.encryptedkinesis.operator.metrics;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.reconcile.ObjectEvents;
import dev.encryptedkinesis.operator.status.Occurrence;
import dev.encryptedkinesis.operator.status.Times;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Measures, where it is told that a stream is encrypted, how long its object has been waiting for that. */
final class EncryptionTimes implements ObjectEvents {

    /** AWS makes a stream and encrypts it in half a minute or so; beyond two minutes, somebody or something holds it up. */
    private static final List<Integer> BUCKETS_IN_SECONDS = List.of(10, 20, 30, 45, 60, 90, 120, 300, 600, 1800, 3600);

    private final ObjectEvents events;
    private final Timer times;
    private final Clock clock;

    /** @param events to whom all is told on */
    EncryptionTimes(ObjectEvents events, MeterRegistry registry, Clock clock) {
        this.events = events;
        this.times = Timer.builder(Metric.STREAM_ENCRYPTED_AFTER.meterName())
                .description(Metric.STREAM_ENCRYPTED_AFTER.description())
                .serviceLevelObjectives(
                        BUCKETS_IN_SECONDS.stream().map(Duration::ofSeconds).toArray(Duration[]::new))
                .register(registry);
        this.clock = clock;
    }

    @Override
    public void tell(KubernetesClient client, HasMetadata object, Occurrence occurrence) {
        events.tell(client, object, occurrence);
        if (occurrence.reason() == Reason.Encrypted
                && object instanceof EncryptedKinesisStream stream
                && !wasEncryptedBefore(stream)) {
            Times.parse(object.getMetadata().getCreationTimestamp())
                    .map(created -> Duration.between(created, clock.instant()))
                    // The API server's clock may be ahead of ours.
                    .map(waited -> waited.isNegative() ? Duration.ZERO : waited)
                    .ifPresent(times::record);
        }
    }

    /** A change of key, or a loss of encryption that was mended, leaves behind a key that records need for a day at least. */
    private static boolean wasEncryptedBefore(EncryptedKinesisStream object) {
        return object.getStatus() != null
                && object.getStatus().encryption() != null
                && !object.getStatus().encryption().previousKeys().isEmpty();
    }
}
