package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class PolicyConfigMapScenariosOnRealClusterTest extends PolicyConfigMapScenarios {

    @Override
    protected TestCluster start() {
        return RealCluster.startOrSkip();
    }

    /** The API server knows which entries are the operator's. */
    @Test
    void whereNobodyConsumesAnyMoreTheFilesForConsumersGo() {
        apply("orders", written());
        awaitReady("orders");
        assertThat(file("consumer-policy.json")).isNotEmpty();

        apply("orders", written().replaceFirst("consumers: \\[[^]]*], ", ""));

        soon(() -> assertThat(configMap("orders-policies").get().getData())
                .containsOnlyKeys("README.txt", "producer-policy.json", "key-policy-statements.json"));
    }
}
