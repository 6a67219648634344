package dev.encryptedkinesis.operator.scenario;

import dev.encryptedkinesis.operator.cluster.Account;
import dev.encryptedkinesis.operator.ops.Features;
import dev.encryptedkinesis.operator.reconcile.KeyReferenceKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the chart permits the operator in the whole cluster, as it is rendered with all features on ({@code helm/check}
 * holds the file to the chart); of a feature that is off, nothing.
 */
final class ChartPermissions {

    private static final Path RENDERED = Path.of("helm/golden/features.yaml");
    private static final String RELEASE = "encrypted-kinesis-operator";
    private static final String RBAC = "rbac.authorization.k8s.io/";

    private ChartPermissions() {}

    /** @param namespace of the release */
    static Account account(Features features, String namespace) {
        Set<String> names = Stream.concat(
                        Stream.of(RELEASE, RELEASE + "-leader-election"),
                        switchedOn(features).map(feature -> RELEASE + "-" + feature))
                .collect(Collectors.toSet());
        List<HasMetadata> permissions = rendered(namespace).stream()
                .filter(object -> object instanceof ServiceAccount
                        || object.getApiVersion().startsWith(RBAC))
                .filter(object -> names.contains(object.getMetadata().getName()))
                .toList();
        return new Account(namespace, RELEASE, permissions);
    }

    private static Stream<String> switchedOn(Features features) {
        return Stream.of(
                        features.keyReferenceKinds().stream().map(ChartPermissions::role),
                        features.bindingSecrets() ? Stream.of("binding-secrets") : Stream.<String>empty(),
                        features.policyConfigMaps() ? Stream.of("policy-config-maps") : Stream.<String>empty())
                .flatMap(names -> names);
    }

    private static String role(KeyReferenceKind kind) {
        return switch (kind) {
            case CONFIG_MAP -> "config-map-references";
            case ACK_KEY -> "ack-key-references";
            case CROSSPLANE_KEY -> "crossplane-key-references";
        };
    }

    private static List<HasMetadata> rendered(String namespace) {
        try (KubernetesClient reader =
                new KubernetesClientBuilder().withConfig(Config.empty()).build()) {
            String yaml = Files.readString(RENDERED)
                    .replace("namespace: " + RELEASE + "\n", "namespace: " + namespace + "\n");
            return reader.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                    .items();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
