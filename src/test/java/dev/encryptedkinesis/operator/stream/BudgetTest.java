package dev.encryptedkinesis.operator.stream;

import static dev.encryptedkinesis.operator.stream.Situation.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BudgetTest {

    private static final Duration DAY = Duration.ofHours(24);

    @ParameterizedTest
    @CsvSource({"KEY_CHANGES, 25", "RESHARDINGS, 10", "MODE_SWITCHES, 2"})
    void theLimitsAreThoseOfAws(Budget budget, int limit) {
        assertThat(budget.limit()).isEqualTo(limit);
        assertThat(budget.left(List.of(), NOW)).isEqualTo(limit);
    }

    @Test
    void whatIsADayOldCountsNoMore() {
        assertThat(Budget.RESHARDINGS.left(List.of(NOW.minus(DAY).plusMillis(1)), NOW))
                .isEqualTo(9);
        assertThat(Budget.RESHARDINGS.left(List.of(NOW.minus(DAY)), NOW)).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void theNextIsPossibleWhenTheFirstThatCountsIsADayOld(Budget budget) {
        List<Instant> spent = minutesAgo(budget.limit());

        assertThat(budget.nextAt(spent, NOW))
                .contains(NOW.minus(Duration.ofMinutes(budget.limit())).plus(DAY));
        assertThat(budget.left(spent, NOW)).isZero();
        assertThat(budget.nextAt(spent.subList(1, spent.size()), NOW)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theOrderDoesNotMatter(Budget budget) {
        List<Instant> spent = new ArrayList<>(minutesAgo(budget.limit()));
        Collections.reverse(spent);

        assertThat(budget.nextAt(spent, NOW)).isEqualTo(budget.nextAt(minutesAgo(budget.limit()), NOW));
    }

    /** Somebody else may have written the status, or the limit may have been higher once. */
    @Test
    void moreThanTheLimitWaitsUntilEnoughOfThemAreADayOld() {
        List<Instant> spent = minutesAgo(4);

        assertThat(Budget.MODE_SWITCHES.left(spent, NOW)).isZero();
        assertThat(Budget.MODE_SWITCHES.nextAt(spent, NOW))
                .contains(NOW.minus(Duration.ofMinutes(2)).plus(DAY));
    }

    private static List<Instant> minutesAgo(int times) {
        return IntStream.rangeClosed(1, times)
                .mapToObj(i -> NOW.minus(Duration.ofMinutes(times + 1L - i)))
                .toList();
    }
}
