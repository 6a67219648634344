package dev.encryptedkinesis.operator.bench;

import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.simulation.Delays;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** AWS calls and times from apply to Ready, in virtual time. */
public final class AwsCallsBenchmark {

    private static final int SEEDS = 50;

    /** After so many streams an operator counts as one that has learned. */
    private static final int LESSONS = 20;

    private static final String ROW = "%-28s %-16s %-22s %-22s %-22s%n";

    private record Setting(String name, Delays delays, int lessons) {}

    private AwsCallsBenchmark() {}

    public static void main(String[] arguments) {
        System.out.printf("%d seeds each; minimum / median / maximum%n%n", SEEDS);
        System.out.printf(ROW, "", "AWS calls", "ACTIVE to Start..., s", "in plaintext, s", "apply to Ready, s");
        for (int lessons : List.of(0, LESSONS)) {
            String learned = lessons == 0 ? "first stream" : "after " + lessons;
            report(new Setting("drawn, " + learned, Delays.likeAws(), lessons));
            for (String seconds : List.of("0.5", "5", "20")) {
                Duration each = Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
                report(new Setting(seconds + " s each, " + learned, Delays.fixed(each), lessons));
            }
        }
    }

    private static void report(Setting setting) {
        List<OneStream> runs = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> run(setting, seed))
                .toList();
        System.out.printf(
                ROW,
                setting.name(),
                spread(runs, OneStream::calls).text("%.0f"),
                spread(runs, run -> seconds(run.toEncryption())).text("%.1f"),
                spread(runs, run -> seconds(run.inPlaintext())).text("%.1f"),
                spread(runs, run -> seconds(run.toReady())).text("%.1f"));
    }

    private static OneStream run(Setting setting, long seed) {
        Pace pace = new Pace(new Random(seed));
        LongStream.rangeClosed(1, setting.lessons())
                .forEach(lesson -> OneStream.measure(pace, setting.delays(), 1000 * seed + lesson));
        return OneStream.measure(pace, setting.delays(), seed);
    }

    private static Spread spread(List<OneStream> runs, ToDoubleFunction<OneStream> measure) {
        return Spread.of(runs.stream().mapToDouble(measure));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
