package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.aws.budget.Budget;
import dev.encryptedkinesis.operator.aws.budget.Budgets;
import dev.encryptedkinesis.operator.aws.budget.Quota;
import dev.encryptedkinesis.operator.stream.Errand;
import dev.encryptedkinesis.operator.stream.PutOffException;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Budgets that leave it to chance whether they have a call: a life of one stream would never want for one. As with the true
 * ones, only what is asked on an errand is put off. One thread at a time.
 */
final class ScarceBudgets implements Budgets {

    /** So many of a hundred calls are put off. */
    private static final int PUT_OFF = 15;

    private final Budgets budgets;
    private final Random random;
    private int errands;

    ScarceBudgets(Budgets budgets, Random random) {
        this.budgets = budgets;
        this.random = random;
    }

    @Override
    public Budget of(String account, String region) {
        return new Scarce(budgets.of(account, region));
    }

    @Override
    public void known(String name, String account) {
        budgets.known(name, account);
    }

    @Override
    public <T> T on(Errand errand, Supplier<T> work) {
        errands++;
        try {
            return budgets.on(errand, work);
        } finally {
            errands--;
        }
    }

    private final class Scarce implements Budget {

        private final Budget budget;

        Scarce(Budget budget) {
            this.budget = budget;
        }

        @Override
        public void take(Quota quota) {
            leaveToChance(quota);
            budget.take(quota);
        }

        @Override
        public void reserve(Quota quota) {
            leaveToChance(quota);
            budget.reserve(quota);
        }

        @Override
        public void reserveAhead(Quota quota) {
            budget.reserveAhead(quota);
        }

        private void leaveToChance(Quota quota) {
            if (errands > 0 && random.nextInt(100) < PUT_OFF) {
                throw new PutOffException(quota.operation(), Duration.ofMillis(1 + random.nextInt(5_000)));
            }
        }

        @Override
        public void overdraw(Quota quota) {
            budget.overdraw(quota);
        }

        @Override
        public void throttled(Quota quota) {
            budget.throttled(quota);
        }

        @Override
        public void succeeded(Quota quota) {
            budget.succeeded(quota);
        }
    }
}
