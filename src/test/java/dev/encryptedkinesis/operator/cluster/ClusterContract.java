package dev.encryptedkinesis.operator.cluster;

import static dev.encryptedkinesis.operator.api.ApiGroup.FINALIZER;
import static dev.encryptedkinesis.operator.cluster.ProbeReconciler.Stage.GONE;
import static dev.encryptedkinesis.operator.cluster.ProbeReconciler.Stage.LIVE;
import static dev.encryptedkinesis.operator.cluster.ProbeReconciler.Stage.TERMINATING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.KeySelector;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator, with JOSDK's defaults and leader election, needs of an API server. */
abstract class ClusterContract extends ClusterScenario {

    private static final String NAME = "orders";
    private static final String FOREIGN_FINALIZER = "example.com/keep";
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("contract")
            .withForce(true)
            .build();

    private KubernetesClient client;
    private String namespace;
    private Operator operator;

    @BeforeEach
    void enterNamespace() {
        client = cluster().client();
        namespace = cluster().newNamespace();
    }

    @AfterEach
    void leaveNamespace() {
        if (operator != null) {
            operator.stop();
        }
        client.close();
    }

    @Test
    void anOperatorIsElectedAndReconciles() {
        ProbeReconciler probe = run(new ProbeReconciler((stream, context) -> UpdateControl.noUpdate()));

        client.resource(stream(1)).create();

        await().untilAsserted(() -> assertThat(probe.stages()).containsExactly(LIVE));
        assertThat(client.leases()
                        .inNamespace(namespace)
                        .withName("election")
                        .get()
                        .getSpec()
                        .getHolderIdentity())
                .isNotBlank();
    }

    @Test
    void aStatusThatTheOperatorPatchesIsReplacedAndDoesNotTriggerIt() {
        ProbeReconciler probe = run(new ProbeReconciler((stream, context) -> UpdateControl.patchStatus(
                statusOf(stream, stream.getMetadata().getGeneration() == 1 ? "arn:first" : null))));
        client.resource(stream(1)).create();
        await().until(() -> status() != null);
        assertThat(status().streamARN()).isEqualTo("arn:first");

        live().edit(stream -> withShards(stream, 2));

        await().until(() -> status().observedGeneration() == 2);
        EncryptedKinesisStream result = live().get();
        assertThat(result.getStatus().streamARN()).isNull();
        assertThat(result.getStatus().conditions()).hasSize(1);
        assertThat(result.getSpec().shards()).isEqualTo(2);
        await().during(QUIET).untilAsserted(() -> assertThat(probe.stages()).containsExactly(LIVE, LIVE));
    }

    @Test
    void aStatusThatTheOperatorAppliesItselfDoesNotTriggerItEither() {
        ProbeReconciler probe = run(new ProbeReconciler((stream, context) -> {
            EncryptedKinesisStream applied =
                    context.resourceOperations().serverSideApplyPrimaryStatus(statusOf(stream, "arn:first"));
            EncryptedKinesisStream again =
                    context.resourceOperations().serverSideApplyPrimaryStatus(statusOf(stream, "arn:first"));
            assertThat(again.getMetadata().getResourceVersion())
                    .isEqualTo(applied.getMetadata().getResourceVersion());
            assertThat(again.getSpec()).isEqualTo(stream.getSpec());
            return UpdateControl.noUpdate();
        }));

        client.resource(stream(1)).create();

        await().until(() -> status() != null);
        await().during(QUIET).untilAsserted(() -> assertThat(probe.stages()).containsExactly(LIVE));
    }

