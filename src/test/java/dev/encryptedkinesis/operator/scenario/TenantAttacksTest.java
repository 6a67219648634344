package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.tenancy.Identities;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody who may edit in one namespace goes for what belongs to another one's tenant. */
class TenantAttacksTest extends TenantScenario {

    private final List<String> attempted = new CopyOnWriteArrayList<>();

    private EncryptedKinesisStream others;
    private Secret othersSecret;
    private List<JournalEntry> callsBefore;

    @Override
    List<String> attempted() {
        return attempted;
    }

    /** The other tenant has a stream, and applications that find it. */
    @BeforeEach
    void arrangeOthers() {
        kubernetes()
                .resource(stream(
                        othersNamespace(),
                        "orders",
                        "{shards: 1, key: {id: alias/others}, binding: {secretName: orders-stream}}"))
                .create();
        await("the other's stream").atMost(PATIENCE).until(() -> isReady(othersStream()));
        others = othersStream().get();
        othersSecret = othersSecret().get();
        callsBefore = aws().journal().entries();
    }

    private Resource<EncryptedKinesisStream> othersStream() {
        return kubernetes()
                .resources(EncryptedKinesisStream.class)
                .inNamespace(othersNamespace())
                .withName("orders");
    }

    private Resource<Secret> othersSecret() {
        return kubernetes().secrets().inNamespace(othersNamespace()).withName("orders-stream");
    }

    private static boolean isReady(Resource<EncryptedKinesisStream> stream) {
        EncryptedKinesisStream seen = stream.get();
        return seen.getStatus() != null && ConditionList.isTrue(seen.getStatus().conditions(), ConditionType.Ready);
    }

    /** What the operator asked AWS since the attack. */
    private Set<Operation> asked() {
        return aws().journal().entries().stream()
                .skip(callsBefore.size())
                .map(JournalEntry::operation)
                // It is asked of identities, and of no stream.
                .filter(operation -> operation != Operation.GET_CALLER_IDENTITY)
                .collect(Collectors.toSet());
    }

    private void assertNothingOfTheOthersChanged() {
        assertThat(othersStream().get().getSpec()).isEqualTo(others.getSpec());
        assertThat(isReady(othersStream())).isTrue();
        assertThat(othersSecret().get()).isEqualTo(othersSecret);
        assertThat(aws().journal().entries().stream().skip(callsBefore.size()).filter(JournalEntry::tookEffect))
                .isEmpty();
    }

    private void attack(String name, String spec) {
        editorClient().resource(stream(namespace(), name, spec)).create();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            StreamNameNotAllowed     | {shards: 1, key: {id: OWN}, streamName: orders}
            StreamNameNotAllowed     | {shards: 1, key: {id: OWN}, streamName: orders, adoptionPolicy: AdoptOrCreate}
            StreamNameNotAllowed     | {shards: 1, key: {id: OWN}, streamName: orders, managementPolicy: ObserveOnly}
            StreamNameNotAllowed     | {shards: 1, key: {id: OWN}, streamName: OTHERS.orders}
            StreamNameNotAllowed     | {shards: 1, key: {id: OWN}, streamName: HERE}
            StreamNameNotAllowed     | {shards: 1, key: {id: OWN}}
            RegionNotAllowed         | {shards: 1, key: {id: OWN}, streamName: HERE.a, region: us-east-1}
            KeyNotAllowed            | {shards: 1, key: {id: KEY}, streamName: HERE.a}
            KeyNotAllowed            | {shards: 1, key: {awsManaged: {}}, streamName: HERE.a}
            DeletionPolicyNotAllowed | {shards: 1, key: {id: OWN}, streamName: HERE.a, deletionPolicy: Delete}
            DeletionPolicyNotAllowed | {shards: 1, key: {id: OWN}, streamName: HERE.a, deletionPolicy: DeleteWithConsumers}
            """)
    void whatIsNotHisIsRefusedAndAwsIsNotEvenAsked(Reason reason, String spec) {
        attack(
                "attack",
                spec.replace("OWN", ownKey())
                        .replace("KEY", othersKey())
                        .replace("OTHERS", othersNamespace())
                        .replace("HERE", namespace()));

        awaitStalled("attack", reason);
        assertThat(asked()).isEmpty();
        assertNothingOfTheOthersChanged();
    }

    /** Which key an alias means, only KMS says; it is asked that and no more, and the answer is kept from the author. */
    @Test
    void anotherOnesAliasIsRefusedWithoutAWordOfItsKey() {
        attack("attack", "{shards: 1, key: {id: alias/others}, streamName: %s.a}".formatted(namespace()));

        awaitStalled("attack", Reason.KeyNotAllowed);
        assertThat(kubernetes()
                        .getKubernetesSerialization()
                        .asYaml(object("attack").get()))
                .doesNotContain(othersKey());
        assertThat(asked()).isSubsetOf(Operation.DESCRIBE_KEY);
        assertNothingOfTheOthersChanged();
    }

    @Test
    void anotherOnesKeyByWayOfAConfigMapIsRefused() {
        editorClient().resource(map("keys", Map.of("orders", othersKey()))).create();
        attack(
                "attack",
                "{shards: 1, key: {ref: {apiVersion: v1, kind: ConfigMap, name: keys, key: orders}}, streamName: %s.a}"
                        .formatted(namespace()));

        awaitStalled("attack", Reason.KeyNotAllowed);
        assertThat(asked()).isEmpty();
        assertNothingOfTheOthersChanged();
    }

    private ConfigMap map(String name, Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace())
                .endMetadata()
                .withData(data)
                .build();
    }

    /** There is no field for another namespace, and a name is not a path to one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            key.ref.name             | {key: {ref: {apiVersion: v1, kind: ConfigMap, name: OTHERS/keys, key: orders}}}
            key.ref.name             | {key: {ref: {apiVersion: v1, kind: ConfigMap, name: ../OTHERS/keys, key: orders}}}
            key.ref.key              | {key: {ref: {apiVersion: v1, kind: ConfigMap, name: keys, key: ../orders}}}
            binding.secretName       | {key: {id: OWN}, binding: {secretName: OTHERS/orders-stream}}
            access.policiesConfigMap | {key: {id: OWN}, access: {policiesConfigMap: ../OTHERS/keys, producers: ['arn:aws:iam::111122223333:role/a']}}
            """)
    void anotherNamespaceCannotBeNamed(String field, String spec) {
        assertThatThrownBy(() -> attack(
                        "attack", spec.replace("OTHERS", othersNamespace()).replace("OWN", ownKey())))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("spec." + field);
        assertThat(asked()).isEmpty();
        assertNothingOfTheOthersChanged();
    }

