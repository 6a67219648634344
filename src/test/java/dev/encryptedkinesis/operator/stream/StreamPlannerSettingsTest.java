package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.NextStep.Act;
import dev.encryptedkinesis.operator.stream.NextStep.Blocked;
import dev.encryptedkinesis.operator.stream.NextStep.Converged;
import dev.encryptedkinesis.operator.stream.NextStep.For;
import dev.encryptedkinesis.operator.stream.NextStep.Wait;
import dev.encryptedkinesis.operator.stream.Retention.OnDecrease;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything but the key of a stream of ours. */
class StreamPlannerSettingsTest {

    private static final Situation WELL = Situation.allIsWell();
    private static final Capacity ON_DEMAND = new Capacity.OnDemand();

    @Test
    void aStreamThatIsAsAskedIsLeftAlone() {
        assertThat(WELL.plan()).isEqualTo(new Converged());
    }

    @Nested
    class RetentionPeriod {

        @ParameterizedTest(name = "a decrease would be: {0}")
        @CsvSource({"REFUSE", "DISCARD_RECORDS"})
        void isIncreased(OnDecrease onDecrease) {
            assertThat(WELL.withRetention(48, onDecrease).plan())
                    .isEqualTo(new Act(new StreamAction.IncreaseRetention(48)));
        }

        @Test
        void isNotDecreasedWithoutPermissionSinceThatDiscardsRecords() {
            assertThat(WELL.havingRetention(48).plan()).isEqualTo(new Blocked(Blocker.RETENTION_DECREASE));
        }

        @Test
        void isDecreasedWithPermission() {
            assertThat(WELL.havingRetention(48)
                            .withRetention(24, OnDecrease.DISCARD_RECORDS)
                            .plan())
                    .isEqualTo(new Act(new StreamAction.DecreaseRetention(24)));
        }

        @Test
        void isLeftAsItIsIfTheSpecDoesNotSay() {
            assertThat(WELL.withAnyRetention().havingRetention(8760).plan()).isEqualTo(new Converged());
        }

        @Test
        void aRefusedDecreaseHoldsUpNothingElse() {
            assertThat(WELL.havingRetention(48).withShards(8).plan()).isEqualTo(new Act(new StreamAction.Reshard(8)));
        }
    }

    @Nested
    class Shards {

        /** AWS at most doubles the number, and at most halves it. */
        @ParameterizedTest(name = "from {0} to {1}: first {2}")
        @CsvSource({
            "4, 5, 5",
            "4, 8, 8",
            "4, 9, 8",
            "4, 10000, 8",
            "5001, 10000, 10000",
            "4, 3, 3",
            "4, 2, 2",
            "4, 1, 2",
            "3, 1, 2",
            "2, 1, 1",
            "7, 1, 4",
            "1, 2, 2",
            "1, 3, 2",
            "10000, 1, 5000"
        })
        void areChangedInHopsThatAwsTakes(int from, int to, int hop) {
            assertThat(WELL.havingShards(CapacityMode.PROVISIONED, from)
                            .withShards(to)
                            .plan())
                    .isEqualTo(new Act(new StreamAction.Reshard(hop)));
        }

        @ParameterizedTest(name = "from {0} to {1}: {2} hops")
        @CsvSource({"1, 1000, 10", "1000, 1, 10", "3, 1, 2", "1, 7, 3"})
        void arriveInAsFewHopsAsAwsAllows(int from, int to, int hops) {
            int shards = from;
            int done = 0;
            while (WELL.havingShards(CapacityMode.PROVISIONED, shards)
                                    .withShards(to)
                                    .plan()
                            instanceof Act act
                    && done < 100) {
                shards = ((StreamAction.Reshard) act.action()).shards();
                done++;
            }

            assertThat(shards).isEqualTo(to);
            assertThat(done).isEqualTo(hops);
        }

        @Test
        void areAwsChoiceOnDemand() {
            assertThat(WELL.withCapacity(ON_DEMAND)
                            .havingShards(CapacityMode.ON_DEMAND, 17)
                            .plan())
                    .isEqualTo(new Converged());
        }

        @Test
        void areNotChangedTwiceWhileTheFirstChangeIsNotShown() {
            Duration ago = Duration.ofSeconds(1);

            assertThat(WELL.withShards(8)
                            .afterAction(new StreamAction.Reshard(8), ago)
                            .plan())
                    .isEqualTo(new Wait(For.EFFECT, Optional.of(Situation.NOW.minus(ago))));
        }
    }

    @Nested
    class ModeOfCapacity {

        @Test
        void isSwitchedByTheStreamsArn() {
            assertThat(WELL.withCapacity(ON_DEMAND).plan())
                    .isEqualTo(new Act(new StreamAction.SwitchMode(Situation.ARN, CapacityMode.ON_DEMAND)));
        }

        @Test
        void isSwitchedBackBeforeShardsAreCounted() {
            assertThat(WELL.withShards(8)
                            .havingShards(CapacityMode.ON_DEMAND, 4)
                            .plan())
                    .isEqualTo(new Act(new StreamAction.SwitchMode(Situation.ARN, CapacityMode.PROVISIONED)));
        }
    }

