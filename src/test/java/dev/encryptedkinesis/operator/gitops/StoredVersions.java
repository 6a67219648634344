package dev.encryptedkinesis.operator.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Every version of every object of a kind in a namespace that the API server stores, as a tool that watches them sees
 * them: after each write of whomever. Where the API server ends the watch and has forgotten what came next, as it does once a
 * definition has changed, the list that follows tells the last version of each object.
 */
public final class StoredVersions implements ResourceEventHandler<GenericKubernetesResource>, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final ResourceDefinitionContext kind;
    private final String namespace;
    private final List<JsonNode> versions = new CopyOnWriteArrayList<>();
    private final SharedIndexInformer<GenericKubernetesResource> informer;

    /** @param namespace in which there are no objects of the kind yet */
    public StoredVersions(KubernetesClient client, Class<? extends CustomResource<?, ?>> kind, String namespace) {
        this.client = client;
        this.kind = CustomResourceDefinitionContext.fromCustomResourceType(kind);
        this.namespace = namespace;
        informer = objects().inNamespace(namespace).inform(this);
    }

    @Override
    public void onAdd(GenericKubernetesResource object) {
        versions.add(json(object));
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
        versions.add(json(object));
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
        versions.add(json(object));
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
        informer.close();
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
