package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import dev.encryptedkinesis.operator.ops.Features;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.util.List;

/**
 * The operator with a feature that is on, whose role is there, and is bound nowhere until a test does so in its
 * namespace; beside that it has what the chart gives it.
 */
abstract class PermissionScenario extends OperatorScenario {

    private static final String ACCOUNT = "encrypted-kinesis-operator";

    /** The feature that is tried out, as the chart names its role. */
    abstract String feature();

    /** What the operator may be refused, unless it asks first. */
    abstract String refusedResource();

    @Override
    protected final TestCluster start() {
        return RealCluster.startOrSkip();
    }

    private ClusterRole role() {
        return ChartPermissions.WHOLE_CLUSTER.clusterRole(feature());
    }

    @Override
    final KubernetesClient operatorClient() {
        kubernetes().resource(role()).createOr(NonDeletingOperation::update);
        return cluster().clientOf(ChartPermissions.WHOLE_CLUSTER.account(Features.NONE, namespace()));
    }

    @Override
    final void assertRefusals(List<String> refused) {
        assertThat(refused).allMatch(request -> request.matches(".*/" + refusedResource() + "(/.*)?"));
    }

    /** Gives the operator what the role says, in the namespace of this test. */
    final RoleBinding permission() {
        return new RoleBindingBuilder()
                .withNewMetadata()
                .withNamespace(namespace())
                .withName("feature")
                .endMetadata()
                .withNewRoleRef(
                        "rbac.authorization.k8s.io",
                        "ClusterRole",
                        role().getMetadata().getName())
                .addNewSubject("", "ServiceAccount", ACCOUNT, namespace())
                .build();
    }

    /** What the API server calls the operator. */
    final String user() {
        return "system:serviceaccount:%s:%s".formatted(namespace(), ACCOUNT);
    }
}
