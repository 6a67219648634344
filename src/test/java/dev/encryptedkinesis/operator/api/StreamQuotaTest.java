package dev.encryptedkinesis.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.encryptedkinesis.operator.cluster.ClusterScenario;
import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The quota of docs/tenancy.md, and that the API server says what the page says it does. */
@Tag("cluster")
class StreamQuotaTest extends ClusterScenario {

    private static final String COUNTED = "count/encryptedkinesisstreams.encryptedkinesis.dev";

    @Override
    protected TestCluster start() {
        return RealCluster.startOrSkip();
    }

    @Test
    void limitsTheStreamsOfANamespace() throws IOException {
        String page = Files.readString(Path.of("docs/tenancy.md"));
        String namespace = cluster().newNamespace();
        try (KubernetesClient client = cluster().client()) {
            Quantity most = countFrom(client, quota(page), namespace);
            IntStream.range(0, most.getNumericalAmount().intValueExact())
                    .forEach(number -> client.resource(stream(namespace, "stream-" + number))
                            .create());

            assertThatThrownBy(
                            () -> client.resource(stream(namespace, "one-more")).create())
                    .isInstanceOfSatisfying(KubernetesClientException.class, refused -> {
                        assertThat(refused.getCode()).isEqualTo(403);
                        assertThat(page).contains(": " + refused.getStatus().getMessage() + "\n");
                    });
        }
    }

    private static ResourceQuota quota(String page) {
        String[] blocks = page.split("```yaml\n|```\n");
        return IntStream.range(0, blocks.length)
                .mapToObj(number -> blocks[number])
                .filter(block -> block.contains("kind: ResourceQuota\n"))
                .map(block -> Serialization.unmarshal(block, ResourceQuota.class))
                .findFirst()
                .orElseThrow();
    }

    /** The API server refuses everything until a controller, which it has none of here, has counted what is there: nothing. */
    private static Quantity countFrom(KubernetesClient client, ResourceQuota quota, String namespace) {
        quota.getMetadata().setNamespace(namespace);
        ResourceQuota made = client.resource(quota).create();
        made.setStatus(new ResourceQuotaStatusBuilder()
                .withHard(made.getSpec().getHard())
                .addToUsed(COUNTED, new Quantity("0"))
                .build());
        client.resource(made).updateStatus();
        return made.getSpec().getHard().get(COUNTED);
    }

    private static EncryptedKinesisStream stream(String namespace, String name) {
        return Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: %s, namespace: %s}
                spec: {shards: 1, key: {id: alias/shop-visits}}
                """.formatted(name, namespace), EncryptedKinesisStream.class);
    }
}