    @Nested
    class WarmThroughput {

        private static final StreamAction TO_100 = new StreamAction.UpdateWarmThroughput(Situation.ARN, 100);

        private final Situation wanting = WELL.withCapacity(new Capacity.OnDemand(Optional.of(100)));
        private final Situation onDemand = wanting.havingShards(CapacityMode.ON_DEMAND, 4);

        @Test
        void isMadeAsAskedOnceTheStreamIsOnDemand() {
            assertThat(wanting.plan())
                    .isEqualTo(new Act(new StreamAction.SwitchMode(Situation.ARN, CapacityMode.ON_DEMAND)));
            assertThat(onDemand.plan()).isEqualTo(new Act(TO_100));
        }

        @Test
        void isNotAskedForAsLongAsTheModeCannotBeSwitched() {
            assertThat(wanting.afterActions(
                                    2,
                                    new StreamAction.SwitchMode(Situation.ARN, CapacityMode.PROVISIONED),
                                    Duration.ofHours(1))
                            .plan())
                    .isInstanceOf(NextStep.WaitForBudget.class);
        }

        @ParameterizedTest(name = "asked for {0}, ready for {1}: done {2}")
        @CsvSource({
            "100, 100, true",
            "100, 40, true",
            "100, 400, true",
            "200, 100, false",
            "200, 200, false",
            "50, 100, false",
            ", 100, true",
            ", 400, true",
            ", 99, false",
            ", , false"
        })
        void isWhatWasAskedForIfAwsTellsItAndElseAtLeastThat(Integer asked, Integer ready, boolean isDone) {
            Situation found = wanting.havingWarmThroughput(
                    new StreamDescription.WarmThroughput(Optional.ofNullable(asked), Optional.ofNullable(ready)));

            assertThat(found.plan()).isEqualTo(isDone ? new Converged() : new Act(TO_100));
        }

        @Test
        void isLeftToAwsIfTheSpecDoesNotSay() {
            assertThat(WELL.withCapacity(ON_DEMAND)
                            .havingWarmThroughput(
                                    new StreamDescription.WarmThroughput(Optional.of(200), Optional.of(200)))
                            .plan())
                    .isEqualTo(new Converged());
        }

        @Test
        void isTheLastOfAllSinceAwsMayRefuseIt() {
            assertThat(onDemand.withMaxRecordSize(2048)
                            .withSpecTags(Map.of("stage", "test"))
                            .assess())
                    .extracting(Deviations::of)
                    .satisfies(all -> assertThat(all)
                            .extracting(Deviation::field)
                            .containsExactly("maxRecordSizeKiB", "tags", "tags", "warmThroughputMiBps"));
        }
    }

    @Nested
    class MaxRecordSize {

        @Test
        void isMadeAsAskedByTheStreamsArn() {
            assertThat(WELL.withMaxRecordSize(2048).plan())
                    .isEqualTo(new Act(new StreamAction.UpdateMaxRecordSize(Situation.ARN, 2048)));
            assertThat(WELL.withMaxRecordSize(1024).havingMaxRecordSize(2048).plan())
                    .isEqualTo(new Act(new StreamAction.UpdateMaxRecordSize(Situation.ARN, 1024)));
        }

        @Test
        void isLeftAsItIsIfTheSpecDoesNotSay() {
            assertThat(WELL.havingMaxRecordSize(10_240).plan()).isEqualTo(new Converged());
        }

        @Test
        void asAskedNeedsNothing() {
            assertThat(WELL.withMaxRecordSize(2048).havingMaxRecordSize(2048).plan())
                    .isEqualTo(new Converged());
        }
    }

    @Nested
    class Metrics {

        @Test
        void thatAreMissingAreTurnedOn() {
            assertThat(WELL.withMetrics("IncomingBytes", "OutgoingBytes")
                            .havingMetrics("IncomingBytes")
                            .plan())
                    .isEqualTo(new Act(new StreamAction.EnableMetrics(Set.of("OutgoingBytes"))));
        }

        @Test
        void thatAreNotAskedForAreTurnedOffAfterThoseThatAre() {
            Situation other = WELL.withMetrics("IncomingBytes").havingMetrics("OutgoingBytes");

            assertThat(other.plan()).isEqualTo(new Act(new StreamAction.EnableMetrics(Set.of("IncomingBytes"))));
            assertThat(other.havingMetrics("IncomingBytes", "OutgoingBytes").plan())
                    .isEqualTo(new Act(new StreamAction.DisableMetrics(Set.of("OutgoingBytes"))));
        }

        @Test
        void areTurnedOffByAnEmptyList() {
            assertThat(WELL.withMetrics().havingMetrics("IncomingBytes").plan())
                    .isEqualTo(new Act(new StreamAction.DisableMetrics(Set.of("IncomingBytes"))));
        }

