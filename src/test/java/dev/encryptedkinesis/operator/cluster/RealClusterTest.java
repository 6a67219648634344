package dev.encryptedkinesis.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class RealClusterTest extends OperatorContract {

    private RealCluster real;

    @Override
    protected TestCluster start() {
        real = RealCluster.startOrSkip();
        return real;
    }

    @Test
    void theKubeconfigLetsOthersIn() {
        try (KubernetesClient other = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(real.kubeconfig()))
                .build()) {
            assertThat(other.namespaces().withName("default").get()).isNotNull();
        }
    }

    @Test
    void theSchemaIsEnforced() {
        assertThatThrownBy(() -> testClient().resource(stream(0)).create())
                .hasMessageContaining("should be greater than or equal to 1");
    }
}
