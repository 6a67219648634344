package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Other controllers' definitions of keys, and what those controllers would do. */
final class Definitions {

    static final Path ACK = Path.of("src/test/resources/key-references/ack-key.yaml");
    static final Path CROSSPLANE = Path.of("src/test/resources/key-references/crossplane-key.yaml");

    private static final String API_VERSION = "kms.services.k8s.aws/v1alpha1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Definitions() {}

    static void install(KubernetesClient client, Path file) {
        CustomResourceDefinition definition = read(file);
        if (client.resource(definition).get() == null) {
            client.resource(definition).create();
        }
        await().atMost(PATIENCE).until(() -> isServed(client, definition));
    }

    static void uninstall(KubernetesClient client, Path file) {
        CustomResourceDefinition definition = read(file);
        client.resource(definition).delete();
        await().atMost(PATIENCE)
                .until(() -> client.resource(definition).get() == null && !isServed(client, definition));
    }

    private static boolean isServed(KubernetesClient client, CustomResourceDefinition definition) {
        return client.supports(
                definition.getSpec().getGroup() + "/"
                        + definition.getSpec().getVersions().get(0).getName(),
                definition.getSpec().getNames().getKind());
    }

    private static CustomResourceDefinition read(Path file) {
        try {
            return Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void createKey(KubernetesClient client, String namespace, String name) {
        GenericKubernetesResource key = new GenericKubernetesResource();
        key.setApiVersion(API_VERSION);
        key.setKind("Key");
        key.setMetadata(
                new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
        key.setAdditionalProperty("spec", Map.of("description", "orders"));
        client.resource(key).create();
    }

    static void giveArn(KubernetesClient client, String namespace, String name, String arn) {
        GenericKubernetesResource key = client.genericKubernetesResources(API_VERSION, "Key")
                .inNamespace(namespace)
                .withName(name)
                .editStatus(existing -> {
                    existing.setAdditionalProperty("status", Map.of("ackResourceMetadata", Map.of("arn", arn)));
                    return existing;
                });
        assertThat(key.<String>get("status", "ackResourceMetadata", "arn")).isEqualTo(arn);
    }
}