    /** A colleague's, in the same namespace. */
    @Test
    void aSecretOfSomebodyElsesIsNotWrittenOver() {
        Secret password = kubernetes()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("password")
                        .withNamespace(namespace())
                        .endMetadata()
                        .addToData("password", "aHVudGVyMg==")
                        .build())
                .create();

        attack(
                "attack",
                "{shards: 1, key: {id: '%s'}, streamName: %s.a, binding: {secretName: password}}"
                        .formatted(ownKey(), namespace()));

        awaitEvent("attack", Reason.BindingSecretTaken);
        assertThat(kubernetes().resource(password).get()).isEqualTo(password);
    }

    @Test
    void aConfigMapOfSomebodyElsesIsNotWrittenOver() {
        ConfigMap settings =
                kubernetes().resource(map("settings", Map.of("a", "b"))).create();

        attack("attack", """
                {shards: 1, key: {id: "%s"}, streamName: %s.a,
                 access: {policiesConfigMap: settings, producers: ['arn:aws:iam::123456789012:role/a']}}""".formatted(ownKey(), namespace()).replace("\n", ""));

        awaitEvent("attack", Reason.PoliciesConfigMapTaken);
        assertThat(kubernetes().resource(settings).get()).isEqualTo(settings);
    }

    @Test
    void grantsAreNotGivenWhereTheyAreNotAllowed() {
        attack(
                "attack",
                "{shards: 1, key: {id: '%s'}, streamName: %s.a, access: {mode: Grant, producers: ['arn:aws:iam::123456789012:role/a']}}"
                        .formatted(ownKey(), namespace()));

        awaitStalled("attack", Reason.GrantsNotAllowed);
        assertThat(asked()).doesNotContain(Operation.CREATE_GRANT);
    }

    /** Limits are the cluster's: who works in a namespace neither sees nor moves them. */
    @Test
    void limitsAreOutOfReach() {
        forbidden(
                "GET /apis/encryptedkinesis.dev/v1alpha1/awsidentities",
                () -> editorClient().resources(AwsIdentity.class).list());
        forbidden(
                "POST /apis/encryptedkinesis.dev/v1alpha1/awsidentities",
                () -> editorClient()
                        .resource(Identities.ofEverything("mine", Identities.namespace(namespace())))
                        .create());
        forbidden(
                "DELETE /apis/encryptedkinesis.dev/v1alpha1/awsidentities/" + namespace(),
                () -> editorClient()
                        .resources(AwsIdentity.class)
                        .withName(namespace())
                        .delete());
        forbidden(
                "GET /api/v1/namespaces/" + namespace(),
                () -> editorClient().namespaces().withName(namespace()).edit(own -> {
                    own.getMetadata().getLabels().put("kubernetes.io/metadata.name", othersNamespace());
                    return own;
                }));
        String streams = "/apis/encryptedkinesis.dev/v1alpha1/namespaces/%s/encryptedkinesisstreams";
        forbidden(
                "POST " + streams.formatted(othersNamespace()),
                () -> editorClient()
                        .resource(stream(othersNamespace(), "attack", "{shards: 1, key: {id: alias/others}}"))
                        .create());
        forbidden(
                "GET /api/v1/namespaces/%s/secrets/orders-stream".formatted(othersNamespace()),
                () -> editorClient()
                        .secrets()
                        .inNamespace(othersNamespace())
                        .withName("orders-stream")
                        .get());
        assertNothingOfTheOthersChanged();
    }

    private void forbidden(String request, ThrowingCallable call) {
        attempted.add(request);
        assertThatThrownBy(call)
                .as(request)
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(HttpURLConnection.HTTP_FORBIDDEN));
    }

    /** Else the refusals above might have another cause. */
    @Test
    void whatIsHisHeGets() {
        attack("own", "{shards: 1, key: {id: alias/own}, streamName: %s.orders}".formatted(namespace()));

        awaitReady("own");
    }
}
