package dev.encryptedkinesis.operator.stream;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.encryptedkinesis.operator.stream.NextStep.Act;
import dev.encryptedkinesis.operator.stream.NextStep.StandBack;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes back again and again is put right ever more slowly, and somebody is told. */
class StreamPlannerContestTest {

    private static final Duration AGO = Duration.ofMinutes(1);
    private static final StreamAction START = new StreamAction.StartEncryption(KEY);
    private static final StreamAction RESHARD = new StreamAction.Reshard(8);
    private static final Situation EIGHT_SHARDS = Situation.allIsWell().withShards(8);

    static Stream<Arguments> undone() {
        StreamAction create = ((Act) Situation.noStream().plan()).action();
        return Stream.of(
                arguments(Situation.noStream(), create),
                arguments(Situation.notEncrypted(), START),
                arguments(EIGHT_SHARDS, RESHARD),
                arguments(
                        Situation.allIsWell().withRetention(48, Retention.OnDecrease.REFUSE),
                        new StreamAction.IncreaseRetention(48)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("undone")
    void twiceItIsPutRightAtOnce(Situation situation, StreamAction action) {
        assertThat(situation.havingMade(2, action, AGO).plan()).isEqualTo(new Act(action));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("undone")
    void thenItWaits(Situation situation, StreamAction action) {
        Situation contested = situation.havingMade(3, action, AGO);
        Instant next = Situation.NOW.minus(AGO).plus(Duration.ofMinutes(10));

        assertThat(contested.plan())
                .isEqualTo(new StandBack(new Effort(action.description(), 3, Situation.NOW.minus(AGO))));
        assertThat(new StreamPlanner().plan(contested.assessAt(next.minusMillis(1))))
                .isInstanceOf(StandBack.class);
        assertThat(new StreamPlanner().plan(contested.assessAt(next))).isEqualTo(new Act(action));
    }

    @ParameterizedTest
    @CsvSource({"1,0", "2,0", "3,10", "4,20", "5,40", "6,80", "7,120", "8,120", "1000,120"})
    void eachTimeItWaitsLonger(int times, int minutes) {
        assertThat(new Effort("UpdateShardCount to 8", times, Situation.NOW).nextAt())
                .isEqualTo(Situation.NOW.plus(Duration.ofMinutes(minutes)));
    }

    @Test
    void noDayOfRepairsUsesUpWhatAwsAllowsOfKeyChanges() {
        Progress progress = Progress.NONE;
        Instant now = Situation.NOW;
        int made = 0;
        while (now.isBefore(Situation.NOW.plus(Duration.ofHours(24)))) {
            if (progress.contested(START, now).isEmpty()) {
                progress = progress.after(START, now);
                made++;
            }
            now = now.plusSeconds(30);
        }

        assertThat(made).isBetween(12, Budget.KEY_CHANGES.limit() - 5);
    }

    @Test
    void whatIsContestedHoldsUpNothingElse() {
        assertThat(EIGHT_SHARDS
                        .havingMade(3, RESHARD, AGO)
                        .withKeyId(OTHER_KEY, KeyAnswers.enabled(OTHER_KEY))
                        .plan())
                .isEqualTo(new Act(START));
    }

    @Test
    void aChangeThatAwsMayStillHideIsNotUndoneYet() {
        assertThat(EIGHT_SHARDS
                        .havingMade(3, RESHARD, Duration.ofSeconds(1))
                        .afterAction(RESHARD, Duration.ofSeconds(1))
                        .plan())
                .isInstanceOf(NextStep.Wait.class);
    }

    @Test
    void aDayLaterItIsForgotten() {
        Situation contested = EIGHT_SHARDS.havingMade(9, RESHARD, Duration.ofHours(24));

        assertThat(contested.plan()).isEqualTo(new Act(RESHARD));
        assertThat(contested.history().progress().after(RESHARD, Situation.NOW).efforts())
                .containsExactly(new Effort(RESHARD.description(), 1, Situation.NOW));
    }

    @Test
    void anotherSpecIsAnotherMatter() {
        Situation contested = EIGHT_SHARDS.havingMade(9, RESHARD, AGO);

        assertThat(contested
                        .withHistory(contested
                                .history()
                                .with(contested.history().progress().forNewSpec()))
                        .plan())
                .isEqualTo(new Act(RESHARD));
    }

    @Test
    void thatTheStreamWasDeletedIsNoReasonToForget() {
        StreamAction create = ((Act) Situation.noStream().plan()).action();
        Situation created = Situation.noStream().havingMade(3, create, AGO);

        assertThat(created.assess().history().progress().efforts()).hasSize(1);
        assertThat(created.history().after(create, Situation.NOW).progress().efforts())
                .hasSize(1);
    }
}
