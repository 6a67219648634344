package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import dev.encryptedkinesis.operator.status.Occurrence;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesEventsTest {

    /** kubectl describe lists Events by their names. */
    @Test
    void namesTellTheOrderWithinOneMomentAndFromMomentToMoment() {
        VirtualClock clock = VirtualClock.create();
        KubernetesEvents events = new KubernetesEvents("test", clock);
        try (MockCluster cluster = MockCluster.start();
                KubernetesClient client = cluster.client()) {
            for (int number = 0; number < 20; number++) {
                events.tell(
                        client,
                        Samples.withSpec(null),
                        new Occurrence(Occurrence.Severity.Normal, Reason.StreamChanged, "%02d".formatted(number)));
                if (number % 3 == 0) {
                    clock.advance(Duration.ofMillis(1));
                }
            }

            assertThat(client.events().v1().events().inNamespace("shop").list().getItems().stream()
                            .sorted(Comparator.comparing(
                                    event -> event.getMetadata().getName()))
                            .map(Event::getNote))
                    .isSorted()
                    .hasSize(20);
        }
    }

    /** The API server takes six digits and no others, which the mock does not check. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z,           2026-01-02T03:04:05.000000Z",
        "2026-01-02T03:04:05.060Z,       2026-01-02T03:04:05.060000Z",
        "2026-01-02T03:04:05.060070Z,    2026-01-02T03:04:05.060070Z",
        "2026-01-02T03:04:05.060070089Z, 2026-01-02T03:04:05.060070Z"
    })
    void tellsTimesToTheMicrosecond(String now, String told) {
        KubernetesEvents events = new KubernetesEvents("test", Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
        try (MockCluster cluster = MockCluster.start();
                KubernetesClient client = cluster.client()) {
            events.tell(
                    client,
                    Samples.withSpec(null),
                    new Occurrence(Occurrence.Severity.Normal, Reason.StreamCreated, "AWS creates stream orders."));

            assertThat(client.events().v1().events().inNamespace("shop").list().getItems())
                    .singleElement()
                    .satisfies(
                            event -> assertThat(event.getEventTime().getTime()).isEqualTo(told));
        }
    }
}
