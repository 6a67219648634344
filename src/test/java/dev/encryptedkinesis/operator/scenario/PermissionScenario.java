package dev.encryptedkinesis.operator.scenario;

import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
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
import java.util.Set;

/**
 * The operator with the permissions that the manifests give it, and no more. A component's role is there, and is bound
 * nowhere until a test does so in its namespace.
 */
abstract class PermissionScenario extends OperatorScenario {

    private static final String OPERATOR = "operator-of-this-test";

    private RealCluster cluster;

    /** The role of the component that is tried out, in deploy. */
    abstract String componentsRole();

    @Override
    protected final TestCluster start() {
        cluster = RealCluster.startOrSkip();
        try (KubernetesClient administrator = cluster.client()) {
            administrator.resource(role("deploy/operator-role.yaml")).create();
            administrator.resource(role(componentsRole())).create();
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

    /** Gives the operator what the component's role says, in the namespace of this test. */
    final RoleBinding permission() {
        return new RoleBindingBuilder()
                .withNewMetadata()
                .withNamespace(namespace())
                .withName("component")
                .endMetadata()
                .withNewRoleRef(
                        "rbac.authorization.k8s.io",
                        "ClusterRole",
                        role(componentsRole()).getMetadata().getName())
                .addNewSubject("rbac.authorization.k8s.io", "User", OPERATOR, null)
                .build();
    }
}
