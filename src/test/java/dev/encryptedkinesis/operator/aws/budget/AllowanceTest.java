package dev.encryptedkinesis.operator.aws.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.encryptedkinesis.operator.stream.Errand;
import dev.encryptedkinesis.operator.stream.Errand.Urgency;
import dev.encryptedkinesis.operator.stream.PutOffException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private long nanos = Duration.ofDays(400).negated().toNanos();
    private final Allowance allowance = new Allowance("DescribeStreamSummary", 10, () -> nanos);

    @Test
    void whoGetsNoCallIsToldWhenThereIsOne() {
        assertThat(ask(looking("shop", "1"))).isEmpty();
        assertThat(ask(looking("shop", "2"))).contains(Duration.ofMillis(100));
        assertThat(ask(looking("shop", "3"))).contains(Duration.ofMillis(200));

        passes(Duration.ofMillis(100));

        assertThat(ask(looking("shop", "2"))).isEmpty();
        assertThat(allowance.waits()).isEqualTo(2);
    }

    @Test
    void noSecondHasMoreCallsThanTheRate() {
        List<Long> made = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            if (ask(looking("shop", "" + i % 7)).isEmpty()) {
                made.add(nanos);
            }
            passes(Duration.ofMillis(3 + i % 5));
        }

        assertThat(made).hasSizeGreaterThan(200);
        assertThat(made)
                .allSatisfy(begin -> assertThat(
                                made.stream().filter(at -> at >= begin && at < begin + SECOND.toNanos()))
                        .hasSizeLessThanOrEqualTo(10));
    }

    /** What KMS takes by the thousand need not come one by one. */
    @Test
    void ofManyCallsASecondATenthMayComeAtOnce() {
        Allowance many = new Allowance("DescribeKey", 1_000, () -> nanos);
        int atOnce = madeNow(many);
        int inASecond = atOnce;
        for (int millisecond = 0; millisecond < 999; millisecond++) {
            passes(Duration.ofMillis(1));
            inASecond += madeNow(many);
        }

        assertThat(atOnce).isEqualTo(100);
        assertThat(inASecond).isBetween(950, 1_000);
    }

    private int madeNow(Allowance from) {
        int made = 0;
        while (ask(from, new Errand("shop", "one", Urgency.POLLING)).isEmpty()) {
            made++;
        }
        return made;
    }

    @Test
    void whoIsUrgentGoesBeforeAllThatAreNot() {
        ask(looking("shop", "first"));
        for (int i = 0; i < 20; i++) {
            ask(looking("shop", "" + i));
        }

        assertThat(ask(new Errand("shop", "to be made", Urgency.CREATION))).contains(Duration.ofMillis(100));
        assertThat(ask(new Errand("shop", "in plaintext", Urgency.ENCRYPTION))).contains(Duration.ofMillis(100));

        passes(Duration.ofMillis(100));

        assertThat(ask(looking("shop", "0"))).isPresent();
        assertThat(ask(new Errand("shop", "to be made", Urgency.CREATION))).isPresent();
        assertThat(ask(new Errand("shop", "in plaintext", Urgency.ENCRYPTION))).isEmpty();
    }

    /** Comes back when it was told to, and counts how many calls of each were made by then. */
    @Test
    void aThousandOfOneNamespaceDoNotKeepAnothersFewWaiting() {
        Passes passes = new Passes();
        for (int i = 0; i < 1_000; i++) {
            passes.due(new Errand("crowd", "crowd-" + i, Urgency.CREATION), nanos);
        }
        passes.until(nanos + Duration.ofSeconds(2).toNanos());
        long begin = nanos;
        for (int i = 0; i < 5; i++) {
            passes.due(new Errand("shop", "shop-" + i, Urgency.CREATION), nanos);
        }
        passes.until(nanos + Duration.ofMillis(1_500).toNanos());

        assertThat(passes.servedSince(begin, "shop")).isEqualTo(5);
        assertThat(passes.servedSince(begin, "crowd")).isBetween(8L, 11L);
    }

    @Test
    void everyoneIsServedInTheEndAndFewCallsAreLeftUnused() {
        Passes passes = new Passes();
        long begin = nanos;
        for (int i = 0; i < 300; i++) {
            passes.due(new Errand("n" + i % 3, "" + i, Urgency.values()[i % 4]), nanos);
        }
        passes.until(nanos + Duration.ofSeconds(40).toNanos());

        assertThat(passes.servedSince(begin, "n0") + passes.servedSince(begin, "n1") + passes.servedSince(begin, "n2"))
                .isEqualTo(300);
        assertThat(passes.lastServed() - begin)
                .isLessThan(Duration.ofSeconds(33).toNanos());
    }

    /** Else steady streams would not be looked at as long as there are others to be made. */
    @Test
    void everyTenthCallIsForOneWhoOnlyLooks() {
        Passes passes = new Passes();
        long begin = nanos;
        for (int i = 0; i < 1_000; i++) {
            passes.due(new Errand("crowd", "" + i, Urgency.ENCRYPTION), nanos);
        }
        for (int i = 0; i < 100; i++) {
            passes.due(looking("shop", "look-" + i), nanos);
        }
        passes.until(nanos + Duration.ofSeconds(20).toNanos());

        assertThat(passes.servedSince(begin, "shop")).isBetween(16L, 22L);
        assertThat(passes.servedSince(begin, "crowd")).isBetween(170L, 190L);
    }

    @Test
    void whoDoesNotComeBackKeepsNobodyWaitingForLong() {
        ask(looking("shop", "first"));
        ask(new Errand("shop", "gone", Urgency.ENCRYPTION));
        passes(Duration.ofMillis(100));

        assertThat(ask(looking("shop", "2"))).isPresent();

        passes(WaitingLine.KEPT_FOR.plusMillis(1));

        assertThat(ask(looking("shop", "2"))).isEmpty();
    }

    @Test
    void whoBecomesUrgentNeedNotWaitInItsOldPlace() {
        for (int i = 0; i < 10; i++) {
            ask(looking("shop", "" + i));
        }

        assertThat(ask(new Errand("shop", "9", Urgency.ENCRYPTION))).contains(Duration.ofMillis(100));
    }

    @Test
    void throttlesHalveTheRateAndSuccessRegainsIt() {
        passes(SECOND);
        allowance.throttled();
        allowance.throttled();

        assertThat(allowance.rate()).as("one of several under way counts").isEqualTo(5);

        for (int i = 0; i < 20; i++) {
            passes(SECOND);
            allowance.throttled();
        }

        assertThat(allowance.rate()).isEqualTo(10 * Allowance.LOWEST);

        passes(Duration.ofSeconds(6));
        allowance.succeeded();

        assertThat(allowance.rate()).isEqualTo(10 * Allowance.LOWEST + 1, within(1e-9));

        passes(Allowance.REGAINED_WITHIN);
        allowance.succeeded();

        assertThat(allowance.rate()).isEqualTo(10);
    }

    @Test
    void afterThrottlingCallsAreSpacedWider() {
        passes(SECOND);
        allowance.throttled();
        ask(looking("shop", "1"));

        assertThat(ask(looking("shop", "2"))).contains(Duration.ofMillis(200));
    }

    /** The next page of an answer is not put off, and is paid for later. */
    @Test
    void whatIsOverdrawnIsMissingAfterwards() {
        allowance.overdraw();
        allowance.overdraw();
        allowance.overdraw();

        assertThat(allowance.tokens()).isEqualTo(-2);
        assertThat(ask(looking("shop", "1"))).contains(Duration.ofMillis(300));
    }

    @Test
    void whatWasPutOffIsNotCarriedOut() {
        CallBudgets budgets = new CallBudgets(0.5, () -> nanos);
        Budget budget = budgets.of("111122223333", "eu-west-1");
        Quota quota = new Quota("CreateStream", 5);
        Errand errand = new Errand("shop", "1", Urgency.CREATION);
        budgets.on(errand, () -> {
            budget.take(quota);
            return null;
        });

        assertThatThrownBy(() -> budgets.on(errand, () -> {
                    budget.take(quota);
                    return null;
                }))
                .isInstanceOfSatisfying(
                        PutOffException.class, e -> assertThat(e.waitFor()).isEqualTo(Duration.ofMillis(400)));
        budget.take(quota);
        assertThat(budgets.levels())
                .containsExactly(new CallBudgets.Level("111122223333", "eu-west-1", "CreateStream", 2.5, -1, 1));
    }

    @Test
    void everyAccountAndRegionHasCallsOfItsOwn() {
        CallBudgets budgets = new CallBudgets(0.5, () -> nanos);
        Quota quota = new Quota("CreateStream", 5);
        Errand errand = new Errand("shop", "1", Urgency.CREATION);

        int made = budgets.on(errand, () -> {
            budgets.of("111122223333", "eu-west-1").take(quota);
            budgets.of("444455556666", "eu-west-1").take(quota);
            budgets.of("111122223333", "us-east-1").take(quota);
            return 3;
        });

        assertThat(made).isEqualTo(3);
        assertThatThrownBy(() -> budgets.on(errand, () -> {
                    budgets.of("111122223333", "eu-west-1").take(quota);
                    return null;
                }))
                .isInstanceOf(PutOffException.class);
    }

    /** The operator's own credentials, and those of a role, may be of one account. */
    @Test
    void whatWasSpentBeforeTheAccountWasKnownWasSpentThere() {
        CallBudgets budgets = new CallBudgets(0.5, () -> nanos);
        Quota quota = new Quota("CreateStream", 5);
        Errand errand = new Errand("shop", "1", Urgency.CREATION);
        budgets.on(errand, () -> {
            budgets.of("own", "eu-west-1").take(quota);
            return null;
        });

        budgets.known("own", "111122223333");

        assertThatThrownBy(() -> budgets.on(errand, () -> {
                    budgets.of("111122223333", "eu-west-1").take(quota);
                    return null;
                }))
                .isInstanceOf(PutOffException.class);
        assertThat(budgets.levels()).extracting(CallBudgets.Level::account).containsExactly("111122223333");
    }

    @Test
    void aShareIsMoreThanNothingAndNoMoreThanAll() {
        assertThatThrownBy(() -> new CallBudgets(0, () -> nanos)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CallBudgets(1.01, () -> nanos)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CallBudgets(Double.NaN, () -> nanos)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Errand looking(String namespace, String uid) {
        return new Errand(namespace, uid, Urgency.POLLING);
    }

    private Optional<Duration> ask(Errand errand) {
        return ask(allowance, errand);
    }

    private static Optional<Duration> ask(Allowance from, Errand errand) {
        try {
            from.take(errand);
            return Optional.empty();
        } catch (PutOffException e) {
            return Optional.of(e.waitFor());
        }
    }

    private void passes(Duration time) {
        nanos += time.toNanos();
    }

    /** Who is put off comes back when it was told to. */
    private final class Passes {

        private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(Due::at));
        private final List<Due> served = new ArrayList<>();

        private record Due(Errand errand, long at) {}

        void due(Errand errand, long at) {
            queue.add(new Due(errand, at));
        }

        void until(long end) {
            while (!queue.isEmpty() && queue.peek().at() <= end) {
                Due due = queue.remove();
                nanos = Math.max(nanos, due.at());
                ask(due.errand())
                        .ifPresentOrElse(
                                wait -> queue.add(new Due(due.errand(), nanos + wait.toNanos())),
                                () -> served.add(new Due(due.errand(), nanos)));
            }
            nanos = end;
        }

        long servedSince(long begin, String namespace) {
            return served.stream()
                    .filter(due -> due.at() >= begin && due.errand().namespace().equals(namespace))
                    .count();
        }

        long lastServed() {
            return served.get(served.size() - 1).at();
        }
    }
}
