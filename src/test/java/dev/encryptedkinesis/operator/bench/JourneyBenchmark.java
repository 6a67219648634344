package dev.encryptedkinesis.operator.bench;

import dev.encryptedkinesis.operator.simulation.Delays;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** AWS calls and times of a stream that grows from 3 shards to 50 and is given another key on the way, in virtual time. */
public final class JourneyBenchmark {

    private static final int SEEDS = 50;

    private static final String ROW = "%-12s %-16s %-12s %-22s %-22s %-22s%n";

    private JourneyBenchmark() {}

    public static void main(String[] arguments) {
        System.out.printf("%d seeds each; minimum / median / maximum%n%n", SEEDS);
        System.out.printf(ROW, "", "AWS calls", "of them", "all, s", "of that AWS's own, s", "edit to new key, s");
        System.out.printf(ROW, "", "", "changes", "", "", "");
        report("drawn", Delays.likeAws());
        for (int seconds : List.of(5, 20, 60)) {
            report(seconds + " s each", Delays.fixed(Duration.ofSeconds(seconds)));
        }
    }

    private static void report(String name, Delays delays) {
        List<Journey> runs = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Journey.measure(delays, seed))
                .toList();
        System.out.printf(
                ROW,
                name,
                spread(runs, Journey::calls).text("%.0f"),
                spread(runs, Journey::changes).text("%.0f"),
                spread(runs, run -> seconds(run.all())).text("%.0f"),
                spread(runs, run -> seconds(run.ofAws())).text("%.0f"),
                spread(runs, run -> seconds(run.toNewKey())).text("%.0f"));
    }

    private static Spread spread(List<Journey> runs, ToDoubleFunction<Journey> measure) {
        return Spread.of(runs.stream().mapToDouble(measure));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
