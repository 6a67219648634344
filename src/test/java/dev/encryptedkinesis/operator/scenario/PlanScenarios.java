package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ApiGroup;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.simulation.Operation;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is shown before it is done, and what differs. */
abstract class PlanScenarios extends OperatorScenario {

    @Test
    void aPlanIsShownAndOnlyCarriedOutWhenTheAnnotationGoes() {
        keyNamed("alias/orders");
        aws().console().createActiveStream("orders", 1, Map.of("team", "others"));
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitStalled("orders", Reason.NameTaken);

        annotate("orders", Map.of(ApiGroup.PLAN, "true"));
        apply("orders", """
                shards: 4
                retentionHours: 48
                key: {id: alias/orders}
                adoptionPolicy: AdoptOrCreate
                """);
        awaitStalled("orders", Reason.PlanOnly);
        assertThat(status("orders").plan())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("AddTagsToStream"),
                        second -> assertThat(second).startsWith("StartStreamEncryption with arn:aws:kms:"),
                        third -> assertThat(third).isEqualTo("IncreaseStreamRetentionPeriod to 48 hours"),
                        fourth -> assertThat(fourth).isEqualTo("UpdateShardCount to 2"),
                        fifth -> assertThat(fifth).isEqualTo("UpdateShardCount to 4"));
        assertThat(changes()).isEmpty();

        annotate("orders", Map.of());
        awaitReady("orders");
        assertThat(changes())
                .containsExactly(
                        Operation.ADD_TAGS_TO_STREAM,
                        Operation.START_STREAM_ENCRYPTION,
                        Operation.INCREASE_STREAM_RETENTION_PERIOD,
                        Operation.UPDATE_SHARD_COUNT,
                        Operation.UPDATE_SHARD_COUNT);
        assertThat(status("orders").plan()).isEmpty();
        assertThat(status("orders").differences()).isEmpty();
    }

    @Test
    void aStreamThatIsToBeCreatedIsNotWhileThatIsOnlyPlanned() {
        keyNamed("alias/orders");
        applyPlanned("orders", "{shards: 2, key: {id: alias/orders}}");

        awaitStalled("orders", Reason.PlanOnly);

        assertThat(status("orders").plan()).first().asString().isEqualTo("CreateStream with 2 shards");
        assertThat(aws().journal().mutations()).isEmpty();
    }

    @Test
    void whoOnlyObservesIsToldWhatDiffers() {
        keyNamed("alias/orders");
        aws().console().createActiveStream("orders", 3, Map.of());

        apply("orders", "{shards: 2, key: {id: alias/orders}, managementPolicy: ObserveOnly}");
        awaitStalled("orders", Reason.ObservedOnly);

        assertThat(status("orders").differences())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("key is none"),
                        second -> assertThat(second).startsWith("shards is 3"));
    }
}
