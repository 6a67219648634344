package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import org.junit.jupiter.api.Test;

/** An operator as it comes, which writes no ConfigMaps. */
class PolicyConfigMapsDisabledTest extends OperatorScenario {

    @Override
    protected TestCluster start() {
        return MockCluster.start();
    }

    @Test
    void whoAsksForPoliciesIsToldAndHasAllElse() {
        keyNamed("alias/orders");
        String api = aws().console().access().createRole("api");
        aws().console().access().putPolicy(api, "all", """
                        {"Version": "2012-10-17",
                         "Statement": [{"Effect": "Allow", "Action": ["kinesis:*", "kms:*"], "Resource": "*"}]}""");
        String spec = "{shards: 1, key: {id: alias/orders}, access: {producers: ['%s']%s}}";
        apply("orders", spec.formatted(api, ", policiesConfigMap: orders-policies"));

        awaitStalled("orders", Reason.PoliciesDisabled);
        assertThat(condition("orders", ConditionType.Ready).getMessage())
                .isEqualTo(
                        "spec.access.policiesConfigMap asks for ConfigMap %s/orders-policies, and this operator writes no"
                                        .formatted(namespace())
                                + " ConfigMaps. Have the cluster's administrator set POLICY_CONFIG_MAPS to true, or take"
                                + " spec.access.policiesConfigMap out.");
        await().atMost(PATIENCE)
                .until(() -> "True"
                        .equals(condition("orders", ConditionType.Encrypted).getStatus()));
        assertThat(condition("orders", ConditionType.Authorized).getStatus()).isEqualTo("True");
        assertThat(kubernetes().configMaps().inNamespace(namespace()).list().getItems())
                .isEmpty();

        apply("orders", spec.formatted(api, ""));
        awaitReady("orders");
    }
}
