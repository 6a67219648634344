package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Secrets that the operator may write in some namespaces and not in others. */
@Tag("cluster")
class BindingPermissionsTest extends PermissionScenario {

    private static final String BOUND = BindingScenarios.BOUND;

    @Override
    String feature() {
        return ChartPermissions.BINDING_SECRETS;
    }

    @Override
    String refusedResource() {
        return "secrets";
    }

    @Override
    boolean writesBindingSecrets() {
        return true;
    }

    private boolean isSecretThere() {
        return kubernetes()
                        .secrets()
                        .inNamespace(namespace())
                        .withName("orders-stream")
                        .get()
                != null;
    }

    @Test
    void withoutPermissionTheStreamIsMadeAllTheSameAndTheRoleOfTheNamespaceIsEnough() {
        keyNamed("alias/orders");
        apply("orders", BOUND.replace("shards: 1", "shards: 1, retentionHours: 48"));

        awaitStalled("orders", Reason.BindingForbidden);
        assertThat(condition("orders", ConditionType.Ready).getMessage())
                .startsWith("The API server does not let the operator see to Secret %s/orders-stream: secrets"
                        .formatted(namespace()))
                .contains("is forbidden: User \"%s\" cannot get resource \"secrets\"".formatted(user()))
                .endsWith("Have the cluster's administrator permit it (deploy/binding-secrets).");
        await().atMost(PATIENCE)
                .until(() -> "True"
                        .equals(condition("orders", ConditionType.Encrypted).getStatus()));
        await().atMost(PATIENCE)
                .until(() -> Integer.valueOf(48).equals(status("orders").retentionHours()));
        assertThat(events("orders").stream().filter(Reason.BindingForbidden.name()::equals))
                .hasSize(1);

        kubernetes().resource(permission()).create();
        awaitReady("orders");
        assertThat(status("orders").binding().name()).isEqualTo("orders-stream");
        assertThat(isSecretThere()).isTrue();
    }

    @Test
    void aPermissionThatIsTakenAwayTakesNoSecretAway() {
        keyNamed("alias/orders");
        kubernetes().resource(permission()).create();
        apply("orders", BOUND);
        awaitReady("orders");

        kubernetes().resource(permission()).delete();
        awaitStalled("orders", Reason.BindingForbidden);

        assertThat(isSecretThere()).isTrue();
        assertThat(status("orders").binding().name()).isEqualTo("orders-stream");
        kubernetes().resource(permission()).create();
        awaitReady("orders");
    }

    /** The role says create, get, patch and delete: more than that the operator does not need. */
    @Test
    void theRoleIsEnoughToChangeAndRemove() {
        keyNamed("alias/orders");
        keyNamed("alias/second");
        kubernetes().resource(permission()).create();
        apply("orders", BOUND);
        awaitReady("orders");

        apply("orders", BOUND.replace("alias/orders", "alias/second"));
        awaitReady("orders");
        apply("orders", "{shards: 1, key: {id: alias/second}}");

        await().atMost(PATIENCE).until(() -> !isSecretThere());
        awaitReady("orders");
    }
}
