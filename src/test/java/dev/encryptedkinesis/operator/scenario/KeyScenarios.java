package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.PreviousKeyStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.simulation.Operation;
import org.junit.jupiter.api.Test;

/** What becomes of keys over time. */
abstract class KeyScenarios extends OperatorScenario {

    @Test
    void aKeyThatRecordsStillNeedIsNamedAndItsLossIsAnAlarm() {
        String first = keyNamed("alias/first");
        keyNamed("alias/second");
        apply("orders", "{shards: 1, key: {id: alias/first}}");
        awaitReady("orders");
        apply("orders", "{shards: 1, key: {id: alias/second}}");
        awaitReady("orders");
        assertThat(status("orders").encryption().previousKeys())
                .extracting(PreviousKeyStatus::keyARN)
                .containsExactly(first);

        aws().console().scheduleKeyDeletion(first, 7);
        awaitStalled("orders", Reason.PreviousKeyUnusable);
        assertThat(condition("orders", ConditionType.Ready).getMessage())
                .startsWith("Records in the stream need key " + first + " until ")
                .contains("aws kms cancel-key-deletion --region eu-west-1 --key-id " + first);
        assertThat(status("orders").encryption().previousKeys())
                .extracting(PreviousKeyStatus::keyState)
                .containsExactly("PendingDeletion");
        assertThat(status("orders").encryption().previousKeys().get(0).keyDeletionDate())
                .isNotNull();
        awaitEvent("orders", Reason.PreviousKeyUnusable);

        aws().console().cancelKeyDeletion(first);
        aws().console().enableKey(first);
        awaitReady("orders");
    }

    @Test
    void anAliasThatIsMovedToAnotherKeyTakesTheStreamWithIt() {
        String first = keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");
        assertThat(status("orders").encryption().keyARN()).isEqualTo(first);

        String second = aws().console().createKey();
        aws().console().pointAlias("alias/orders", second);

        awaitEvent("orders", Reason.KeyChanged);
        awaitReady("orders");
        assertThat(status("orders").encryption().keyARN()).isEqualTo(second);
        assertThat(changes(Operation.START_STREAM_ENCRYPTION)).isEqualTo(2);
    }
}
