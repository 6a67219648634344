package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import io.fabric8.kubernetes.api.model.ConfigMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** ConfigMaps that the operator may write in some namespaces and not in others. */
@Tag("cluster")
class PolicyConfigMapPermissionsTest extends PermissionScenario {

    @Override
    String feature() {
        return ChartPermissions.POLICY_CONFIG_MAPS;
    }

    @Override
    String refusedResource() {
        return "configmaps";
    }

    @Override
    boolean writesPolicyConfigMaps() {
        return true;
    }

    private ConfigMap written() {
        return kubernetes()
                .configMaps()
                .inNamespace(namespace())
                .withName("orders-policies")
                .get();
    }

    /** The role says create, get, patch and delete: more than that the operator does not need. */
    @Test
    void withoutPermissionTheStreamIsMadeAllTheSameAndTheRoleOfTheNamespaceIsEnough() {
        keyNamed("alias/orders");
        keyNamed("alias/second");
        String api = aws().console().access().createRole("api");
        aws().console().access().putPolicy(api, "all", """
                        {"Version": "2012-10-17",
                         "Statement": [{"Effect": "Allow", "Action": ["kinesis:*", "kms:*"], "Resource": "*"}]}""");
        String spec = "{shards: 1, key: {id: alias/orders}, access: {producers: ['%s']%s}}";
        String asking = spec.formatted(api, ", policiesConfigMap: orders-policies");
        apply("orders", asking);

        awaitStalled("orders", Reason.PoliciesForbidden);
        assertThat(condition("orders", ConditionType.Ready).getMessage())
                .startsWith("The API server does not let the operator see to ConfigMap %s/orders-policies: configmaps"
                        .formatted(namespace()))
                .endsWith("Have the cluster's administrator permit it (deploy/policy-config-maps).");
        await().atMost(PATIENCE)
                .until(() -> "True"
                        .equals(condition("orders", ConditionType.Encrypted).getStatus()));

        kubernetes().resource(permission()).create();
        awaitReady("orders");
        assertThat(written().getData()).containsKey("producer-policy.json");

        apply("orders", asking.replace("alias/orders", "alias/second"));
        awaitReady("orders");
        assertThat(written().getData()).containsKey("producer-policy.json");

        apply("orders", spec.formatted(api, ""));
        await().atMost(PATIENCE).until(() -> written() == null);
        awaitReady("orders");
    }
}
