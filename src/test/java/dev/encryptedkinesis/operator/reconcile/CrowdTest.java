package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import dev.encryptedkinesis.operator.status.ConditionList;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thousand objects that name one stream. */
class CrowdTest {

    private static final int OTHERS = 999;
    private static final String OLDEST = "orders-999";

    private final VirtualClock clock = VirtualClock.create();
    private final SimulatedAws aws = SimulatedAws.builder(clock).seed(7).build();
    private final VirtualOperator operator =
            new VirtualOperator(SimulatedClients.of(aws, clock), new Pace(new Random(1)), clock);

    @Test
    void theOldestHasTheStreamAndEachOfTheOthersSaysSoOnce() {
        String key = aws.console().createKey();
        clock.advance(Duration.ofMinutes(1));
        // By name, the oldest would be the last.
        operator.apply(manifest(OLDEST, key));
        clock.advance(Duration.ofSeconds(1));
        List<String> others =
                IntStream.range(0, OTHERS).mapToObj("orders-%03d"::formatted).toList();
        others.forEach(name -> operator.apply(manifest(name, key)));

        operator.runUntilReady(OLDEST, Duration.ofMinutes(10));
        List<EncryptedKinesisStreamStatus> said =
                others.stream().map(operator::status).toList();
        operator.runFor(Duration.ofMinutes(10));

        assertThat(said)
                .allSatisfy(status -> assertThat(ConditionList.find(status.conditions(), ConditionType.Ready)
                                .orElseThrow()
                                .getMessage())
                        .contains("shop/" + OLDEST));
        assertThat(others.stream().map(operator::status)).isEqualTo(said);
        assertThat(operator.occurrences().stream().filter(told -> told.note().contains(OLDEST)))
                .hasSize(OTHERS);
        assertThat(aws.journal().all()).extracting(JournalEntry::resource).doesNotContain("orders-000");
        // What one stream costs that is made, and looked at for ten minutes.
        assertThat(aws.journal().all()).hasSizeLessThan(40);
    }

    private static EncryptedKinesisStream manifest(String name, String key) {
        return Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: %s}
                spec: {streamName: orders, shards: 1, key: {id: '%s'}}
                """.formatted(name, key), EncryptedKinesisStream.class);
    }
}
