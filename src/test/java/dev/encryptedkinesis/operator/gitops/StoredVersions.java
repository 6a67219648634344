package dev.encryptedkinesis.operator.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Every version of every object of a kind in a namespace that the API server stores, as a tool that watches them sees
 * them: after each write of whomever.
 */
public final class StoredVersions implements Watcher<GenericKubernetesResource>, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final ResourceDefinitionContext kind;
    private final String namespace;
    private final List<JsonNode> versions = new CopyOnWriteArrayList<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final Watch watch;

    /** @param namespace in which there are no objects of the kind yet */
    public StoredVersions(KubernetesClient client, Class<? extends CustomResource<?, ?>> kind, String namespace) {
        this.client = client;
        this.kind = CustomResourceDefinitionContext.fromCustomResourceType(kind);
        this.namespace = namespace;
        watch = objects().inNamespace(namespace).watch(this);
    }

    @Override
    public void eventReceived(Action action, GenericKubernetesResource object) {
        versions.add(json(object));
    }

    @Override
    public void onClose(WatcherException cause) {
        troubles.add("The watch ended: " + cause.getMessage());
    }

    /** All so far, when the last that the API server has is among them. */
    public List<JsonNode> all() {
        List<String> last = objects().inNamespace(namespace).list().getItems().stream()
                .map(object -> object.getMetadata().getResourceVersion())
                .toList();
        await("the last versions are seen")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(versions)
                        .extracting(StoredVersions::resourceVersion)
                        .containsAll(last));
        assertThat(troubles).isEmpty();
        return List.copyOf(versions);
    }

    /** The first version of which this is so, once there is one. */
    public JsonNode first(Predicate<JsonNode> what) {
        return await().atMost(PATIENCE)
                .until(() -> versions.stream().filter(what).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() {
        watch.close();
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            objects() {
        return client.genericKubernetesResources(kind);
    }

    private static String resourceVersion(JsonNode version) {
        return version.at("/metadata/resourceVersion").asText();
    }

    private JsonNode json(GenericKubernetesResource object) {
        return client.getKubernetesSerialization().convertValue(object, JsonNode.class);
    }
}
