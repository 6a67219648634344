package dev.encryptedkinesis.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
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

    /** An account that is given nothing gets nothing: its client is not the administrator by another name. */
    @Test
    void theClientOfAnAccountIsThatAccountAndIsHeldToItsPermissions() {
        String name = "somebody";
        ServiceAccount somebody = new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(namespace())
                .withName(name)
                .endMetadata()
                .build();

        KubernetesClient client = real.clientOf(new Account(namespace(), name, List.of(somebody)));

        assertThat(client.resource(new SelfSubjectReview())
                        .create()
                        .getStatus()
                        .getUserInfo()
                        .getUsername())
                .isEqualTo("system:serviceaccount:%s:%s".formatted(namespace(), name));
        assertThatThrownBy(() -> client.configMaps().inNamespace(namespace()).list())
                .hasMessageContaining("cannot list resource \"configmaps\"");
        assertThat(real.forbidden()).containsExactly("GET /api/v1/namespaces/%s/configmaps".formatted(namespace()));
    }
}
