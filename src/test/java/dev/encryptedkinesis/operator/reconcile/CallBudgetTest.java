package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.aws.CallListener;
import dev.encryptedkinesis.operator.aws.budget.CallBudgets;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.Quotas;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An operator with many streams, in an account of which other programs use half of each rate. */
class CallBudgetTest {

    private static final int STREAMS = 60;

    private final VirtualClock clock = VirtualClock.create();
    private final SimulatedAws aws = SimulatedAws.builder(clock)
            .quotas(Quotas.of("eu-west-1").withUsedByOthers(0.5))
            .seed(1)
            .build();
    private final CallBudgets budgets = SimulatedClients.budgets(clock);
    private final VirtualOperator operator = new VirtualOperator(
            SimulatedClients.of(aws, clock, CallListener.NONE, budgets), new Pace(new Random(1)), clock);

    @Test
    void theOperatorIsNeverThrottled() {
        String key = aws.console().createKey();
        clock.advance(Duration.ofMinutes(1));
        IntStream.range(0, STREAMS).forEach(number -> operator.apply(manifest(number, 24, key)));
        operator.runFor(Duration.ofMinutes(40));
        IntStream.range(0, STREAMS).forEach(number -> operator.apply(manifest(number, 48, key)));
        operator.runFor(Duration.ofMinutes(20));
        Instant restarted = clock.instant();
        operator.restart();
        operator.runFor(Duration.ofMinutes(1));
        assertThat(aws.journal().all())
                .as("each is looked at once, however long it waits for the call that tells its tags")
                .filteredOn(call -> call.operation() == Operation.DESCRIBE_STREAM_SUMMARY
                        && !call.at().isBefore(restarted))
                .hasSize(STREAMS);
        operator.runFor(Duration.ofMinutes(19));

        assertThat(IntStream.range(0, STREAMS).filter(number -> operator.isReady("orders-" + number)))
                .hasSize(STREAMS);
        assertThat(aws.journal().all()).filteredOn(CallBudgetTest::isThrottled).isEmpty();
        assertThat(budgets.levels())
                .as("the account is known by its streams")
                .extracting(CallBudgets.Level::account)
                .containsOnly("123456789012");
    }

    /** AWS says LimitExceeded also where no slot is free for a creation. */
    private static boolean isThrottled(JournalEntry call) {
        return call.outcome().equals("ThrottlingException") || call.outcome().equals("LimitExceededException");
    }

    private static EncryptedKinesisStream manifest(int number, int retention, String key) {
        return Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: orders-%d}
                spec: {shards: 1, retentionHours: %d, key: {id: '%s'}, tags: {team: shop}}
                """.formatted(number, retention, key), EncryptedKinesisStream.class);
    }
}
