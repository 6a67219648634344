package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ApiGroup;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.Edit;
import dev.encryptedkinesis.operator.simulation.Operation;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a stream whose object is deleted. */
abstract class DeletionScenarios extends OperatorScenario {

    @Test
    void aRetainedStreamSaysWhoseItWasAndComesBackToItsObject() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");
        assertThat(object("orders").get().getFinalizers()).isEmpty();

        object("orders").delete();
        awaitGone("orders");
        assertThat(changes(Operation.DELETE_STREAM)).isZero();

        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");
        assertThat(changes(Operation.CREATE_STREAM)).isEqualTo(1);
        assertThat(changes(Operation.START_STREAM_ENCRYPTION)).isEqualTo(1);
    }

    @Test
    void aStreamThatIsToGoWithItsObjectIsGoneBeforeIt() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}, deletionPolicy: Delete}");
        awaitReady("orders");
        assertThat(object("orders").get().getFinalizers()).containsExactly(ApiGroup.FINALIZER);

        object("orders").delete();
        awaitGone("orders");

        assertThat(aws().console().kinesis().listStreams().streamNames()).isEmpty();
        awaitEvent("orders", Reason.StreamDeleted);
    }

    @Test
    void registeredConsumersKeepAStreamUntilTheSpecLetsThemGo() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}, deletionPolicy: Delete}");
        awaitReady("orders");
        aws().console()
                .kinesis()
                .registerStreamConsumer(request ->
                        request.streamARN(status("orders").streamARN()).consumerName("billing"));
        aws().console().settle("orders");

        object("orders").delete();
        awaitStalled("orders", Reason.ConsumersRegistered);
        assertThat(changes(Operation.DELETE_STREAM)).isZero();

        apply("orders", "{shards: 1, key: {id: alias/orders}, deletionPolicy: DeleteWithConsumers}");
        awaitGone("orders");
        assertThat(changes(Operation.DELETE_STREAM)).isEqualTo(1);
    }

    @Test
    void aDeletionThatAwsDeniesIsToldAndTheAnnotationReleases() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}, deletionPolicy: Delete}");
        awaitReady("orders");
        aws().console().deny("kinesis:DeleteStream");

        object("orders").delete();
        awaitStalled("orders", Reason.AccessDenied);
        awaitEvent("orders", Reason.AccessDenied);

        Edit.of(object("orders"), held -> {
            held.getMetadata().setAnnotations(Map.of(ApiGroup.ORPHAN, "true"));
            return held;
        });
        awaitGone("orders");
        assertThat(aws().console().kinesis().listStreams().streamNames()).containsExactly("orders");
    }
}
