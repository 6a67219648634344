package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import dev.encryptedkinesis.operator.status.ConditionList;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More streams to be created than AWS creates at once, and one of them whose key cannot be used. */
class CreationOrderTest {

    private static final int STREAMS = 20;

    private final VirtualClock clock = VirtualClock.create();
    private final SimulatedAws aws = SimulatedAws.builder(clock).seed(7).build();
    private final VirtualOperator operator =
            new VirtualOperator(SimulatedClients.of(aws, clock), new Pace(new Random(1)), clock);

    @Test
    void theOldestComeFirstAndAwsRefusesNone() {
        String key = aws.console().createKey();
        clock.advance(Duration.ofMinutes(1));
        operator.apply(manifest("a-without-key", "alias/none"));
        for (int number = 0; number < STREAMS; number++) {
            // By name, the youngest would come first.
            operator.apply(manifest("orders-" + (99 - number), key));
            clock.advance(Duration.ofSeconds(1));
        }
        operator.runFor(Duration.ofSeconds(5));

        assertThat(active("orders-" + (99 - STREAMS + 1)).getMessage())
                .isEqualTo(
                        "AWS creates at most 5 streams of an account and Region at once; stream orders-80 in eu-west-1"
                                + " waits for its turn: 14 older objects come first.");

        operator.runFor(Duration.ofMinutes(30));

        List<JournalEntry> creations = aws.journal().all().stream()
                .filter(call -> call.operation() == Operation.CREATE_STREAM)
                .toList();
        assertThat(creations).extracting(JournalEntry::outcome).containsOnly("OK");
        assertThat(creations)
                .extracting(JournalEntry::resource)
                .containsExactlyElementsOf(IntStream.range(0, STREAMS)
                        .mapToObj(number -> "orders-" + (99 - number))
                        .toList());
        assertThat(active("a-without-key").getReason()).isEqualTo("StreamMissing");
    }

    private Condition active(String name) {
        return ConditionList.find(operator.status(name).conditions(), ConditionType.StreamActive)
                .orElseThrow();
    }

    private static EncryptedKinesisStream manifest(String name, String key) {
        return Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: %s}
                spec: {shards: 1, key: {id: '%s'}}
                """.formatted(name, key), EncryptedKinesisStream.class);
    }
}
