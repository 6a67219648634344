package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActionPlanTest {

    @Test
    void aStreamThatIsAsAskedNeedsNothing() {
        assertThat(ActionPlan.of(Situation.allIsWell().assess())).isEmpty();
    }

    @Test
    void aStreamThatIsNotThereIsCreatedAndThenEncrypted() {
        assertThat(ActionPlan.of(Situation.noStream().assess()))
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("CreateStream with 4 shards"),
                        second -> assertThat(second).startsWith("StartStreamEncryption with arn:aws:kms:"));
    }

    @Test
    void whatDiffersIsMendedInOrderEncryptionFirstAndShardsHopByHop() {
        assertThat(ActionPlan.of(Situation.notEncrypted()
                        .havingShards(CapacityMode.PROVISIONED, 1)
                        .withRetention(48, Retention.OnDecrease.REFUSE)
                        .assess()))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("StartStreamEncryption with arn:aws:kms:"),
                        second -> assertThat(second).isEqualTo("IncreaseStreamRetentionPeriod to 48 hours"),
                        third -> assertThat(third).isEqualTo("UpdateShardCount to 2"),
                        fourth -> assertThat(fourth).isEqualTo("UpdateShardCount to 4"));
    }

    @Test
    void theOtherSettingsOfANewStreamComeLast() {
        assertThat(ActionPlan.of(Situation.noStream()
                        .withMaxRecordSize(2048)
                        .withMetrics("IncomingBytes")
                        .withConsumers("billing", "audit")
                        .withPolicy(new ResourcePolicy("{}", Map.of("Statement", "Allow")))
                        .assess()))
                .hasSize(7)
                .containsSubsequence(
                        "UpdateMaxRecordSize to 2048 KiB",
                        "EnableEnhancedMonitoring IncomingBytes",
                        "RegisterStreamConsumer audit",
                        "RegisterStreamConsumer billing")
                .last()
                .asString()
                .startsWith("PutResourcePolicy");
    }

    @Test
    void eachConsumerAndEachChangeOfMetricsIsAnActionOfItsOwn() {
        assertThat(ActionPlan.of(Situation.allIsWell()
                        .withMetrics("IncomingBytes")
                        .havingMetrics("OutgoingBytes")
                        .withConsumers("billing", "audit")
                        .havingListed()
                        .assess()))
                .containsExactly(
                        "EnableEnhancedMonitoring IncomingBytes",
                        "DisableEnhancedMonitoring OutgoingBytes",
                        "RegisterStreamConsumer audit",
                        "RegisterStreamConsumer billing");
    }

    @Test
    void whatAwsIsAtIsWaitedFor() {
        assertThat(ActionPlan.of(Situation.allIsWell()
                        .withConsumers("billing")
                        .havingListed(new FanOutConsumer("billing", "arn", FanOutConsumer.State.CREATING))
                        .assess()))
                .containsExactly("wait: fanOutConsumers not ACTIVE yet: billing");
    }

    @Test
    void aStreamThatIsToBeAdoptedIsTaggedFirst() {
        assertThat(ActionPlan.of(Situation.notEncrypted()
                        .havingTags(Map.of("team", "others"))
                        .withAdoption(Policies.Adoption.ADOPT_OR_CREATE)
                        .assess()))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("AddTagsToStream, to adopt the stream"),
                        second -> assertThat(second).startsWith("StartStreamEncryption"));
    }

    @Test
    void warmThroughputComesAfterTheSwitchThatItNeeds() {
        Capacity warm = new Capacity.OnDemand(Optional.of(100));

        assertThat(ActionPlan.of(Situation.allIsWell().withCapacity(warm).assess()))
                .containsExactly("UpdateStreamMode to ON_DEMAND", "UpdateStreamWarmThroughput to 100 MiB/s");
        assertThat(ActionPlan.of(Situation.noStream().withCapacity(warm).assess()))
                .startsWith("CreateStream on demand")
                .endsWith("UpdateStreamWarmThroughput to 100 MiB/s");
    }

    @Test
    void whatIsNotPossibleSaysSo() {
        assertThat(ActionPlan.of(Situation.allIsWell()
                        .havingRetention(168)
                        .withRetention(48, Retention.OnDecrease.REFUSE)
                        .assess()))
                .singleElement()
                .asString()
                .startsWith("not possible: ")
                .contains("168", "48");
    }
}
