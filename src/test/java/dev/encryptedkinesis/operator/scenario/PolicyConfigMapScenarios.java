package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.AccessStatus;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.Edit;
import dev.encryptedkinesis.operator.simulation.Operation;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ConfigMap with the policies for the declared producers and consumers. */
abstract class PolicyConfigMapScenarios extends OperatorScenario {

    private static final String ALL = """
            {"Version": "2012-10-17",
             "Statement": [{"Effect": "Allow", "Action": ["kinesis:*", "kms:*"], "Resource": "*"}]}""";

    private String first;
    private String api;
    private String billing;
    private String audit;

    @Override
    boolean writesPolicyConfigMaps() {
        return true;
    }

    @BeforeEach
    void arrange() {
        first = keyNamed("alias/orders");
        api = role("api");
        billing = role("billing");
        audit = role("audit");
    }

    private String role(String name) {
        String arn = aws().console().access().createRole(name);
        aws().console().access().putPolicy(arn, "all", ALL);
        return arn;
    }

    final String written() {
        return "{shards: 1, key: {id: alias/orders}, access: {producers: ['%s'], consumers: ['%s', '%s'],"
                        .formatted(api, billing, audit)
                + " policiesConfigMap: orders-policies}}";
    }

    final Resource<ConfigMap> configMap(String name) {
        return kubernetes().configMaps().inNamespace(namespace()).withName(name);
    }

    private Map<String, String> files() {
        return Optional.ofNullable(configMap("orders-policies").get())
                .map(ConfigMap::getData)
                .orElse(Map.of());
    }

    final String file(String name) {
        return files().getOrDefault(name, "");
    }

    static void soon(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).untilAsserted(assertion);
    }

    private Optional<String> told() {
        return Optional.ofNullable(status("orders").access()).map(AccessStatus::policiesConfigMap);
    }

    private long writes() {
        return Stream.of("POST", "PATCH", "PUT", "DELETE")
                .mapToLong(method -> cluster()
                        .writes()
                        .matching(method, namespace() + "/configmaps")
                        .size())
                .sum();
    }

    @Test
    void areThereBeforeTheStreamIsEncryptedAndGoWithTheirOwner() {
        aws().faults().on(Operation.START_STREAM_ENCRYPTION).always().fails("KMSAccessDeniedException", 400);
        apply("orders", written());

        soon(() -> assertThat(files())
                .containsOnlyKeys(
                        "README.txt",
                        "producer-policy.json",
                        "consumer-policy.json",
                        "kcl-consumer-policy.json",
                        "key-policy-statements.json"));
        assertThat(condition("orders", ConditionType.Encrypted).getStatus()).isEqualTo("False");
        assertThat(file("key-policy-statements.json")).contains(api, billing, audit);
        assertThat(file("producer-policy.json"))
                .contains(first, "arn:aws:kinesis:eu-west-1:123456789012:stream/orders");
        assertThat(configMap("orders-policies").get().getMetadata().getOwnerReferences())
                .containsExactly(new OwnerReferenceBuilder()
                        .withApiVersion("encryptedkinesis.dev/v1alpha1")
                        .withKind("EncryptedKinesisStream")
                        .withName("orders")
                        .withUid(object("orders").get().getMetadata().getUid())
                        .withController(true)
                        .build());
        awaitEvent("orders", Reason.PoliciesPublished);

        aws().faults().clear();
        awaitReady("orders");
        assertThat(told()).contains("orders-policies");
        assertThat(events("orders").stream().filter(Reason.PoliciesPublished.name()::equals))
                .hasSize(1);
        long before = writes();
        awaitPasses(3);
        assertThat(writes()).isEqualTo(before);
    }

    @Test
    void withAnotherKeyTheFormerIsForReadingOnly() {
        String second = keyNamed("alias/second");
        apply("orders", written());
        awaitReady("orders");

        apply("orders", written().replace("alias/orders", "alias/second"));
        awaitReady("orders");

        soon(() -> {
            assertThat(file("producer-policy.json")).contains(second).doesNotContain(first);
            assertThat(file("consumer-policy.json")).contains(second, first);
            assertThat(file("previous-key-policy-statements.json"))
                    .contains("kms:Decrypt", billing)
                    .doesNotContain("GenerateDataKey");
            assertThat(file("README.txt")).contains(first);
        });
    }

    @Test
    void followWhoIsDeclaredAndWhatIsRegistered() {
        apply("orders", written());
        awaitReady("orders");
        assertThat(file("key-policy-statements.json")).contains(audit);

        apply(
                "orders",
                written().replace(", '" + audit + "'", "").replace("{shards", "{fanOutConsumers: [app], shards"));

        soon(() -> {
            assertThat(file("key-policy-statements.json")).contains(billing).doesNotContain(audit);
            assertThat(file("consumer-policy.json")).contains("stream/orders/consumer/app:");
        });
        awaitReady("orders");
    }

    @Test
    void underAwsOwnKeyThereIsNothingAboutTheKey() {
        apply("orders", written().replace("id: alias/orders", "awsManaged: {}"));
        awaitReady("orders");

        soon(() -> assertThat(files())
                .containsOnlyKeys(
                        "README.txt", "producer-policy.json", "consumer-policy.json", "kcl-consumer-policy.json"));
        assertThat(file("producer-policy.json")).doesNotContain("kms:");
    }

    @Test
    void aConfigMapOfSomebodyElseIsLeftAsItIs() {
        ConfigMap others = kubernetes()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace())
                        .withName("orders-policies")
                        .endMetadata()
                        .withData(Map.of("notes", "mine"))
                        .build())
                .create();

        apply("orders", written());

        awaitStalled("orders", Reason.PoliciesConfigMapTaken);
        assertThat(condition("orders", ConditionType.Ready).getMessage())
                .isEqualTo(
                        "ConfigMap %s/orders-policies exists, and this object did not make it: it is left as it is. Delete"
                                        .formatted(namespace())
                                + " it, or name another one in spec.access.policiesConfigMap.");
        soon(() -> assertThat(condition("orders", ConditionType.Encrypted).getStatus())
                .isEqualTo("True"));
        assertThat(configMap("orders-policies").get()).isEqualTo(others);
        assertThat(told()).isEmpty();

        configMap("orders-policies").delete();
        awaitReady("orders");
        soon(() -> assertThat(told()).contains("orders-policies"));
    }

    @Test
    void whatSomebodyDeletedOrChangedIsPutRight() {
        apply("orders", written());
        awaitReady("orders");

        configMap("orders-policies").delete();
        soon(() -> assertThat(files()).containsKey("producer-policy.json"));

        Edit.of(
                configMap("orders-policies"),
                found -> new ConfigMapBuilder(found)
                        .addToData("producer-policy.json", "{}")
                        .addToData("notes", "mine")
                        .build());
        soon(() -> assertThat(file("producer-policy.json")).contains(first));
        assertThat(file("notes")).isEqualTo("mine");
    }

    @Test
    void whoseNameIsTakenOutGoesAndOneOfAnotherNameMoves() {
        apply("orders", written());
        awaitReady("orders");

        apply("orders", written().replace("orders-policies", "policies-of.orders"));
        soon(() -> assertThat(configMap("orders-policies").get()).isNull());
        assertThat(configMap("policies-of.orders").get().getData()).containsKey("README.txt");

        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        soon(() -> assertThat(configMap("policies-of.orders").get()).isNull());
        awaitReady("orders");
        assertThat(status("orders").access().policiesConfigMap()).isNull();
        awaitEvent("orders", Reason.PoliciesRemoved);
    }
}
