package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class KeyReferenceScenariosOnRealClusterTest extends KeyReferenceScenarios {

    @Override
    protected TestCluster start() {
        return RealCluster.startOrSkip();
    }

    /** With the kind go its objects, and the watch on them breaks off. */
    @Test
    void aKindThatIsUninstalledTakesNothingElseWithIt() {
        String key = aws().console().createKey();
        keyNamed("alias/other");
        Definitions.install(kubernetes(), Definitions.ACK);
        Definitions.createKey(kubernetes(), namespace(), "orders");
        Definitions.giveArn(kubernetes(), namespace(), "orders", key);
        apply("orders", BY_ACK);
        awaitReady("orders");

        Definitions.uninstall(kubernetes(), Definitions.ACK);

        await().atMost(PATIENCE)
                .until(() -> "False"
                        .equals(condition("orders", ConditionType.KeyUsable).getStatus()));
        assertThat(condition("orders", ConditionType.KeyUsable).getReason())
                .isIn("KeyReferenceNotReady", "KeyReferenceUnavailable");
        assertThat(condition("orders", ConditionType.Encrypted).getStatus()).isEqualTo("True");
        apply("other", "{shards: 1, key: {id: alias/other}}");
        awaitReady("other");
    }
}
