package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.KeyReference;
import dev.encryptedkinesis.operator.api.KeySelector;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.stream.WantedKey;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is watched, from when until when, and whom it wakes. */
class KeyReferenceSourceTest {

    private final List<String> woken = new CopyOnWriteArrayList<>();
    private final List<String> edits = new CopyOnWriteArrayList<>();
    private final ObjectsInMemory objects = new ObjectsInMemory();
    private MockCluster cluster;
    private KubernetesClient client;
    private KeyReferenceSource source;

    @BeforeEach
    void start() {
        cluster = MockCluster.start();
        client = cluster.client();
        source = new KeyReferenceSource(client, objects, edited -> edits.add(edited.getName()));
        source.setEventHandler(
                event -> woken.add(event.getRelatedCustomResourceID().getName()));
        source.start();
    }

    @AfterEach
    void stop() {
        source.stop();
        cluster.close();
    }

    private EncryptedKinesisStream referring(String name, String configMap, String entry) {
        EncryptedKinesisStream object = Samples.named(
                name,
                "2026-01-01T00:00:00Z",
                Samples.spec(
                        null, 1, new KeySelector(null, null, new KeyReference("v1", "ConfigMap", configMap, entry))));
        objects.put(object);
        return object;
    }

    private WantedKey look(EncryptedKinesisStream object) {
        return source.look(KeyTarget.of(object).orElseThrow());
    }

    private void write(String namespace, String name, Map<String, String> data, Map<String, String> annotations) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .withAnnotations(annotations)
                        .endMetadata()
                        .withData(data)
                        .build())
                .createOr(existing -> existing.update());
    }

    private void write(String name, Map<String, String> data) {
        write("shop", name, data, Map.of());
    }

    @Test
    void onlyThoseAreWokenWhoseKeyIsAnother() {
        EncryptedKinesisStream first = referring("first", "keys", "first");
        referring("second", "keys", "second");
        referring("elsewhere", "others", "first");
        write("keys", Map.of("first", "alias/a", "second", "alias/b"));
        assertThat(look(first)).isEqualTo(new WantedKey("alias/a"));
        await().until(() -> woken.containsAll(List.of("first", "second")));
        woken.clear();

        write("shop", "keys", Map.of("first", "alias/a", "second", "alias/b"), Map.of("a", "b"));
        write("nobodys", Map.of("first", "alias/x"));
        write("billing", "keys", Map.of("first", "alias/x"), Map.of());
        write("keys", Map.of("first", "alias/a", "second", "alias/c", "more", "alias/d"));
        await().until(() -> !woken.isEmpty());
        write("keys", Map.of("second", "alias/c"));
        await().until(() -> woken.size() > 1);

        assertThat(woken).containsExactly("second", "first");
        assertThat(edits).as("edits that count").endsWith("second", "first");
        assertThat(look(first).unresolved()).isPresent();
    }

    @Test
    void aDeletionWakesAllWhoNameTheObject() {
        EncryptedKinesisStream object = referring("orders", "keys", "orders");
        write("keys", Map.of("orders", "alias/a"));
        assertThat(look(object)).isEqualTo(new WantedKey("alias/a"));
        await().until(() -> woken.contains("orders"));
        woken.clear();

        client.configMaps().inNamespace("shop").withName("keys").delete();

        await().until(() -> woken.contains("orders"));
        assertThat(look(object).unresolved()).isPresent();
    }

    @Test
    void nothingIsWatchedBeforeSomebodyAsksAndAfterNobodyDoes() {
        EncryptedKinesisStream first = referring("first", "keys", "first");
        EncryptedKinesisStream second = referring("second", "others", "second");
        write("keys", Map.of("first", "alias/a"));
        assertThat(source.getSecondaryResources(first)).isEmpty();
        assertThat(look(first)).isEqualTo(new WantedKey("alias/a"));
        assertThat(source.getSecondaryResources(first)).hasSize(1);

        EncryptedKinesisStream changed =
                Samples.named("first", "2026-01-01T00:00:00Z", Samples.spec(null, 1, new KeySelector("alias/a", null)));
        objects.put(changed);
        source.onResourceUpdated(changed, first);
        assertThat(source.getSecondaryResources(first))
                .describedAs("another object still names one there")
                .hasSize(1);

        objects.put(Samples.named(
                "second", "2026-01-01T00:00:00Z", Samples.spec(null, 1, new KeySelector("alias/a", null))));
        source.onResourceDeleted(second);
        assertThat(source.getSecondaryResources(first)).isEmpty();
    }

    @Test
    void onlyTheKeysAreKept() {
        EncryptedKinesisStream object = referring("orders", "keys", "orders");
        write("shop", "keys", Map.of("orders", "alias/a", "large", "x".repeat(100_000)), Map.of("a", "b"));
        assertThat(look(object)).isEqualTo(new WantedKey("alias/a"));

        assertThat(source.getSecondaryResources(object))
                .singleElement()
                .extracting(GenericKubernetesResource::toString)
                .satisfies(kept -> assertThat(kept).hasSizeLessThan(5_000));
    }

    /** Else an API server that is in trouble would look like a key that is gone. */
    @Test
    void whatTheApiServerDoesNotSayIsNoAnswer() {
        EncryptedKinesisStream object = referring("orders", "keys", "orders");
        write("keys", Map.of("orders", "alias/a"));
        cluster.failNext("GET", "/namespaces/shop/configmaps", 403, 1);

        assertThatThrownBy(() -> look(object)).isInstanceOf(KubernetesClientException.class);

        cluster.failNext("POST", "selfsubjectaccessreviews", 403, 1);
        assertThatThrownBy(() -> look(object)).isInstanceOf(KubernetesClientException.class);
        assertThat(look(object)).isEqualTo(new WantedKey("alias/a"));
    }
}
