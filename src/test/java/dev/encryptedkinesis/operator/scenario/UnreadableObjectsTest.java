package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Objects that a schema of another version let in, or that were written to etcd: of another form than the operator reads. The API
 * server gives them out in one list with all others, so that whoever cannot read one of them has none.
 */
@Tag("cluster")
class UnreadableObjectsTest extends OperatorScenario {

    private static final String ORDERS = "{shards: 1, key: {id: alias/orders}}";

    @Override
    protected TestCluster start() {
        return RealCluster.startOrSkip();
    }

    @BeforeEach
    void arrange() {
        keyNamed("alias/orders");
    }

    @AfterEach
    void forgetTheOther() {
        kubernetes().resources(AwsIdentity.class).withName("other").delete();
    }

    private GenericKubernetesResource object(String kind, String name, Map<String, Object> content) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setApiVersion("encryptedkinesis.dev/v1alpha1");
        object.setKind(kind);
        object.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(kind.equals("AwsIdentity") ? null : namespace())
                .build());
        object.setAdditionalProperties(content);
        return object;
    }

    private void createStream(String name, String spec) {
        kubernetes()
                .resource(object(
                        "EncryptedKinesisStream", name, Map.of("spec", Serialization.unmarshal(spec, Object.class))))
                .create();
    }

    /** What follows is done while the API server takes anything. */
    private void withoutSchema(String plural, Runnable deeds) {
        Resource<CustomResourceDefinition> definition = kubernetes()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(plural + ".encryptedkinesis.dev");
        JSONSchemaProps schema =
                definition.get().getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
        replaceSchema(
                definition,
                new JSONSchemaPropsBuilder()
                        .withType("object")
                        .withXKubernetesPreserveUnknownFields(true)
                        .build());
        await().ignoreException(KubernetesClientException.class).until(() -> {
            kubernetes()
                    .resource(object(
                            definition.get().getSpec().getNames().getKind(),
                            "probe",
                            Map.of("spec", Map.of("shards", "abc"))))
                    .dryRun()
                    .create();
            return true;
        });
        deeds.run();
        replaceSchema(definition, schema);
    }

    private void replaceSchema(Resource<CustomResourceDefinition> definition, JSONSchemaProps schema) {
        definition.patch(
                PatchContext.of(PatchType.JSON),
                "[{\"op\": \"replace\", \"path\": \"/spec/versions/0/schema/openAPIV3Schema\", \"value\": %s}]"
                        .formatted(Serialization.asJson(schema)));
    }

    private void awaitUnreadable(String name, String why) {
        awaitStalled(name, Reason.InvalidSpec);
        assertThat(condition(name, ConditionType.Stalled).getMessage()).startsWith(why + ". Mend the object");
    }

    private void createStreamWithPolicy(String name, String policy) {
        kubernetes()
                .raw(
                        "/apis/encryptedkinesis.dev/v1alpha1/namespaces/" + namespace() + "/encryptedkinesisstreams",
                        "POST",
                        """
                        {"apiVersion": "encryptedkinesis.dev/v1alpha1", "kind": "EncryptedKinesisStream", "metadata": {"name": "%s"},
                        "spec": {"shards": 1, "key": {"id": "alias/orders"}, "resourcePolicy": %s}}""".formatted(name, policy));
    }

    /** The schema has to leave open what a policy says: so anybody who may make a stream can send these. */
    @Test
    void aResourcePolicyThatTheSchemaLetsInKeepsNoOtherFromBeingLookedAfter() {
        apply("before", ORDERS);
        createStreamWithPolicy("deep", "{\"Statement\": %s}".formatted("[".repeat(9000) + "]".repeat(9000)));
        createStreamWithPolicy("long", "{\"Statement\": [], \"%s\": 1}".formatted("x".repeat(500_000)));

        awaitUnreadable("deep", "spec is nested deeper than 50 levels");
        awaitStalled("long", Reason.InvalidSpec);
        apply("beside", ORDERS);
        awaitReady("beside");
        stopOperator();
        startOperator();
        apply("after", ORDERS);
        awaitReady("before");
        awaitReady("after");
        object("deep").delete();
        awaitGone("deep");
    }

    @Test
    void whatIsOfAnotherFormIsToldAndKeepsNoOtherFromBeingLookedAfter() {
        apply("before", ORDERS);
        withoutSchema("encryptedkinesisstreams", () -> {
            createStream("text", "shards: abc\nkey: {id: alias/orders}");
            createStream("list", "shards: 1\nkey: [alias/orders]");
            createStream("large", "shards: 99999999999\nkey: {id: alias/orders}");
            createStream("tag", "shards: 1\nkey: {id: alias/orders}\ntags: {\"a\\e[31m\\n\": [1]}");
            createStream("nothing", "no spec at all");
            awaitUnreadable("text", "spec.shards is not of the form that this version of the operator reads");
            awaitUnreadable("list", "spec.key is not of the form that this version of the operator reads");
            awaitUnreadable("large", "spec.shards is not of the form that this version of the operator reads");
            awaitUnreadable("tag", "spec.tags.a?[31m? is not of the form that this version of the operator reads");
            awaitUnreadable("nothing", "spec is not of the form that this version of the operator reads");
            stopOperator();
            startOperator();
            apply("after", ORDERS);
            awaitReady("before");
            awaitReady("after");
        });
        assertThat(aws().console().kinesis().listStreams().streamNames()).containsExactlyInAnyOrder("before", "after");
    }

    @Test
    void aStatusOfAnotherFormIsNotWrittenOver() {
        apply("orders", ORDERS);
        awaitReady("orders");
        withoutSchema("encryptedkinesisstreams", () -> {
            object("orders")
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": {\"shards\": \"many\"}}");
            apply("orders", ORDERS.replace("shards: 1", "shards: 1, retentionHours: 48"));

            awaitEvent("orders", Reason.InvalidSpec);
            assertThat(notes("orders", Reason.InvalidSpec))
                    .allMatch(note ->
                            note.contains("status.shards is not of the form that this version of the operator reads"));
            assertThat(stored("orders").<Object>get("status", "shards")).isEqualTo("many");
            object("orders")
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": {\"shards\": 1}}");
            apply("orders", ORDERS.replace("shards: 1", "shards: 1, retentionHours: 72"));
            awaitReady("orders");
        });
    }

    private GenericKubernetesResource stored(String name) {
        return kubernetes()
                .genericKubernetesResources("encryptedkinesis.dev/v1alpha1", "EncryptedKinesisStream")
                .inNamespace(namespace())
                .withName(name)
                .get();
    }

    @Test
    void anIdentityOfAnotherFormServesNobodyAndKeepsNoOtherFromServing() {
        withoutSchema("awsidentities", () -> {
            kubernetes()
                    .resource(object("AwsIdentity", "other", Map.of("spec", Map.of("namespaceSelector", "all"))))
                    .create();
            apply("before", ORDERS);
            awaitReady("before");
            stopOperator();
            startOperator();
            apply("after", ORDERS);
            awaitReady("after");
        });
    }
}
