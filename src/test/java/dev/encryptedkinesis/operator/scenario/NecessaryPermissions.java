package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.Account;
import dev.encryptedkinesis.operator.cluster.AuditedRequest;
import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nothing is permitted that the operator does not use: streams live and go, with all features that are on, and then each
 * permission that the chart gives is looked for in the API server's own record of what the operator asked.
 */
abstract class NecessaryPermissions extends OperatorScenario {

    /** What is permitted though these stories do not ask for it, and why. */
    private static final Map<String, String> NEEDED_ALL_THE_SAME = Map.of(
            "get encryptedkinesisstreams.encryptedkinesis.dev",
            "the SDK reads an object anew when somebody else has changed it while a finalizer is put on or taken off",
            "update leases.coordination.k8s.io",
            "the SDK asks what it may do, and does not start without this, though it patches");

    private RealCluster real;

    abstract ChartPermissions rendering();

    Account account() {
        return rendering().account(features(), namespace());
    }

    @Override
    protected final TestCluster start() {
        real = RealCluster.startOrSkip();
        return real;
    }

    @Override
    final KubernetesClient operatorClient() {
        return cluster().clientOf(account());
    }

    private List<AuditedRequest> asked() {
        String user = "system:serviceaccount:%s:%s"
                .formatted(account().namespace(), account().name());
        return real.requestsOfAccounts().stream()
                .filter(request -> request.user().equals(user))
                .toList();
    }

    final List<AuditedRequest> askedIn(String namespace) {
        return asked().stream()
                .filter(request -> request.namespace().equals(namespace))
                .toList();
    }

    private Set<String> unused() {
        List<AuditedRequest> asked = asked();
        return GrantedPermission.of(account()).stream()
                .filter(permission -> asked.stream().noneMatch(permission::permits))
                .map(GrantedPermission::words)
                .collect(Collectors.toSet());
    }

    final void assertEachPermissionIsUsed() {
        assertThat(GrantedPermission.of(account())).hasSizeGreaterThan(10);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(unused())
                        .as("what the chart permits, and nothing asked for")
                        .isEqualTo(NEEDED_ALL_THE_SAME.keySet()));
    }

    /** A stream without any feature, from its creation until it is deleted, and another operator that takes over. */
    final void aStreamComesAndGoes() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}, deletionPolicy: Delete}");
        awaitReady("orders");
        stopOperator();
        startOperator();
        object("orders").delete();
        awaitGone("orders");
    }

    /** Keys that objects of each kind name; of the last kind there is none. */
    final void keysOfOtherObjects() {
        String key = aws().console().createKey();
        kubernetes()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace())
                        .withName("keys")
                        .endMetadata()
                        .withData(Map.of("orders", key))
                        .build())
                .create();
        Definitions.install(kubernetes(), Definitions.ACK);
        Definitions.install(kubernetes(), Definitions.CROSSPLANE);
        Definitions.createKey(kubernetes(), namespace(), "orders");
        Definitions.giveArn(kubernetes(), namespace(), "orders", key);
        apply("by-config-map", KeyReferenceScenarios.BY_CONFIG_MAP);
        apply("by-ack", KeyReferenceScenarios.BY_ACK);
        apply(
                "by-crossplane",
                "{shards: 1, key: {ref: {apiVersion: kms.aws.m.upbound.io/v1beta1, kind: Key, name: orders}}}");
        awaitReady("by-config-map");
        awaitReady("by-ack");
        await().atMost(PATIENCE)
                .until(() -> Reason.KeyReferenceNotReady.name()
                        .equals(condition("by-crossplane", ConditionType.KeyUsable)
                                .getReason()));
    }

    /** Objects that are the stream's own: made, changed, and no longer wanted. */
    final void whatIsWrittenBesideTheStream() {
        keyNamed("alias/first");
        keyNamed("alias/second");
        String api = aws().console().access().createRole("api");
        aws().console().access().putPolicy(api, "all", """
                        {"Version": "2012-10-17",
                         "Statement": [{"Effect": "Allow", "Action": ["kinesis:*", "kms:*"], "Resource": "*"}]}""");
        String spec = "{shards: 1, key: {id: alias/%s}, deletionPolicy: Delete, access: {producers: ['%s']%s}%s}";
        String policies = ", policiesConfigMap: with-all-policies";
        String binding = ", binding: {secretName: with-all-stream}";

        apply("with-all", spec.formatted("first", api, policies, binding));
        awaitReady("with-all");
        apply("with-all", spec.formatted("second", api, policies, binding));
        awaitReady("with-all");
        apply("with-all", spec.formatted("second", api, "", ""));
        awaitReady("with-all");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(kubernetes().secrets().inNamespace(namespace()).list().getItems())
                    .isEmpty();
            assertThat(kubernetes()
                            .configMaps()
                            .inNamespace(namespace())
                            .withName("with-all-policies")
                            .get())
                    .isNull();
        });
    }
}
