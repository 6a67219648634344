package dev.encryptedkinesis.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.status.Occurrence;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EncryptionTimesTest {

    private static final Occurrence ENCRYPTED =
            new Occurrence(Occurrence.Severity.Normal, Reason.Encrypted, "New records are encrypted.");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Occurrence> told = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EncryptionTimes times = new EncryptionTimes(
            (client, object, occurrence) -> told.add(occurrence), registry, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void theFirstTimeIsMeasuredFromTheObjectsCreation() {
        tell(object("2026-03-01T11:59:30Z", "{}"), ENCRYPTED);

        assertThat(timer().count()).isOne();
        assertThat(timer().totalTime(TimeUnit.SECONDS)).isEqualTo(30);
    }

    @Test
    void aKeyThatWasChangedIsNoFirstTime() {
        tell(object("2026-02-01T00:00:00Z", "encryption: {previousKeys: [{keyARN: a}]}"), ENCRYPTED);

        assertThat(timer().count()).isZero();
    }

    @Test
    void aClockThatIsBehindTheApiServersMeasuresNothingBelowZero() {
        tell(object("2026-03-01T12:00:02Z", "{}"), ENCRYPTED);

        assertThat(timer().totalTime(TimeUnit.SECONDS)).isZero();
        assertThat(timer().count()).isOne();
    }

    @Test
    void allElseIsToldOnAndNotMeasured() {
        Occurrence created =
                new Occurrence(Occurrence.Severity.Normal, Reason.StreamCreated, "AWS creates stream orders.");

        tell(object("2026-03-01T11:59:30Z", "{}"), created);
        tell(object("2026-03-01T11:59:30Z", "{}"), ENCRYPTED);

        assertThat(told).containsExactly(created, ENCRYPTED);
        assertThat(timer().count()).isOne();
    }

    private void tell(EncryptedKinesisStream object, Occurrence occurrence) {
        times.tell(null, object, occurrence);
    }

    private Timer timer() {
        return registry.get("encrypted_kinesis_stream_encrypted_after").timer();
    }

    private static EncryptedKinesisStream object(String createdAt, String status) {
        EncryptedKinesisStream object = new EncryptedKinesisStream();
        object.getMetadata().setCreationTimestamp(createdAt);
        object.setStatus(new KubernetesSerialization().unmarshal(status, EncryptedKinesisStreamStatus.class));
        return object;
    }
}