    @Test
    void aFinalizerIsAppliedAndRemovedBesideThoseOfOthers() {
        ProbeReconciler probe = run(new ProbeReconciler((stream, context) -> {
            if (stream.isMarkedForDeletion()) {
                context.resourceOperations().removeFinalizer(FINALIZER);
            } else {
                context.resourceOperations().addFinalizerWithSSA(FINALIZER);
            }
            return UpdateControl.noUpdate();
        }));
        EncryptedKinesisStream stream = stream(1);
        stream.addFinalizer(FOREIGN_FINALIZER);
        client.resource(stream).create();
        await().untilAsserted(() ->
                assertThat(live().get().getFinalizers()).containsExactlyInAnyOrder(FOREIGN_FINALIZER, FINALIZER));

        live().delete();
        await().untilAsserted(() -> assertThat(live().get().getFinalizers()).containsExactly(FOREIGN_FINALIZER));
        live().edit(held -> {
            held.removeFinalizer(FOREIGN_FINALIZER);
            return held;
        });

        await().untilAsserted(() -> assertThat(live().get()).isNull());
        await().during(QUIET).untilAsserted(() -> assertThat(probe.stages()).containsExactly(LIVE, TERMINATING, GONE));
    }

    @Test
    void theLastFinalizerIsAddedByPatchAndItsRemovalDeletes() {
        ProbeReconciler probe = run(new ProbeReconciler((stream, context) -> {
            EncryptedKinesisStream answer = stream.isMarkedForDeletion()
                    ? context.resourceOperations().removeFinalizer(FINALIZER)
                    : context.resourceOperations().addFinalizer(FINALIZER);
            assertThat(answer.hasFinalizer(FINALIZER)).isEqualTo(!stream.isMarkedForDeletion());
            return UpdateControl.noUpdate();
        }));
        client.resource(stream(1)).create();
        await().untilAsserted(() -> assertThat(live().get().getFinalizers()).containsExactly(FINALIZER));

        live().delete();

        await().untilAsserted(() -> assertThat(live().get()).isNull());
        await().during(QUIET).untilAsserted(() -> assertThat(probe.stages()).containsExactly(LIVE, TERMINATING, GONE));
    }

    @Test
    void anObjectWithoutFinalizerIsGoneAtOnceAndTheOperatorIsTold() {
        ProbeReconciler probe = run(new ProbeReconciler((stream, context) -> UpdateControl.noUpdate()));
        client.resource(stream(1)).create();
        await().untilAsserted(() -> assertThat(probe.stages()).containsExactly(LIVE));

        live().delete();

        assertThat(live().get()).isNull();
        await().untilAsserted(() -> assertThat(probe.stages()).containsExactly(LIVE, GONE));
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
    void anApplyOfAStaleStatusConflicts() {
        EncryptedKinesisStream created = client.resource(stream(1)).create();
        live().edit(stream -> withShards(stream, 2));
        EncryptedKinesisStream stale = statusOf(created, "arn:stale");
        stale.getMetadata().setResourceVersion(created.getMetadata().getResourceVersion());

        assertThatThrownBy(() -> client.resource(stale).subresource("status").patch(APPLY))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(409));
        assertThat(live().get().getStatus()).isNull();
    }

    @Test
    void anApplyOfAStatusCreatesNoObject() {
        EncryptedKinesisStream missing = statusOf(stream(1), "arn:nobody");

        assertThatThrownBy(() -> client.resource(missing).subresource("status").patch(APPLY))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(404));
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

    final ProbeReconciler run(ProbeReconciler probe) {
        operator = new Operator(configuration -> configuration
                .withKubernetesClient(cluster().client())
                .withLeaderElectionConfiguration(
                        LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration("election")
                                .withLeaseNamespace(namespace)
                                .buildForTest(false)));
        operator.register(probe, controller -> controller.settingNamespace(namespace));
        operator.start();
        return probe;
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
                arn,
                null,
                null,
                null,
                null,
                null,
                null));
        return fresh;
    }

    private static EncryptedKinesisStream withShards(EncryptedKinesisStream stream, int shards) {
        stream.setSpec(new EncryptedKinesisStreamSpec(
                null, null, null, shards, null, null, new KeySelector("alias/orders", null), null, null, null, null));
        return stream;
    }
}
