package dev.encryptedkinesis.operator.metrics;

import dev.encryptedkinesis.operator.aws.budget.CallBudgets.Level;
import java.util.List;
import java.util.function.Supplier;

/** How much of AWS's rates is left to the operator, of what it has asked so far. */
final class BudgetSeries implements Source {

    private final BoundedLabel regions = new BoundedLabel(AwsCallTimes.MOST_REGIONS);
    private final Supplier<List<Level>> levels;

    BudgetSeries(Supplier<List<Level>> levels) {
        this.levels = levels;
    }

    @Override
    public void read(Readings into) {
        // Levels do not add up: of more Regions than AWS has, the rest is not told.
        levels.get().stream()
                .filter(level -> regions.of(level.region()).equals(level.region()))
                .forEach(level -> read(level, into));
    }

    private static void read(Level level, Readings into) {
        String[] labels = {level.account(), level.region(), level.operation()};
        into.add(Metric.AWS_BUDGET_TOKENS, level.tokens(), labels);
        into.add(Metric.AWS_BUDGET_RATE, level.rate(), labels);
        into.add(Metric.AWS_BUDGET_WAITS, level.waits(), labels);
    }
}
