package dev.encryptedkinesis.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.KeySelector;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator needs of an API server, asked by a client. */
abstract class ClusterContract extends ClusterScenario {

    private static final String NAME = "orders";
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("contract")
            .withForce(true)
            .build();

    private KubernetesClient client;
    private String namespace;

    @BeforeEach
    void enterNamespace() {
        client = cluster().client();
        namespace = cluster().newNamespace();
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    @Test
    void anApplyCreatesChangesAndThenKeepsAnObject() {
        EncryptedKinesisStream created = client.resource(stream(1)).patch(APPLY);
        EncryptedKinesisStream changed = client.resource(stream(2)).patch(APPLY);
        EncryptedKinesisStream kept = client.resource(stream(2)).patch(APPLY);

        assertThat(created.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(changed.getMetadata().getGeneration()).isEqualTo(2);
        assertThat(changed.getMetadata().getUid())
                .isEqualTo(created.getMetadata().getUid());
        assertThat(kept.getMetadata().getResourceVersion())
                .isEqualTo(changed.getMetadata().getResourceVersion());
    }

    @Test
    void anApplyThatChangesNothingKeepsAClusterScopedObjectToo() {
        Namespace labelled = new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .addToLabels("team", "shop")
                .endMetadata()
                .build();
        Namespace applied = client.resource(labelled).patch(APPLY);
        Namespace again = client.resource(labelled).patch(APPLY);

        assertThat(applied.getMetadata().getLabels()).containsEntry("team", "shop");
        assertThat(again.getMetadata().getResourceVersion())
                .isEqualTo(applied.getMetadata().getResourceVersion());
    }

    @Test
    void aStaleStatusConflicts() {
        EncryptedKinesisStream created = client.resource(stream(1)).create();
        live().edit(stream -> withShards(stream, 2));
        EncryptedKinesisStream stale = statusOf(created, "arn:stale");
        stale.getMetadata().setResourceVersion(created.getMetadata().getResourceVersion());
        stale.setSpec(created.getSpec());

        assertRefused(409, () -> client.resource(stale).subresource("status").patch(APPLY));
        assertRefused(409, () -> client.resource(stale).updateStatus());
        assertThat(status()).isNull();
    }

    @Test
    void anApplyOfAStatusCreatesNoObject() {
        EncryptedKinesisStream missing = statusOf(stream(1), "arn:nobody");

        assertRefused(404, () -> client.resource(missing).subresource("status").patch(APPLY));
    }

    @Test
    void anApplyOfWhatAServerAnsweredIsRefused() {
        EncryptedKinesisStream answered = stream(1);
        answered.getMetadata()
                .setManagedFields(List.of(
                        new ManagedFieldsEntryBuilder().withManager("contract").build()));

        assertRefused(400, () -> client.resource(answered).patch(APPLY));
    }

    @Test
    void eventsAreKeptAndTheClusterCanBeIdentified() {
        client.resource(new EventBuilder()
                        .withNewMetadata()
                        .withName("orders.1")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withReason("StreamCreated")
                        .withType("Normal")
                        .withAction("Create")
                        .withReportingController("contract")
                        .withReportingInstance("contract-1")
                        .withNewEventTime("2026-01-01T00:00:00.000000Z")
                        .withNewRegarding()
                        .withKind("EncryptedKinesisStream")
                        .withName(NAME)
                        .withNamespace(namespace)
                        .endRegarding()
                        .build())
                .create();

        assertThat(client.events().v1().events().inNamespace(namespace).list().getItems())
                .singleElement()
                .satisfies(event -> assertThat(event.getReason()).isEqualTo("StreamCreated"));
        assertThat(List.of("default", "kube-system"))
                .allSatisfy(name -> assertThat(client.namespaces()
                                .withName(name)
                                .get()
                                .getMetadata()
                                .getUid())
                        .isNotBlank());
    }

    @Test
    void theJournalHoldsWritesAndTheirOutcome() {
        String path = "namespaces/" + namespace + "/encryptedkinesisstreams";
        client.resource(stream(1)).create();
        assertThatThrownBy(() -> client.resource(stream(1)).create()).isInstanceOf(KubernetesClientException.class);
        live().get();
        client.resource(statusOf(stream(1), "arn:first")).subresource("status").patch(APPLY);

        assertThat(cluster().writes().matching("POST", path + "$"))
                .extracting(WriteJournal.Write::httpStatus)
                .containsExactly(201, 409);
        assertThat(cluster().writes().matching("PATCH", path + "/orders/status$"))
                .hasSize(1);
        assertThat(cluster().writes().all()).noneMatch(write -> write.method().equals("GET"));
    }

    final KubernetesClient testClient() {
        return client;
    }

    final String namespace() {
        return namespace;
    }

    final Resource<EncryptedKinesisStream> live() {
        return client.resources(EncryptedKinesisStream.class)
                .inNamespace(namespace)
                .withName(NAME);
    }

    final EncryptedKinesisStreamStatus status() {
        return live().get().getStatus();
    }

    final EncryptedKinesisStream stream(int shards) {
        EncryptedKinesisStream stream = new EncryptedKinesisStream();
        stream.setMetadata(
                new ObjectMetaBuilder().withName(NAME).withNamespace(namespace).build());
        return withShards(stream, shards);
    }

    static EncryptedKinesisStream statusOf(EncryptedKinesisStream stream, String arn) {
        EncryptedKinesisStream fresh = new EncryptedKinesisStream();
        fresh.initNameAndNamespaceFrom(stream);
        fresh.setStatus(new EncryptedKinesisStreamStatus(
                stream.getMetadata().getGeneration(),
                List.of(new ConditionBuilder()
                        .withType("Ready")
                        .withStatus("True")
                        .withReason("AsSpecified")
                        .withMessage("")
                        .withLastTransitionTime("2026-01-01T00:00:00Z")
                        .build()),
                null,
                arn,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        return fresh;
    }

    static void assertRefused(int httpStatus, ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(httpStatus));
    }

    static EncryptedKinesisStream withShards(EncryptedKinesisStream stream, int shards) {
        stream.setSpec(new EncryptedKinesisStreamSpec(
                null,
                null,
                null,
                shards,
                null,
                null,
                null,
                new KeySelector("alias/orders", null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        return stream;
    }
}
