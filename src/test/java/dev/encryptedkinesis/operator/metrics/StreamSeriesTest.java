package dev.encryptedkinesis.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StreamSeriesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<EncryptedKinesisStream> objects = new ArrayList<>();

    @Test
    void aConditionIsItsTruthAndOneThatIsAbsentIsNoSeries() {
        known("orders", """
                conditions:
                - {type: Ready, status: "False"}
                - {type: Encrypted, status: "True"}
                - {type: KeyUsable, status: Unknown}""");

        assertThat(series("encrypted_kinesis_stream_condition"))
                .containsExactlyInAnyOrder(
                        "shop orders Ready 0.0", "shop orders Encrypted 1.0", "shop orders KeyUsable -1.0");
    }

    @Test
    void anObjectThatIsBeingDeletedTellsSinceWhen() {
        known("orders", "");
        assertThat(series("encrypted_kinesis_stream_deletion_timestamp_seconds"))
                .isEmpty();

        objects.get(0).getMetadata().setDeletionTimestamp("2026-03-01T11:00:00Z");

        assertThat(series("encrypted_kinesis_stream_deletion_timestamp_seconds"))
                .containsExactly(
                        "shop orders " + (double) NOW.minus(Duration.ofHours(1)).getEpochSecond());
    }

    @Test
    void ofTheKeysThatGoTheFirstIsTold() {
        known("orders", """
                encryption:
                  keyDeletionDate: "2026-03-20T00:00:00Z"
                  previousKeys:
                  - {keyARN: a, keyDeletionDate: "2026-03-10T00:00:00Z"}
                  - {keyARN: b}""");
        known("payments", "encryption: {keyState: Enabled}");

        assertThat(series("encrypted_kinesis_stream_key_deletion_timestamp_seconds"))
                .containsExactly("shop orders "
                        + (double) Instant.parse("2026-03-10T00:00:00Z").getEpochSecond());
    }

    /** The status is not written anew because time goes by. */
    @Test
    void whatIsLeftOfADayIsCountedAtTheMomentOfAsking() {
        known("orders", """
                streamARN: arn:aws:kinesis:eu-west-1:123456789012:stream/orders
                encryption: {keyChangesLeft: 20}
                changes:
                  keyChanges: ["2026-03-01T11:00:00Z", "2026-02-28T12:00:01Z", "2026-02-28T11:59:59Z"]
                  reshardings: ["2026-03-01T11:00:00Z"]""");
        known("unseen", "conditions: []");

        assertThat(series("encrypted_kinesis_stream_key_changes_left")).containsExactly("shop orders 23.0");
        assertThat(series("encrypted_kinesis_stream_reshards_left")).containsExactly("shop orders 9.0");
    }

    @Test
    void theShareOfTheQuotaIsANumberWithoutPercent() {
        known("orders", "forecast: {shareOfQuota: \"0.00004 %\"}");
        known("payments", "forecast: {shareOfQuota: \"1,250 %\"}");
        known("undeclared", "conditions: []");

        assertThat(series("encrypted_kinesis_stream_kms_quota_share_ratio"))
                .containsExactly("shop orders 4.0E-7", "shop payments 12.5");
    }

    /** Whoever may write a status could else keep Prometheus from reading anything at all, or make series without end. */
    @Test
    void whatIsNotOfItsFormMakesNoSeries() {
        known("orders", """
                conditions:
                - {type: Mine, status: "True"}
                - {type: Ready, status: "Maybe"}
                - {type: Synced}
                - {status: "True"}
                encryption: {keyDeletionDate: never, previousKeys: [{keyARN: a, keyDeletionDate: "1e9"}]}
                forecast: {shareOfQuota: "NaN %"}""");
        known("payments", "conditions: [{type: Ready, status: \"True\"}, {type: Ready, status: \"False\"}]");

        assertThat(all()).hasSize(1);
        assertThat(series("encrypted_kinesis_stream_condition")).containsExactly("shop payments Ready 1.0");
    }

    @Test
    void anObjectThatIsGoneLeavesNothing() {
        known("orders", "conditions: [{type: Ready, status: \"True\"}]");
        assertThat(all()).isNotEmpty();

        objects.clear();

        assertThat(all()).isEmpty();
    }

    private void known(String name, String status) {
        objects.add(new KubernetesSerialization()
                .unmarshal("""
                        apiVersion: encryptedkinesis.dev/v1alpha1
                        kind: EncryptedKinesisStream
                        metadata: {name: %s, namespace: shop}
                        status:
                        %s""".formatted(name, status.indent(2)), EncryptedKinesisStream.class));
    }

    private List<MetricSnapshot> all() {
        Readings readings = new Readings();
        new StreamSeries(objects::stream, Clock.fixed(NOW, ZoneOffset.UTC)).read(readings);
        return readings.all().stream().toList();
    }

    /** Each as the values of its labels, and its own. */
    private List<String> series(String name) {
        return all().stream()
                .filter(metric -> metric.getMetadata().getName().equals(name))
                .flatMap(metric -> ((GaugeSnapshot) metric).getDataPoints().stream())
                .map(point -> Stream.of("namespace", "name", "type")
                                .flatMap(label ->
                                        Stream.ofNullable(point.getLabels().get(label)))
                                .collect(Collectors.joining(" "))
                        + " " + point.getValue())
                .toList();
    }
}
