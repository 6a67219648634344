package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.reconcile.KeyReferenceKind;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys in ConfigMaps that the operator may read in some namespaces and not in others. */
@Tag("cluster")
class KeyReferencePermissionsTest extends PermissionScenario {

    private static final String BY_CONFIG_MAP = KeyReferenceScenarios.BY_CONFIG_MAP;

    @Override
    String feature() {
        return ChartPermissions.role(KeyReferenceKind.CONFIG_MAP);
    }

    @Override
    String refusedResource() {
        return "configmaps";
    }

    @Override
    Set<KeyReferenceKind> keyReferenceKinds() {
        return Set.of(KeyReferenceKind.CONFIG_MAP);
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

        kubernetes().resource(permission()).create();
        awaitReady("orders");
        assertThat(changes()).hasSize(4);
    }

    /** An administrator of a namespace can do so: the operator must outlive it, and others notice nothing. */
    @Test
    void aPermissionThatIsTakenAwayEndsNothingButTheLooking() {
        keyNamed("alias/orders");
        writeConfigMap();
        kubernetes().resource(permission()).create();
        apply("orders", BY_CONFIG_MAP);
        awaitReady("orders");

        kubernetes().resource(permission()).delete();
        stopOperator();
        startOperator();

        awaitStalled("orders", Reason.KeyReferenceUnavailable);
        assertThat(condition("orders", ConditionType.Encrypted).getStatus()).isEqualTo("True");
        kubernetes().resource(permission()).create();
        awaitReady("orders");
        await().atMost(PATIENCE).until(() -> changes().size() == 2);
    }
}
