package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import dev.encryptedkinesis.operator.reconcile.KeyReferenceKind;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The operator with the permissions that the manifests give it, and no more. */
@Tag("cluster")
class KeyReferencePermissionsTest extends OperatorScenario {

    private static final String OPERATOR = "operator-of-this-test";
    private static final String BY_CONFIG_MAP = KeyReferenceScenarios.BY_CONFIG_MAP;

    private RealCluster cluster;

    @Override
    protected TestCluster start() {
        cluster = RealCluster.startOrSkip();
        try (KubernetesClient administrator = cluster.client()) {
            administrator.resource(role("deploy/operator-role.yaml")).create();
            administrator
                    .resource(role("deploy/key-references/config-maps/role.yaml"))
                    .create();
            administrator
                    .resource(new ClusterRoleBuilder()
                            .withNewMetadata()
                            .withName("leases")
                            .endMetadata()
                            .addNewRule()
                            .withApiGroups("coordination.k8s.io")
                            .withResources("leases")
                            .withVerbs("create", "get", "update", "patch")
                            .endRule()
                            .build())
                    .create();
            for (String name : Set.of("encrypted-kinesis-operator", "leases")) {
                administrator
                        .resource(new ClusterRoleBindingBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", name)
                                .addNewSubject("rbac.authorization.k8s.io", "User", OPERATOR, null)
                                .build())
                        .create();
            }
        }
        return cluster;
    }

    private static ClusterRole role(String file) {
        try (InputStream yaml = Files.newInputStream(Path.of(file));
                KubernetesClient reader =
                        new KubernetesClientBuilder().withConfig(Config.empty()).build()) {
            return reader.load(yaml).items().stream()
                    .filter(ClusterRole.class::isInstance)
                    .map(ClusterRole.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    KubernetesClient operatorClient() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.fromKubeconfig(cluster.kubeconfig()))
                        .withImpersonateUsername(OPERATOR)
                        .withImpersonateGroups("system:authenticated")
                        .build())
                .build();
    }

    @Override
    Set<KeyReferenceKind> keyReferenceKinds() {
        return Set.of(KeyReferenceKind.CONFIG_MAP);
    }

    private RoleBinding binding() {
        return new RoleBindingBuilder()
                .withNewMetadata()
                .withNamespace(namespace())
                .withName("key-references")
                .endMetadata()
                .withNewRoleRef(
                        "rbac.authorization.k8s.io", "ClusterRole", "encrypted-kinesis-operator-config-map-references")
                .addNewSubject("rbac.authorization.k8s.io", "User", OPERATOR, null)
                .build();
    }

    private void writeConfigMap() {
        kubernetes()
                .configMaps()
                .inNamespace(namespace())
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("keys")
                        .endMetadata()
                        .withData(Map.of("orders", "alias/orders"))
                        .build())
                .create();
    }

    @Test
    void withoutPermissionTheOperatorSaysSoAndTheRoleOfTheNamespaceIsEnough() {
        keyNamed("alias/orders");
        keyNamed("alias/other");
        writeConfigMap();
        apply("orders", BY_CONFIG_MAP);
        apply("other", "{shards: 1, key: {id: alias/other}}");

        awaitStalled("orders", Reason.KeyReferenceUnavailable);
        assertThat(condition("orders", ConditionType.KeyUsable).getMessage())
                .isEqualTo(
                        ("The operator may not list and watch configmaps in namespace %s. Have the cluster's administrator"
                                        + " permit it (deploy/key-references), or name the key otherwise.")
                                .formatted(namespace()));
        awaitReady("other");

        kubernetes().resource(binding()).create();
        awaitReady("orders");
        assertThat(changes()).hasSize(4);
    }

    /** An administrator of a namespace can do so: the operator must outlive it, and others notice nothing. */
    @Test
    void aPermissionThatIsTakenAwayEndsNothingButTheLooking() {
        keyNamed("alias/orders");
        writeConfigMap();
        kubernetes().resource(binding()).create();
        apply("orders", BY_CONFIG_MAP);
        awaitReady("orders");

        kubernetes().resource(binding()).delete();
        stopOperator();
        startOperator();

        awaitStalled("orders", Reason.KeyReferenceUnavailable);
        assertThat(condition("orders", ConditionType.Encrypted).getStatus()).isEqualTo("True");
        kubernetes().resource(binding()).create();
        awaitReady("orders");
        await().atMost(PATIENCE).until(() -> changes().size() == 2);
    }
}
