package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
        applyAll(key);
        operator.runFor(Duration.ofSeconds(5));

        assertThat(active("orders-" + (99 - STREAMS + 1)).getMessage())
                .isEqualTo(
                        "AWS creates at most 5 streams of an account and Region at once; stream orders-80 in eu-west-1"
                                + " waits for its turn: 14 older objects come first.");

        operator.runFor(Duration.ofMinutes(30));

        assertThat(creations()).extracting(JournalEntry::outcome).containsOnly("OK");
        assertThat(creations()).extracting(JournalEntry::resource).containsExactlyElementsOf(fromOldest());
        assertThat(active("a-without-key").getReason()).isEqualTo("StreamMissing");
    }

    /**
     * It knows neither which streams are being created nor who waits: it learns both within a pass of each object. Before it does,
     * whoever comes first takes a slot that is free, and of these there are five at most.
     */
    @Test
    void aNewProcessGoesOnInTheSameOrderAndAwsRefusesHardlyAny() {
        String key = aws.console().createKey();
        clock.advance(Duration.ofMinutes(1));
        applyAll(key);
        operator.runFor(Duration.ofSeconds(15));
        List<JournalEntry> before = creations();
        assertThat(before.size()).isBetween(CreationQueue.AT_ONCE, STREAMS - CreationQueue.AT_ONCE);

        operator.restart();
        operator.runFor(Duration.ofMinutes(30));

        List<String> created = creations().stream()
                .filter(creation -> creation.outcome().equals("OK"))
                .map(JournalEntry::resource)
                .toList();
        assertThat(created).containsExactlyInAnyOrderElementsOf(fromOldest());
        assertThat(created)
                .allSatisfy(name -> assertThat(created.indexOf(name))
                        .isCloseTo(fromOldest().indexOf(name), within(CreationQueue.AT_ONCE - 1)));
        assertThat(creations().stream().filter(creation -> !creation.outcome().equals("OK")))
                .hasSizeLessThanOrEqualTo(CreationQueue.AT_ONCE)
                .extracting(JournalEntry::outcome)
                .containsOnly("LimitExceededException");
    }

    /** By name, the youngest would come first. */
    private void applyAll(String key) {
        for (String name : fromOldest()) {
            operator.apply(manifest(name, key));
            clock.advance(Duration.ofSeconds(1));
        }
    }

    private static List<String> fromOldest() {
        return IntStream.range(0, STREAMS)
                .mapToObj(number -> "orders-" + (99 - number))
                .toList();
    }

    private List<JournalEntry> creations() {
        return aws.journal().all().stream()
                .filter(call -> call.operation() == Operation.CREATE_STREAM)
                .toList();
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
