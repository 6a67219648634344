package dev.encryptedkinesis.operator.scenario;

import dev.encryptedkinesis.operator.cluster.Account;
import dev.encryptedkinesis.operator.ops.Features;
import dev.encryptedkinesis.operator.reconcile.KeyReferenceKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
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
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the chart permits the operator: all roles that it binds to its service account, as it is rendered for one of the
 * sets of values ({@code helm/check} holds the files to the chart); of a feature that is off, nothing.
 */
enum ChartPermissions {

    /** All namespaces, all features. */
    WHOLE_CLUSTER("features"),

    /** team-a with all features, and team-b with keys from other objects alone; no permission in the cluster. */
    TWO_NAMESPACES("namespaced"),

    /** team-a without any feature; kube-system's uid tells the clusters apart. */
    ONE_NAMESPACE("locked-down");

    static final String BINDING_SECRETS = "binding-secrets";
    static final String POLICY_CONFIG_MAPS = "policy-config-maps";
    private static final String AWS_IDENTITIES = "aws-identities";

    private static final String RELEASE = "encrypted-kinesis-operator";
    private static final String RBAC = "rbac.authorization.k8s.io/";

    private final String values;

    ChartPermissions(String values) {
        this.values = values;
    }

    /** @param namespace of the release, and in place of team-a */
    Account account(Features features, String namespace) {
        return account(features, namespace, Map.of("team-a", namespace));
    }

    /**
     * @param namespace of the release
     * @param watched the namespaces that stand for those in the values
     */
    Account account(Features features, String namespace, Map<String, String> watched) {
        List<HasMetadata> rendered = rendered(namespace, watched);
        Set<String> off = switchedOff(features);
        Predicate<HasMetadata> isOn =
                object -> !off.contains(object.getMetadata().getName().replaceFirst("^" + RELEASE + "-", ""));
        Set<String> bound = rendered.stream()
                .filter(ChartPermissions::isBindingToTheOperator)
                .map(object -> object.getMetadata().getName())
                .collect(Collectors.toSet());
        return new Account(
                namespace,
                RELEASE,
                rendered.stream()
                        .filter(object -> object instanceof ServiceAccount
                                || object.getApiVersion().startsWith(RBAC))
                        // A role and its binding have one name.
                        .filter(object -> object instanceof ServiceAccount
                                || bound.contains(object.getMetadata().getName()))
                        .filter(isOn)
                        .toList());
    }

    /** What the chart has bound for this feature, for somebody who binds it in single namespaces. */
    ClusterRole clusterRole(String feature) {
        return rendered("", Map.of()).stream()
                .filter(ClusterRole.class::isInstance)
                .map(ClusterRole.class::cast)
                .filter(role -> role.getMetadata().getName().equals(RELEASE + "-" + feature))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isBindingToTheOperator(HasMetadata object) {
        return switch (object.getKind()) {
            case "ClusterRoleBinding" ->
                ((ClusterRoleBinding) object)
                        .getSubjects().stream()
                                .anyMatch(subject -> subject.getName().equals(RELEASE));
            case "RoleBinding" ->
                ((RoleBinding) object)
                        .getSubjects().stream()
                                .anyMatch(subject -> subject.getName().equals(RELEASE));
            default -> false;
        };
    }

    private static Set<String> switchedOff(Features features) {
        return Stream.of(
                        Stream.of(KeyReferenceKind.values())
                                .filter(kind -> !features.keyReferenceKinds().contains(kind))
                                .map(ChartPermissions::role),
                        features.bindingSecrets() ? Stream.<String>empty() : Stream.of(BINDING_SECRETS),
                        features.policyConfigMaps() ? Stream.<String>empty() : Stream.of(POLICY_CONFIG_MAPS),
                        switch (features.awsIdentities()) {
                            case REQUIRED -> Stream.<String>empty();
                            case IGNORED -> Stream.of(AWS_IDENTITIES);
                        })
                .flatMap(names -> names)
                .collect(Collectors.toSet());
    }

    static String role(KeyReferenceKind kind) {
        return switch (kind) {
            case CONFIG_MAP -> "config-map-references";
            case ACK_KEY -> "ack-key-references";
            case CROSSPLANE_KEY -> "crossplane-key-references";
        };
    }

    private List<HasMetadata> rendered(String namespace, Map<String, String> watched) {
        try (KubernetesClient reader =
                new KubernetesClientBuilder().withConfig(Config.empty()).build()) {
            String yaml = inNamespace(Files.readString(Path.of("helm/golden", values + ".yaml")), RELEASE, namespace);
            for (Map.Entry<String, String> each : watched.entrySet()) {
                yaml = inNamespace(yaml, each.getKey(), each.getValue());
            }
            return reader.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                    .items();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String inNamespace(String yaml, String from, String to) {
        return yaml.replace("namespace: " + from + "\n", "namespace: " + to + "\n");
    }
}
