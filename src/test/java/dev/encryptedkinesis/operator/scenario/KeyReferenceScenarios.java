package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.reconcile.KeyReferenceKind;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.stream.NextStep;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another object names the key. */
abstract class KeyReferenceScenarios extends OperatorScenario {

    static final String BY_CONFIG_MAP =
            "{shards: 1, key: {ref: {apiVersion: v1, kind: ConfigMap, name: keys, key: orders}}}";

    static final String BY_ACK =
            "{shards: 1, key: {ref: {apiVersion: kms.services.k8s.aws/v1alpha1, kind: Key, name: orders}}}";

    @Override
    Set<KeyReferenceKind> keyReferenceKinds() {
        return Set.of(KeyReferenceKind.CONFIG_MAP, KeyReferenceKind.ACK_KEY);
    }

    /** By itself, the operator would not look again before a test is over: so only a watch can have woken it. */
    @Override
    Pace pace(int factor) {
        return new AcceleratedPace(new Random(1), factor) {
            @Override
            public Duration after(NextStep step, Optional<String> operation, int inARow, Instant now) {
                boolean isAtRest = step instanceof NextStep.Converged
                        || step instanceof NextStep.Wait wait && wait.what() == NextStep.For.KEY_REFERENCE;
                return isAtRest ? Duration.ofHours(1) : super.after(step, operation, inARow, now);
            }
        };
    }

