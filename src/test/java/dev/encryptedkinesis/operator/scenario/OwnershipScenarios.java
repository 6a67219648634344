package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.simulation.Operation;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose a stream is: of others, of this object, or to be looked at only. */
abstract class OwnershipScenarios extends OperatorScenario {

    @Test
    void aForeignStreamIsLeftAloneUntilItIsToBeAdopted() {
        keyNamed("alias/orders");
        aws().console().createActiveStream("orders", 1, Map.of("team", "others"));

        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitStalled("orders", Reason.NameTaken);
        assertThat(changes()).isEmpty();
        assertThat(condition("orders", ConditionType.Ready).getMessage())
                .contains("exists, and object " + namespace() + "/orders did not create it")
                .contains("adoptionPolicy: AdoptOrCreate");

        apply("orders", "{shards: 1, key: {id: alias/orders}, adoptionPolicy: AdoptOrCreate}");
        awaitReady("orders");
        assertThat(changes()).containsExactly(Operation.ADD_TAGS_TO_STREAM, Operation.START_STREAM_ENCRYPTION);
        awaitEvent("orders", Reason.StreamAdopted);
    }

    @Test
    void whoOnlyObservesChangesNothing() {
        keyNamed("alias/orders");
        aws().console().createActiveStream("orders", 3, Map.of());

        apply("orders", "{shards: 2, key: {id: alias/orders}, managementPolicy: ObserveOnly}");
        awaitStalled("orders", Reason.ObservedOnly);

        assertThat(status("orders").shards()).isEqualTo(3);
        assertThat(condition("orders", ConditionType.Encrypted).getReason()).isEqualTo("NotEncrypted");
        assertThat(changes()).isEmpty();
    }

    @Test
    void ofTwoObjectsForOneStreamTheOlderHasIt() {
        keyNamed("alias/orders");
        apply("older", "{streamName: orders, shards: 1, key: {id: alias/orders}}");
        awaitReady("older");

        apply("younger", "{streamName: orders, shards: 1, key: {id: alias/orders}, adoptionPolicy: AdoptOrCreate}");
        awaitStalled("younger", Reason.NameTaken);
        assertThat(condition("younger", ConditionType.Ready).getMessage())
                .contains("wanted by the older object " + namespace() + "/older");

        object("older").delete();
        awaitReady("younger");
        assertThat(changes(Operation.CREATE_STREAM)).isEqualTo(1);
    }
}