        @Test
        void areLeftAsTheyAreIfTheSpecDoesNotSay() {
            assertThat(WELL.havingMetrics("IncomingBytes").plan()).isEqualTo(new Converged());
        }

        @Test
        void allAreTheSevenThatThereAre() {
            String[] seven = {
                "IncomingBytes",
                "IncomingRecords",
                "OutgoingBytes",
                "OutgoingRecords",
                "WriteProvisionedThroughputExceeded",
                "ReadProvisionedThroughputExceeded",
                "IteratorAgeMilliseconds"
            };

            assertThat(WELL.withMetrics("ALL").plan())
                    .isEqualTo(new Act(new StreamAction.EnableMetrics(Set.of(seven))));
            assertThat(WELL.withMetrics("ALL").havingMetrics(seven).plan()).isEqualTo(new Converged());
            assertThat(WELL.withMetrics(seven).havingMetrics("ALL").plan()).isEqualTo(new Converged());
            assertThat(WELL.withMetrics("ALL", "IncomingBytes")
                            .havingMetrics(seven)
                            .plan())
                    .isEqualTo(new Converged());
        }

        @Test
        void thatAreNewerThanTheOperatorStayWhereAllAreWanted() {
            Situation newer = WELL.havingMetrics("ALL", "DreamsPerSecond");

            assertThat(newer.withMetrics("ALL").plan()).isEqualTo(new Converged());
        }
    }

    @Nested
    class Tags {

        @Test
        void areAdded() {
            assertThat(WELL.withSpecTags(Map.of("team", "shop", "stage", "test"))
                            .plan())
                    .isEqualTo(new Act(new StreamAction.AddTags(Map.of("stage", "test"))));
        }

        @Test
        void haveTheSpecsValues() {
            assertThat(WELL.alsoTagged(Map.of("team", "other")).plan())
                    .isEqualTo(new Act(new StreamAction.AddTags(Map.of("team", "shop"))));
        }

        @Test
        void thatTheSpecNoLongerHasAreRemoved() {
            assertThat(WELL.withSpecTags(Map.of()).plan())
                    .isEqualTo(new Act(new StreamAction.RemoveTags(Set.of("team"))));
        }

        @Test
        void thatTheSpecNoLongerHasAndSomebodyRemovedNeedNothing() {
            assertThat(WELL.withSpecTags(Map.of())
                            .havingTags(Situation.OWNER.tags())
                            .plan())
                    .isEqualTo(new Converged());
        }

        @Test
        void areRemovedAgainWhenNobodyKnowsWhetherTheyWere() {
            assertThat(WELL.withSpecTags(Map.of())
                            .afterAction(new StreamAction.RemoveTags(Set.of("team")), Duration.ofSeconds(1))
                            .plan())
                    .isEqualTo(new Act(new StreamAction.RemoveTags(Set.of("team"))));
        }

        @Test
        void ofOthersAreLeftAlone() {
            assertThat(WELL.alsoTagged(Map.of("cost-center", "7")).plan()).isEqualTo(new Converged());
        }

        @Test
        void thatSayWhoseTheStreamIsArePutOnAgain() {
            Map<String, String> tags = new HashMap<>(WELL.desired().allTags());
            tags.remove(Owner.TAG_PREFIX + "uid");

            assertThat(WELL.havingTags(tags).plan())
                    .isEqualTo(new Act(new StreamAction.AddTags(WELL.desired().allTags())));
        }
    }

    /** One at a time: retention, mode, shards, record size, metrics, missing tags, surplus tags. */
    @Test
    void theOrderIsFixed() {
        Situation all = WELL.withRetention(48, OnDecrease.REFUSE)
                .withCapacity(ON_DEMAND)
                .withMaxRecordSize(2048)
                .withMetrics("IncomingBytes")
                .withSpecTags(Map.of("stage", "test"));

        assertThat(action(all)).isEqualTo(new StreamAction.IncreaseRetention(48));
        Situation retained = all.havingRetention(48);
        assertThat(action(retained)).isEqualTo(new StreamAction.SwitchMode(Situation.ARN, CapacityMode.ON_DEMAND));
        Situation switched = retained.havingShards(CapacityMode.ON_DEMAND, 4);
        assertThat(action(switched)).isEqualTo(new StreamAction.UpdateMaxRecordSize(Situation.ARN, 2048));
        Situation sized = switched.havingMaxRecordSize(2048);
        assertThat(action(sized)).isEqualTo(new StreamAction.EnableMetrics(Set.of("IncomingBytes")));
        Situation measured = sized.havingMetrics("IncomingBytes");
        assertThat(action(measured)).isEqualTo(new StreamAction.AddTags(Map.of("stage", "test")));
        Situation tagged = measured.alsoTagged(Map.of("stage", "test"));
        assertThat(action(tagged)).isEqualTo(new StreamAction.RemoveTags(Set.of("team")));
        assertThat(tagged.havingTags(tagged.desired().allTags()).plan()).isEqualTo(new Converged());
    }

    private static StreamAction action(Situation situation) {
        return ((Act) situation.plan()).action();
    }
}
