package dev.encryptedkinesis.operator.cluster;

import static dev.encryptedkinesis.operator.api.ApiGroup.FINALIZER;
import static dev.encryptedkinesis.operator.cluster.ProbeReconciler.Stage.GONE;
import static dev.encryptedkinesis.operator.cluster.ProbeReconciler.Stage.LIVE;
import static dev.encryptedkinesis.operator.cluster.ProbeReconciler.Stage.TERMINATING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That an operator with JOSDK's defaults and leader election runs on an API server. */
abstract class OperatorContract extends ClusterContract {

    private static final String FOREIGN_FINALIZER = "example.com/keep";
    private static final Duration QUIET = Duration.ofMillis(500);

    private Operator operator;

    @AfterEach
    void stopOperator() {
        if (operator != null) {
            operator.stop();
        }
    }

    @Test
    void anOperatorIsElectedAndReconciles() {
        ProbeReconciler probe = run(new ProbeReconciler((stream, context) -> UpdateControl.noUpdate()));

        testClient().resource(stream(1)).create();

        await().untilAsserted(() -> assertThat(probe.stages()).containsExactly(LIVE));
        assertThat(testClient()
                        .leases()
                        .inNamespace(namespace())
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
        testClient().resource(stream(1)).create();
        await().until(() -> status() != null);
        assertThat(status().streamARN()).isEqualTo("arn:first");

        Edit.of(live(), stream -> withShards(stream, 2));

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

        testClient().resource(stream(1)).create();

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
        testClient().resource(stream).create();
        await().untilAsserted(() ->
                assertThat(live().get().getFinalizers()).containsExactlyInAnyOrder(FOREIGN_FINALIZER, FINALIZER));

        live().delete();
        await().untilAsserted(() -> assertThat(live().get().getFinalizers()).containsExactly(FOREIGN_FINALIZER));
        Edit.of(live(), held -> {
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
        testClient().resource(stream(1)).create();
        await().untilAsserted(() -> assertThat(live().get().getFinalizers()).containsExactly(FINALIZER));

        live().delete();

        await().untilAsserted(() -> assertThat(live().get()).isNull());
        await().during(QUIET).untilAsserted(() -> assertThat(probe.stages()).containsExactly(LIVE, TERMINATING, GONE));
    }

    @Test
    void anObjectWithoutFinalizerIsGoneAtOnceAndTheOperatorIsTold() {
        ProbeReconciler probe = run(new ProbeReconciler((stream, context) -> UpdateControl.noUpdate()));
        testClient().resource(stream(1)).create();
        await().untilAsserted(() -> assertThat(probe.stages()).containsExactly(LIVE));

        live().delete();

        assertThat(live().get()).isNull();
        await().untilAsserted(() -> assertThat(probe.stages()).containsExactly(LIVE, GONE));
    }

    final ProbeReconciler run(ProbeReconciler probe) {
        operator = new Operator(configuration -> configuration
                .withKubernetesClient(cluster().client())
                .withLeaderElectionConfiguration(
                        LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration("election")
                                .withLeaseNamespace(namespace())
                                .buildForTest(false)));
        operator.register(probe, controller -> controller.settingNamespace(namespace()));
        operator.start();
        return probe;
    }
}
