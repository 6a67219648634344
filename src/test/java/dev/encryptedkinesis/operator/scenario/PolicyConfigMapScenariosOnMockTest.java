package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyConfigMapScenariosOnMockTest extends PolicyConfigMapScenarios {

    private MockCluster cluster;

    @Override
    protected TestCluster start() {
        cluster = MockCluster.start();
        return cluster;
    }

    @AfterEach
    void stopFailing() {
        cluster.stopFailing();
    }

    @Test
    void whatTheApiServerDoesNotDoHoldsUpNothing() {
        cluster.failNext("GET", "/configmaps/orders-policies", 403, 1_000);
        apply("orders", written());

        awaitStalled("orders", Reason.PoliciesForbidden);
        soon(() -> assertThat(condition("orders", ConditionType.Encrypted).getStatus())
                .isEqualTo("True"));

        cluster.stopFailing();
        awaitReady("orders");
        assertThat(file("README.txt")).isNotEmpty();
    }
}