    final void writeConfigMap(String inNamespace, Map<String, String> data) {
        kubernetes()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(inNamespace)
                        .withName("keys")
                        .endMetadata()
                        .withData(data)
                        .build())
                .createOr(existing -> existing.update());
    }

    final void name(String key) {
        writeConfigMap(namespace(), Map.of("orders", key));
    }

    private void awaitKeyUsable(Reason reason, String message) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(condition("orders", ConditionType.KeyUsable).getReason()).isEqualTo(reason.name());
            assertThat(condition("orders", ConditionType.KeyUsable).getMessage())
                    .contains(message.formatted(namespace()));
        });
    }

    private void awaitNotReady(String message) {
        awaitKeyUsable(Reason.KeyReferenceNotReady, message);
        assertThat(condition("orders", ConditionType.KeyUsable).getStatus()).isEqualTo("False");
        assertThat(condition("orders", ConditionType.Ready).getReason()).isEqualTo("KeyReferenceNotReady");
        assertThat(condition("orders", ConditionType.Reconciling).getReason()).isEqualTo("KeyReferenceNotReady");
        assertThat(condition("orders", ConditionType.Stalled).getType()).isNull();
    }

    @Test
    void nothingIsCreatedUntilTheConfigMapNamesAKey() {
        String key = keyNamed("alias/orders");
        apply("orders", BY_CONFIG_MAP);
        awaitNotReady("There is no ConfigMap %s/keys");

        writeConfigMap(namespace(), Map.of("other", "alias/orders"));
        awaitNotReady("ConfigMap %s/keys has no entry orders");
        assertThat(changes()).isEmpty();
        assertThat(aws().journal().count(Operation.DESCRIBE_KEY)).isZero();

        name("alias/orders");
        awaitReady("orders");
        assertThat(status("orders").encryption().keyARN()).isEqualTo(key);
        assertThat(changes()).containsExactly(Operation.CREATE_STREAM, Operation.START_STREAM_ENCRYPTION);
    }

    @Test
    void anotherKeyInTheConfigMapIsAChangeOfKeyLikeAnyOther() {
        keyNamed("alias/first");
        String second = keyNamed("alias/second");
        name("alias/first");
        apply("orders", BY_CONFIG_MAP);
        awaitReady("orders");

        name(second);

        awaitEvent("orders", Reason.KeyChanged);
        awaitReady("orders");
        assertThat(status("orders").encryption().keyARN()).isEqualTo(second);
        assertThat(changes(Operation.START_STREAM_ENCRYPTION)).isEqualTo(2);
        assertThat(changes(Operation.STOP_STREAM_ENCRYPTION)).isZero();
    }

    @Test
    void aConfigMapThatIsEditedWithoutEndCostsNoMoreThanAnObjectThatIs() {
        String first = keyNamed("alias/first");
        String second = keyNamed("alias/second");
        name("alias/first");
        apply("orders", BY_CONFIG_MAP);
        awaitReady("orders");

        assertFewCallsWhile(edit -> name(edit % 2 == 0 ? "alias/first" : first));

        name(second);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(status("orders").encryption().keyARN()).isEqualTo(second));
    }

    @Test
    void aReferenceThatGoesLeavesTheStreamAsItIsAndTheRestGoesOn() {
        String key = keyNamed("alias/orders");
        name("alias/orders");
        apply("orders", BY_CONFIG_MAP);
        awaitReady("orders");

        kubernetes().configMaps().inNamespace(namespace()).withName("keys").delete();
        awaitNotReady("There is no ConfigMap %s/keys");
        assertThat(condition("orders", ConditionType.Encrypted).getStatus()).isEqualTo("True");
        assertThat(condition("orders", ConditionType.Encrypted).getMessage())
                .isEqualTo("New records are encrypted under " + key + ".");

        apply("orders", BY_CONFIG_MAP.replace("shards: 1", "shards: 1, retentionHours: 48"));
        await().atMost(PATIENCE)
                .until(() -> Integer.valueOf(48).equals(status("orders").retentionHours()));
        // Of this spec, nobody has seen yet which key it means.
        assertThat(condition("orders", ConditionType.Encrypted).getStatus()).isEqualTo("Unknown");
        assertThat(condition("orders", ConditionType.Encrypted).getMessage())
                .startsWith("The stream is encrypted under " + key + ". Whether that is the wanted key is not known.");

        name(key);
        awaitReady("orders");
        assertThat(changes())
                .containsExactly(
                        Operation.CREATE_STREAM,
                        Operation.START_STREAM_ENCRYPTION,
                        Operation.INCREASE_STREAM_RETENTION_PERIOD);
    }

    @Test
    void whileNoKeyIsNamedAnEncryptionThatSomebodyStoppedIsTold() {
        keyNamed("alias/orders");
        name("alias/orders");
        apply("orders", BY_CONFIG_MAP);
        awaitReady("orders");
        kubernetes().configMaps().inNamespace(namespace()).withName("keys").delete();
        awaitNotReady("There is no ConfigMap %s/keys");

        aws().console().stopEncryption("orders");
        aws().console().settle("orders");
        // AWS may go on for a moment to show the stream as it was; each of these changes has the operator look again.
        await().atMost(PATIENCE).untilAsserted(() -> {
            name("");
            writeConfigMap(namespace(), Map.of("other", "alias/orders"));
            assertThat(condition("orders", ConditionType.Encrypted).getStatus()).isEqualTo("False");
        });
        name("alias/orders");
        awaitReady("orders");
        assertThat(changes(Operation.START_STREAM_ENCRYPTION)).isEqualTo(2);
    }

    @Test
    void acksKeyIsWaitedForAndFollowed() {
        String key = aws().console().createKey();
        Definitions.install(kubernetes(), Definitions.ACK);
        Definitions.createKey(kubernetes(), namespace(), "orders");
        apply("orders", BY_ACK);
        awaitNotReady("Key %s/orders has no ARN in its status yet");
        assertThat(changes()).isEmpty();

        Definitions.giveArn(kubernetes(), namespace(), "orders", key);

        awaitReady("orders");
        assertThat(status("orders").encryption().keyARN()).isEqualTo(key);
    }

    @Test
    void aKindThatIsNotInstalledIsToldAndFoundOnceItIs() {
        String key = aws().console().createKey();
        keyNamed("alias/other");
        Definitions.uninstall(kubernetes(), Definitions.ACK);

        apply("orders", BY_ACK);
        apply("other", "{shards: 1, key: {id: alias/other}}");
        awaitStalled("orders", Reason.KeyReferenceUnavailable);
        assertThat(condition("orders", ConditionType.Ready).getMessage())
                .startsWith("The cluster has no kind Key of kms.services.k8s.aws/v1alpha1: install the controller");
        awaitReady("other");

        Definitions.install(kubernetes(), Definitions.ACK);
        Definitions.createKey(kubernetes(), namespace(), "orders");
        Definitions.giveArn(kubernetes(), namespace(), "orders", key);
        awaitReady("orders");
    }

    @Test
    void aKindThatIsNotEnabledIsToldEvenWhereItIsInstalled() {
        Definitions.install(kubernetes(), Definitions.CROSSPLANE);

        apply("orders", "{shards: 1, key: {ref: {apiVersion: kms.aws.m.upbound.io/v1beta1, kind: Key, name: orders}}}");

        awaitStalled("orders", Reason.KeyReferenceUnavailable);
        assertThat(condition("orders", ConditionType.KeyUsable).getMessage())
                .isEqualTo(
                        "This operator does not look up keys in Key of kms.aws.m.upbound.io/v1beta1. Have the cluster's"
                                + " administrator add Key.kms.aws.m.upbound.io to KEY_REFERENCE_KINDS, or name the key otherwise.");
        assertThat(changes()).isEmpty();
    }

    static Stream<String> hostileValues() {
        return Stream.of(
                "alias/orders\n",
                "alias/orders\nalias/other",
                "alias/aws/s3",
                "hunter2, a password",
                "a".repeat(1_000_000));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hostileValues")
    void aValueThatIsNoKeyReachesNeitherAwsNorTheStatus(String value) {
        keyNamed("alias/orders");
        name(value);
        apply("orders", BY_CONFIG_MAP);

        awaitStalled("orders", Reason.KeyReferenceInvalid);

        assertThat(condition("orders", ConditionType.KeyUsable).getMessage())
                .startsWith("Entry orders of ConfigMap " + namespace() + "/keys is ")
                .hasSizeLessThan(500)
                .doesNotContain(value, "\n");
        assertThat(aws().journal().count(Operation.DESCRIBE_KEY)).isZero();
        assertThat(changes()).isEmpty();
        name("alias/orders");
        awaitReady("orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws:kms:us-east-1:111122223333:alias/orders"
            })
    void aKeyOfAnotherRegionIsNotAskedAfter(String value) {
        name(value);
        apply("orders", BY_CONFIG_MAP);

        awaitStalled("orders", Reason.KeyInOtherRegion);

        assertThat(aws().journal().count(Operation.DESCRIBE_KEY)).isZero();
        assertThat(changes()).isEmpty();
    }

    @Test
    void anObjectOfThatNameInAnotherNamespaceIsNobodysKey() {
        keyNamed("alias/orders");
        String others = cluster().newNamespace();
        writeConfigMap(others, Map.of("orders", "alias/orders"));

        apply("orders", BY_CONFIG_MAP);
        awaitNotReady("There is no ConfigMap %s/keys");

        writeConfigMap(others, Map.of("orders", "alias/orders", "more", "alias/orders"));
        name("");
        awaitNotReady("Entry orders of ConfigMap %s/keys is empty");
        assertThat(aws().journal().count(Operation.DESCRIBE_KEY)).isZero();
        assertThat(changes()).isEmpty();
    }

    @Test
    void aStreamThatGoesWithItsObjectDoesSoWithoutItsKey() {
        keyNamed("alias/orders");
        name("alias/orders");
        apply("orders", BY_CONFIG_MAP.replace("shards: 1", "shards: 1, deletionPolicy: Delete"));
        awaitReady("orders");
        kubernetes().configMaps().inNamespace(namespace()).withName("keys").delete();
        awaitNotReady("There is no ConfigMap %s/keys");

        object("orders").delete();

        awaitGone("orders");
        assertThat(changes(Operation.DELETE_STREAM)).isEqualTo(1);
    }
}
