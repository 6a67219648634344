package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.Edit;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.status.ConditionList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The Secret by which applications find the stream. */
abstract class BindingScenarios extends OperatorScenario {

    static final String BOUND = "{shards: 1, key: {id: alias/orders}, binding: {secretName: orders-stream}}";

    @Override
    boolean writesBindingSecrets() {
        return true;
    }

    final Resource<Secret> secret(String name) {
        return kubernetes().secrets().inNamespace(namespace()).withName(name);
    }

    private static Map<String, String> entries(Secret secret) {
        Map<String, String> decoded = new HashMap<>();
        secret.getData()
                .forEach((key, value) ->
                        decoded.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return decoded;
    }

    private void awaitBound(String name, String secret) {
        awaitReady(name);
        assertThat(status(name).binding().name()).isEqualTo(secret);
        assertThat(secret(secret).get()).isNotNull();
    }

    private void awaitNoSecret(String name) {
        await("no Secret " + name)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(secret(name).get()).isNull());
    }

    private void awaitSecret(String name) {
        await("a Secret " + name)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(secret(name).get()).isNotNull());
    }

    private int secretWrites() {
        return cluster()
                .writes()
                .matching("(POST|PATCH|PUT|DELETE)", namespace() + "/secrets")
                .size();
    }

    @Test
    void theSecretIsThereOnceTheStreamIsEncryptedAndSaysWhereItIs() {
        String key = keyNamed("alias/orders");
        apply("orders", BOUND);

        awaitBound("orders", "orders-stream");

        Secret secret = secret("orders-stream").get();
        assertThat(secret.getType()).isEqualTo("servicebinding.io/kinesis");
        assertThat(entries(secret))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "type", "kinesis",
                        "provider", "aws",
                        "stream-name", "orders",
                        "stream-arn", status("orders").streamARN(),
                        "region", "eu-west-1",
                        "key-arn", key,
                        "endpoint", "https://kinesis.eu-west-1.amazonaws.com"));
        EncryptedKinesisStream owner = object("orders").get();
        assertThat(secret.getMetadata().getOwnerReferences())
                .containsExactly(new OwnerReferenceBuilder()
                        .withApiVersion("encryptedkinesis.dev/v1alpha1")
                        .withKind("EncryptedKinesisStream")
                        .withName("orders")
                        .withUid(owner.getMetadata().getUid())
                        .withController(true)
                        .build());
        assertThat(secret.getMetadata().getLabels())
                .containsExactly(Map.entry("app.kubernetes.io/managed-by", "encrypted-kinesis-operator"));
        awaitEvent("orders", Reason.BindingPublished);
        assertThat(events("orders").stream().filter(Reason.BindingPublished.name()::equals))
                .hasSize(1);
    }

    /** By the order in which the API server took statuses and Secret, and by the stream's own record. */
    @Test
    void noSecretBeforeTheStreamIsEncryptedAndSettled() {
        keyNamed("alias/orders");
        List<EncryptedKinesisStream> objects = new CopyOnWriteArrayList<>();
        List<Secret> secrets = new CopyOnWriteArrayList<>();
        List<Instant> published = new CopyOnWriteArrayList<>();
        kubernetes()
                .resources(EncryptedKinesisStream.class)
                .inNamespace(namespace())
                .watch(new EachChange<EncryptedKinesisStream>(objects::add));
        kubernetes().secrets().inNamespace(namespace()).watch(new EachChange<Secret>(secret -> {
            published.add(clock().instant());
            secrets.add(secret);
        }));

        apply("orders", BOUND);
        awaitBound("orders", "orders-stream");

        await().atMost(PATIENCE).until(() -> objects.stream().anyMatch(BindingScenarios::isEncrypted));
        await().atMost(PATIENCE).until(() -> !secrets.isEmpty());
        assertThat(objects.stream().filter(object -> !isEncrypted(object)))
                .hasSizeGreaterThan(3)
                .allSatisfy(object -> assertThat(version(object)).isLessThan(version(secrets.get(0))));
        Instant settled = aws().timeline("orders")
                .orElseThrow()
                .encryptedAt()
                .orElseThrow()
                .plusSeconds(5);
        assertThat(published.get(0)).isAfterOrEqualTo(settled);
    }

    private static boolean isEncrypted(EncryptedKinesisStream object) {
        return Optional.ofNullable(object.getStatus())
                .filter(status -> ConditionList.isTrue(status.conditions(), ConditionType.Encrypted))
                .isPresent();
    }

    /** The API server counts all changes of all objects. */
    private static long version(HasMetadata object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }

    @Test
    void outagesTakeNothingAway() {
        String key = keyNamed("alias/orders");
        apply("orders", BOUND);
        awaitBound("orders", "orders-stream");
        int before = secretWrites();

        aws().faults().on(Operation.DESCRIBE_STREAM_SUMMARY).always().fails("ServiceUnavailable", 503);
        await().atMost(PATIENCE)
                .until(() -> "Unknown"
                        .equals(condition("orders", ConditionType.Ready).getStatus()));
        assertThat(status("orders").binding().name()).isEqualTo("orders-stream");
        aws().faults().clear();
        awaitReady("orders");

        aws().faults().on(Operation.DESCRIBE_KEY).always().fails("KMSInternalException", 500);
        await().atMost(PATIENCE)
                .until(() ->
                        !"True".equals(condition("orders", ConditionType.Ready).getStatus()));
        assertThat(status("orders").binding().name()).isEqualTo("orders-stream");
        aws().faults().clear();
        awaitReady("orders");

        aws().console().disableKey(key);
        awaitStalled("orders", Reason.KeyDisabled);
        assertThat(status("orders").binding().name()).isEqualTo("orders-stream");

        assertThat(secretWrites()).isEqualTo(before);
        assertThat(secret("orders-stream").get()).isNotNull();
    }

    @Test
    void anotherKeyIsWrittenOnceItIsTheStreams() {
        String first = keyNamed("alias/orders");
        String second = keyNamed("alias/second");
        apply("orders", BOUND);
        awaitBound("orders", "orders-stream");
        assertThat(entries(secret("orders-stream").get())).containsEntry("key-arn", first);

        apply("orders", BOUND.replace("alias/orders", "alias/second"));
        awaitBound("orders", "orders-stream");

        assertThat(entries(secret("orders-stream").get())).containsEntry("key-arn", second);
        assertThat(events("orders")).doesNotContain(Reason.BindingRemoved.name());
        assertThat(events("orders").stream().filter(Reason.BindingPublished.name()::equals))
                .hasSize(1);
    }

    @Test
    void withTheStreamGoesTheSecretUntilThereIsAnotherThatIsEncrypted() {
        keyNamed("alias/orders");
        apply("orders", BOUND);
        awaitBound("orders", "orders-stream");
        String former = secret("orders-stream").get().getMetadata().getUid();

        aws().console().deleteStream("orders");

        awaitEvent("orders", Reason.BindingRemoved);
        awaitBound("orders", "orders-stream");
        assertThat(secret("orders-stream").get().getMetadata().getUid()).isNotEqualTo(former);
    }

    @Test
    void aStreamThatTakesPlaintextLetsNobodyIn() {
        keyNamed("alias/orders");
        apply("orders", BOUND);
        awaitBound("orders", "orders-stream");

        aws().console().stopEncryption("orders");

        awaitEvent("orders", Reason.EncryptionLost);
        awaitEvent("orders", Reason.BindingRemoved);
        awaitBound("orders", "orders-stream");
    }

    @Test
    void aSecretOfSomebodyElseIsLeftAsItIs() {
        keyNamed("alias/orders");
        Secret others = kubernetes()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace())
                        .withName("orders-stream")
                        .endMetadata()
                        .withType("Opaque")
                        .withData(Map.of("password", "aHVudGVyMg=="))
                        .build())
                .create();

        apply("orders", BOUND);
        awaitStalled("orders", Reason.BindingSecretTaken);

        assertThat(condition("orders", ConditionType.Ready).getMessage())
                .isEqualTo(
                        "Secret %s/orders-stream exists, and this object did not make it: it is left as it is. Delete it,"
                                        .formatted(namespace())
                                + " or name another one in spec.binding.secretName.");
        assertThat(condition("orders", ConditionType.Encrypted).getStatus()).isEqualTo("True");
        assertThat(condition("orders", ConditionType.Synced).getStatus()).isEqualTo("True");
        assertThat(status("orders").binding().name()).isNull();
        assertThat(secret("orders-stream").get()).isEqualTo(others);
        apply("orders", BOUND.replace("shards: 1", "shards: 1, retentionHours: 48"));
        await().atMost(PATIENCE)
                .until(() -> Integer.valueOf(48).equals(status("orders").retentionHours()));

        secret("orders-stream").delete();
        awaitBound("orders", "orders-stream");
    }

    @Test
    void theSecretOfAnObjectThatIsNoMoreIsSomebodyElses() {
        keyNamed("alias/orders");
        kubernetes()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace())
                        .withName("orders-stream")
                        .addNewOwnerReference()
                        .withApiVersion("encryptedkinesis.dev/v1alpha1")
                        .withKind("EncryptedKinesisStream")
                        .withName("orders")
                        .withUid("b5a1f4c2-0000-4000-8000-000000000000")
                        .endOwnerReference()
                        .endMetadata()
                        .withType("servicebinding.io/kinesis")
                        .build())
                .create();

        apply("orders", BOUND);

        awaitStalled("orders", Reason.BindingSecretTaken);
        assertThat(secret("orders-stream").get().getData()).isNullOrEmpty();
    }

    @Test
    void aBindingThatIsTakenOutTakesTheSecretWithIt() {
        keyNamed("alias/orders");
        apply("orders", BOUND);
        awaitBound("orders", "orders-stream");

        apply("orders", "{shards: 1, key: {id: alias/orders}}");

        awaitNoSecret("orders-stream");
        awaitReady("orders");
        assertThat(status("orders").binding().name()).isNull();
        awaitEvent("orders", Reason.BindingRemoved);
    }

    @Test
    void aBindingOfAnotherNameMoves() {
        keyNamed("alias/orders");
        apply("orders", BOUND);
        awaitBound("orders", "orders-stream");

        apply("orders", BOUND.replace("orders-stream", "stream-of.orders"));

        awaitNoSecret("orders-stream");
        awaitBound("orders", "stream-of.orders");
    }

    @Test
    void aSecretThatSomebodyDeletedOrChangedIsPutRight() {
        keyNamed("alias/orders");
        apply("orders", BOUND);
        awaitBound("orders", "orders-stream");

        secret("orders-stream").delete();
        awaitSecret("orders-stream");

        Map<String, String> expected = entries(secret("orders-stream").get());
        Edit.of(
                secret("orders-stream"),
                secret -> new SecretBuilder(secret)
                        .addToData("stream-name", "b3RoZXJz")
                        .addToData("mine", "b3RoZXJz")
                        .build());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(entries(secret("orders-stream").get()))
                        .containsAllEntriesOf(expected)
                        .containsKey("mine"));
        assertThat(changes()).containsExactly(Operation.CREATE_STREAM, Operation.START_STREAM_ENCRYPTION);
    }

    @Test
    void aSteadyPassWritesNothing() {
        keyNamed("alias/orders");
        apply("orders", BOUND);
        awaitBound("orders", "orders-stream");
        int before = secretWrites();

        awaitPasses(3);

        assertThat(secretWrites()).isEqualTo(before);
    }

    @Test
    void aStreamThatIsOnlyObservedIsBoundIfItIsEncrypted() {
        String key = keyNamed("alias/orders");
        aws().console().createActiveStream("orders", 1, Map.of());
        String observed = BOUND.replace("shards: 1", "shards: 1, managementPolicy: ObserveOnly");
        apply("orders", observed);
        awaitStalled("orders", Reason.ObservedOnly);
        assertThat(secret("orders-stream").get()).isNull();

        aws().console().encrypt("orders", key);

        awaitBound("orders", "orders-stream");
        assertThat(changes()).isEmpty();
    }

    @Test
    void aStreamOfSomebodyElseIsNotBound() {
        String key = keyNamed("alias/orders");
        aws().console().createActiveStream("orders", 1, Map.of("team", "others"));
        aws().console().encrypt("orders", key);
        aws().console().settle("orders");

        apply("orders", BOUND);
        awaitStalled("orders", Reason.NameTaken);
        awaitPasses(2);

        assertThat(secret("orders-stream").get()).isNull();
        assertThat(status("orders").binding().name()).isNull();
    }

    private record EachChange<T>(Consumer<T> told) implements Watcher<T> {

        @Override
        public void eventReceived(Action action, T object) {
            told.accept(object);
        }

        @Override
        public void onClose(WatcherException cause) {
            // The test ends.
        }
    }
}
