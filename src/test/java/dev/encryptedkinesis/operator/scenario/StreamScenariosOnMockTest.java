package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import dev.encryptedkinesis.operator.simulation.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On the mock, which lets the API server fail and knows no schema. */
class StreamScenariosOnMockTest extends StreamScenarios {

    private MockCluster mock;

    @Override
    protected TestCluster start() {
        mock = MockCluster.start();
        return mock;
    }

    @AfterEach
    void stopFailing() {
        mock.stopFailing();
    }

    @Test
    void aStatusIsWrittenAgainAfterAConflictAndThePassIsNotRepeated() {
        keyNamed("alias/orders");
        mock.failNext("PATCH", namespace() + "/encryptedkinesisstreams/orders/status", 409, 2);

        apply("orders", "{shards: 1, key: {id: alias/orders}}");

        awaitReady("orders");
        assertThat(changes()).containsExactly(Operation.CREATE_STREAM, Operation.START_STREAM_ENCRYPTION);
        assertThat(operatorMetrics().text()).doesNotContain("reconciliations_failure_total");
    }

    /** So it is in a namespace that is being deleted. */
    @Test
    void anEventThatIsNotAcceptedHoldsUpNothing() {
        keyNamed("alias/orders");
        mock.failNext("POST", namespace() + "/events", 403, 100);
        apply("orders", "{shards: 1, key: {id: alias/orders}, deletionPolicy: Delete}");
        awaitReady("orders");

        object("orders").delete();

        awaitGone("orders");
    }

    /** A real API server accepts such an object if its CRD is newer than the operator. */
    @Test
    void aSpecOfAnotherVersionIsToldAndHoldsUpNobodyElse() {
        keyNamed("alias/orders");
        apply("newer", "{shards: 1, key: {id: alias/orders}, deletionPolicy: Archive}");
        apply("orders", "{shards: 1, key: {id: alias/orders}}");

        awaitStalled("newer", Reason.InvalidSpec);
        assertThat(condition("newer", ConditionType.Ready).getMessage())
                .isEqualTo("deletionPolicy says something that this version of the operator does not understand."
                        + " It knows: Retain, Delete, DeleteWithConsumers.");
        awaitReady("orders");
    }
}
