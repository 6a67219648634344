package dev.encryptedkinesis.operator.stream;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.OTHER_KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.enabled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.encryptedkinesis.operator.stream.NextStep.Act;
import dev.encryptedkinesis.operator.stream.NextStep.WaitForBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** AWS counts some changes in a rolling 24 hours; that they are used up is a state with a time, and no error. */
class StreamPlannerBudgetTest {

    private static final Duration AGO = Duration.ofHours(20);
    private static final Instant FIRST = Situation.NOW.minus(AGO);
    private static final Instant NEXT = FIRST.plus(Duration.ofHours(24));

    private static final Situation OTHER_KEY_WANTED = Situation.allIsWell()
            .withKeyId(OTHER_KEY, enabled(OTHER_KEY))
            .encryptedSince(OTHER_KEY, Duration.ofMinutes(1));

    static Stream<Arguments> budgets() {
        return Stream.of(
                arguments(Budget.KEY_CHANGES, 25, OTHER_KEY_WANTED, new StreamAction.StartEncryption(KEY)),
                arguments(Budget.RESHARDINGS, 10, Situation.allIsWell().withShards(8), new StreamAction.Reshard(8)),
                arguments(
                        Budget.MODE_SWITCHES,
                        2,
                        Situation.allIsWell().withCapacity(new Capacity.OnDemand()),
                        new StreamAction.SwitchMode(Situation.ARN, CapacityMode.ON_DEMAND)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("budgets")
    void theLastOneIsMade(Budget budget, int limit, Situation situation, StreamAction action) {
        assertThat(situation.afterActions(limit - 1, action, AGO).plan()).isEqualTo(new Act(action));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("budgets")
    void afterThatTheFirstHasToBeADayOld(Budget budget, int limit, Situation situation, StreamAction action) {
        Situation spent = situation.afterActions(limit, action, AGO);

        assertThat(spent.plan()).isEqualTo(new WaitForBudget(budget, NEXT));
        assertThat(new StreamPlanner().plan(spent.assessAt(NEXT.minusMillis(1))))
                .isEqualTo(new WaitForBudget(budget, NEXT));
        assertThat(new StreamPlanner().plan(spent.assessAt(NEXT))).isEqualTo(new Act(action));
    }

    @Test
    void aSpentBudgetHoldsUpNothingElse() {
        assertThat(OTHER_KEY_WANTED
                        .afterActions(25, new StreamAction.StartEncryption(KEY), AGO)
                        .withShards(8)
                        .plan())
                .isEqualTo(new Act(new StreamAction.Reshard(8)));
    }

    @Test
    void whatAHumanMustDoIsToldBeforeWhatTimeWillDo() {
        assertThat(Situation.allIsWell()
                        .withShards(8)
                        .havingRetention(48)
                        .afterActions(10, new StreamAction.Reshard(8), AGO)
                        .plan())
                .isEqualTo(new NextStep.Blocked(Blocker.RETENTION_DECREASE));
    }

    @Test
    void aNewStreamHasItsBudgetsUnspent() {
        StreamAction create = new StreamAction.Create(
                new Capacity.Provisioned(4), Situation.allIsWell().desired().allTags());

        assertThat(Situation.notEncrypted()
                        .afterActions(25, new StreamAction.StartEncryption(OTHER_KEY), AGO)
                        .afterAction(create, Duration.ofMinutes(1))
                        .plan())
                .isEqualTo(new Act(new StreamAction.StartEncryption(KEY)));
    }
}
