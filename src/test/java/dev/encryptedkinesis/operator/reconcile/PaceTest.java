package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.encryptedkinesis.operator.stream.Blocker;
import dev.encryptedkinesis.operator.stream.Budget;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.Failure.Kind;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.NextStep.For;
import dev.encryptedkinesis.operator.stream.NextStep.Wait;
import dev.encryptedkinesis.operator.stream.Situation;
import dev.encryptedkinesis.operator.stream.StreamAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.LongBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PaceTest {

    private static final Instant NOW = Situation.NOW;
    private static final String START = "StartStreamEncryption";
    private static final NextStep STARTED =
            new NextStep.Act(new StreamAction.StartEncryption("arn:aws:kms:eu-west-1:111122223333:key/1"));

    private final Pace shortest = new Pace(new Extreme((bound, random) -> 0));
    private final Pace longest = new Pace(new Extreme((bound, random) -> bound - 1));

    /** Chance at its limits: every delay is between what the one and what the other gives. */
    private static final class Extreme extends Random {

        private static final long serialVersionUID = 1;

        private final transient LongBinaryOperator choice;

        private Extreme(LongBinaryOperator choice) {
            this.choice = choice;
        }

        @Override
        public long nextLong(long bound) {
            return choice.applyAsLong(bound, 0);
        }
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                arguments(new NextStep.Converged(), 313_500, 346_500),
                arguments(new NextStep.Blocked(Blocker.OBSERVE_ONLY), 313_500, 346_500),
                arguments(new NextStep.Blocked(Blocker.NAME_TAKEN), 114_000, 126_000),
                arguments(new NextStep.Act(new StreamAction.AddTags(Map.of("a", "b"))), 0, 0),
                arguments(new NextStep.Act(new StreamAction.RemoveTags(Set.of("a"))), 0, 0),
                arguments(STARTED, 4750, 5250),
                arguments(new Wait(For.EFFECT, Optional.empty()), 1900, 2100),
                arguments(new Wait(For.KEY_ANSWER, Optional.empty()), 14_250, 15_750),
                arguments(new Wait(For.KEY_REFERENCE, Optional.empty()), 114_000, 126_000),
                arguments(new Wait(For.SETTLING, since(0)), 5000, 5000),
                arguments(new Wait(For.SETTLING, since(3500)), 1500, 1500),
                arguments(new Wait(For.SETTLING, since(4900)), 1000, 1000),
                arguments(new Wait(For.UPDATE, Optional.empty()), 950, 1050),
                arguments(new Wait(For.CREATION, since(2000)), 950, 1050),
                arguments(new Wait(For.CREATION, since(60_000)), 8550, 9450),
                arguments(new Wait(For.UPDATE, since(20_000)), 9500, 10_500),
                arguments(new Wait(For.DELETION, since(3_600_000)), 28_500, 31_500),
                arguments(new Wait(For.UPDATE, since(-60_000)), 950, 1050),
                arguments(budget(Duration.ofSeconds(100)), 101_000, 101_000),
                arguments(budget(Duration.ofHours(7)), 313_500, 346_500),
                arguments(budget(Duration.ofHours(-1)), 1000, 1000));
    }

    @ParameterizedTest(name = "{0}: {1} to {2} ms")
    @MethodSource
    void steps(NextStep step, long least, long most) {
        assertThat(shortest.after(step, Optional.empty(), 10, NOW)).isEqualTo(Duration.ofMillis(least));
        assertThat(longest.after(step, Optional.empty(), 10, NOW))
                .isBetween(Duration.ofMillis(most - 1), Duration.ofMillis(most));
    }

    private static Optional<Instant> since(long millisecondsAgo) {
        return Optional.of(NOW.minusMillis(millisecondsAgo));
    }

    private static NextStep budget(Duration until) {
        return new NextStep.WaitForBudget(Budget.KEY_CHANGES, NOW.plus(until));
    }

    @Nested
    class AfterAFailure {

        @ParameterizedTest
        @EnumSource(
                names = {
                    "DENIED",
                    "CREDENTIALS_UNUSABLE",
                    "MISCONFIGURED",
                    "QUOTA_REACHED",
                    "KEY_DISABLED",
                    "KEY_IN_INVALID_STATE",
                    "KEY_ACCESS_DENIED",
                    "KEY_NOT_FOUND"
                })
        void whereAHumanMustActTheDelayGrowsFromFiveSecondsToTwoMinutes(Kind kind) {
            long[] milliseconds = {5000, 10_000, 20_000, 40_000, 80_000, 120_000, 120_000};
            for (int attempt = 1; attempt <= milliseconds.length; attempt++) {
                Duration expected = Duration.ofMillis(milliseconds[attempt - 1]);
                Duration twentieth = expected.dividedBy(20);
                assertThat(shortest.after(failure(kind), attempt)).isEqualTo(expected.minus(twentieth));
                assertThat(longest.after(failure(kind), attempt))
                        .isBetween(expected.plus(twentieth).minusMillis(1), expected.plus(twentieth));
                assertThat(longest.after(new NextStep.Blocked(Blocker.NAME_TAKEN), Optional.empty(), attempt, NOW))
                        .isEqualTo(longest.after(failure(kind), attempt));
            }
            assertThat(longest.after(failure(kind), Integer.MAX_VALUE)).isLessThan(Duration.ofMinutes(3));
        }

        @ParameterizedTest
        @EnumSource(names = {"TRANSIENT", "THROTTLED", "AMBIGUOUS", "NOT_FOUND", "ALREADY_EXISTS"})
        void theDelayDoublesUpToTwoMinutes(Kind kind) {
            long[] most = {2000, 4000, 8000, 16_000, 32_000, 64_000, 120_000, 120_000};
            for (int attempt = 1; attempt <= most.length; attempt++) {
                assertThat(shortest.after(failure(kind), attempt)).isEqualTo(Duration.ofMillis(most[attempt - 1] / 2));
                assertThat(longest.after(failure(kind), attempt)).isEqualTo(Duration.ofMillis(most[attempt - 1]));
            }
            assertThat(longest.after(failure(kind), Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(2));
        }

        @ParameterizedTest(name = "{0}: at first {1} to {2} ms")
        @CsvSource({"BUSY, 2000, 4000", "CREATION_SLOTS_TAKEN, 4000, 8000"})
        void whatTakesAwsItsTimeIsTriedAgainLaterAtFirst(Kind kind, long least, long most) {
            assertThat(shortest.after(failure(kind), 1)).isEqualTo(Duration.ofMillis(least));
            assertThat(longest.after(failure(kind), 1)).isEqualTo(Duration.ofMillis(most));
            assertThat(longest.after(failure(kind), 2)).isEqualTo(Duration.ofMillis(2 * most));
            assertThat(longest.after(failure(kind), Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(2));
        }

        @Test
        void whatPassesByItselfIsNewsWhenItHasComeThreeTimes() {
            assertThat(Pace.isNews(failure(Kind.TRANSIENT), 2)).isFalse();
            assertThat(Pace.isNews(failure(Kind.TRANSIENT), 3)).isTrue();
            assertThat(Pace.isNews(failure(Kind.DENIED), 1)).isTrue();
        }

        private static Failure failure(Kind kind) {
            return new Failure(kind, START, kind.name(), "No");
        }
    }

    @Nested
    class WithExperience {

        @BeforeEach
        void encryptionTakesTwentySeconds() {
            shortest.took(new Motions.Took(
                    "StartStreamEncryption with some key", Duration.ofSeconds(19), Duration.ofSeconds(21)));
        }

        @Test
        void theFirstLookIsWhenTheChangeMayBeDone() {
            assertThat(shortest.after(STARTED, Optional.empty(), 10, NOW))
                    .isEqualTo(lessChance(Duration.ofSeconds(20)));
        }

        @Test
        void untilThenNobodyLooks() {
            assertThat(shortest.after(new Wait(For.UPDATE, since(5000)), Optional.of(START), 10, NOW))
                    .isEqualTo(lessChance(Duration.ofSeconds(15)));
        }

        @Test
        void afterThatTheLooksComeAsWithoutExperience() {
            Wait wait = new Wait(For.UPDATE, since(21_000));

            assertThat(shortest.after(wait, Optional.of(START), 10, NOW))
                    .isEqualTo(shortest.after(wait, Optional.empty(), 10, NOW));
        }

        @Test
        void oneOperationSaysNothingOfAnother() {
            assertThat(shortest.after(
                            new NextStep.Act(new StreamAction.IncreaseRetention(48)), Optional.empty(), 10, NOW))
                    .isEqualTo(lessChance(Duration.ofSeconds(5)));
        }

        private static Duration lessChance(Duration expected) {
            return expected.minusMillis(expected.toMillis() / 10 / 2);
        }
    }

    @Test
    void anOperationIsNamedWithoutWhatItWasCalledWith() {
        assertThat(Pace.operation("UpdateShardCount to 8")).isEqualTo("UpdateShardCount");
        assertThat(Pace.operation("CreateStream")).isEqualTo("CreateStream");
    }
}
