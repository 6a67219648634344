package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import dev.encryptedkinesis.operator.simulation.Operation;
import org.junit.jupiter.api.Test;

/** Where the administrator has not permitted it, no object has grants given. */
class GrantsNotAllowedTest extends OperatorScenario {

    @Override
    protected TestCluster start() {
        return MockCluster.start();
    }

    @Test
    void isToldAndNothingIsGiven() {
        keyNamed("alias/orders");
        String api = aws().console().access().createRole("api");

        apply(
                "orders",
                "{shards: 1, key: {id: alias/orders}, access: {mode: Grant, producers: ['%s']}}".formatted(api));

        awaitStalled("orders", Reason.GrantsNotAllowed);
        assertThat(condition("orders", ConditionType.Encrypted).getStatus()).isEqualTo("True");
        assertThat(changes()).doesNotContain(Operation.CREATE_GRANT);
    }
}
