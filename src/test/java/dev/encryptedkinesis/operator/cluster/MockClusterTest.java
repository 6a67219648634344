package dev.encryptedkinesis.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.cluster.WriteJournal.Write;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MockClusterTest extends OperatorContract {

    private MockCluster mock;

    @Override
    protected TestCluster start() {
        mock = MockCluster.start();
        return mock;
    }

    @AfterEach
    void stopFailing() {
        mock.stopFailing();
    }

    @Test
    void anInjectedConflictOfTheStatusIsRetriedByTheOperator() {
        mock.writes().clear();
        mock.failNext("PATCH", "/encryptedkinesisstreams/orders/status$", 409, 1);
        run(new ProbeReconciler((stream, context) -> UpdateControl.patchStatus(statusOf(stream, "arn:first"))));

        testClient().resource(stream(1)).create();

        await().until(() -> status() != null);
        assertThat(mock.writes().matching("PATCH", "/status$"))
                .extracting(Write::httpStatus)
                .containsExactly(409, 200);
    }

    @Test
    void anInjectedRefusalNamesItsReasonAndLastsAsLongAsAsked() {
        mock.failNext("POST", "/encryptedkinesisstreams$", 403, 2);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> testClient().resource(stream(1)).create())
                    .isInstanceOfSatisfying(KubernetesClientException.class, refusal -> {
                        assertThat(refusal.getCode()).isEqualTo(403);
                        assertThat(refusal.getStatus().getReason()).isEqualTo("Forbidden");
                    });
        }
        assertThat(testClient().resource(stream(1)).create().getMetadata().getUid())
                .isNotBlank();
    }

    @Test
    void anInjectedServerErrorIsRetriedByTheClientItself() {
        mock.writes().clear();
        mock.failNext("POST", "/encryptedkinesisstreams$", 500, 2);

        testClient().resource(stream(1)).create();

        assertThat(mock.writes().matching("POST", "/encryptedkinesisstreams$"))
                .extracting(Write::httpStatus)
                .containsExactly(500, 500, 201);
    }

    @Test
    void failuresThatAreTakenBackDoNotHappen() {
        mock.failNext("POST", "/encryptedkinesisstreams$", 403, 1);
        mock.stopFailing();

        assertThat(testClient().resource(stream(1)).create().getMetadata().getUid())
                .isNotBlank();
    }

    @Test
    void aJsonPatchWhoseTestFailsIsAnswered() {
        testClient().resource(stream(1)).create();

        assertThatThrownBy(() -> live().patch(
                                PatchContext.of(PatchType.JSON),
                                "[{\"op\":\"test\",\"path\":\"/spec/shards\",\"value\":7}]"))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(422));
    }
}
