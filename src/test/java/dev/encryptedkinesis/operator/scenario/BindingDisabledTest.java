package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import org.junit.jupiter.api.Test;

/** An operator as it comes, which writes no Secrets. */
class BindingDisabledTest extends OperatorScenario {

    @Override
    protected TestCluster start() {
        return MockCluster.start();
    }

    @Test
    void whoAsksForABindingIsToldAndHasAllElse() {
        keyNamed("alias/orders");
        apply("orders", BindingScenarios.BOUND);

        awaitStalled("orders", Reason.BindingDisabled);
        assertThat(condition("orders", ConditionType.Ready).getMessage())
                .isEqualTo(
                        "spec.binding asks for Secret %s/orders-stream, and this operator writes no Secrets. Have the cluster's"
                                        .formatted(namespace())
                                + " administrator set BINDING_SECRETS to true, or take spec.binding out.");
        await().atMost(PATIENCE)
                .until(() -> "True"
                        .equals(condition("orders", ConditionType.Encrypted).getStatus()));
        awaitPasses(2);
        assertThat(events("orders").stream().filter(Reason.BindingDisabled.name()::equals))
                .hasSize(1);
        assertThat(status("orders").binding().name()).isNull();
        assertThat(kubernetes().secrets().inNamespace(namespace()).list().getItems())
                .isEmpty();

        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");
    }
}
