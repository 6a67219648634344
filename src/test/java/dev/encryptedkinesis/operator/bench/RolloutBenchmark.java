package dev.encryptedkinesis.operator.bench;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.reconcile.VirtualOperator;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.Delays;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.Service;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Many new streams at once, from apply until the last is Ready, in virtual time, and against what AWS's quotas permit. */
public final class RolloutBenchmark {

    private static final Duration AT_MOST = Duration.ofDays(3);

    /** Half of AWS's 5 a second. */
    private static final double CREATIONS_PER_SECOND = 2.5;

    private static final int CREATED_AT_ONCE = 5;

    private static final String ROW = "%-26s %9s %9s %7s %10s %10s %10s%n";

    private RolloutBenchmark() {}

    /** @param arguments how many streams, each for a row of its own; 1,000 if there are none */
    public static void main(String[] arguments) {
        System.out.printf(ROW, "", "all Ready", "bound", "times", "Kinesis", "creations", "throttled");
        System.out.printf(ROW, "", "after, s", "s", "bound", "calls each", "refused", "calls");
        List<Integer> sizes = arguments.length == 0
                ? List.of(1_000)
                : Arrays.stream(arguments).map(Integer::valueOf).toList();
        for (int streams : sizes) {
            measure(streams, "2 s each", Delays.fixed(Duration.ofSeconds(2)));
            measure(streams, "20 s each", Delays.fixed(Duration.ofSeconds(20)));
            measure(streams, "drawn", Delays.likeAws());
        }
    }

    private static void measure(int streams, String name, Delays delays) {
        VirtualClock clock = VirtualClock.create();
        SimulatedAws aws = SimulatedAws.builder(clock).delays(delays).seed(1).build();
        String key = aws.console().createKey();
        clock.advance(Duration.ofMinutes(1));
        VirtualOperator operator = new VirtualOperator(SimulatedClients.of(aws, clock), new Pace(new Random(1)), clock);
        IntStream.range(0, streams).forEach(number -> operator.apply(manifest(number, key)));
        Instant begin = clock.instant();
        int ready = 0;
        while (ready < streams) {
            operator.runUntilReady("orders-" + ready, AT_MOST);
            ready++;
        }
        double took = seconds(Duration.between(begin, clock.instant()));
        double creation = seconds(mean(delays.creation()));
        double bound = streams * Math.max(creation / CREATED_AT_ONCE, 1 / CREATIONS_PER_SECOND)
                + seconds(mean(delays.encryption()));
        List<JournalEntry> calls = aws.journal().all();
        System.out.printf(
                ROW,
                "%d, %s".formatted(streams, name),
                "%.0f".formatted(took),
                "%.0f".formatted(bound),
                "%.2f".formatted(took / bound),
                "%.1f"
                        .formatted(calls.stream()
                                        .filter(call -> call.operation().service() == Service.KINESIS)
                                        .count()
                                / (double) streams),
                calls.stream().filter(RolloutBenchmark::isRefusedCreation).count(),
                calls.stream()
                        .filter(call -> call.outcome().startsWith("Throttl")
                                || call.outcome().equals("LimitExceededException") && !isRefusedCreation(call))
                        .count());
    }

    private static boolean isRefusedCreation(JournalEntry call) {
        return call.operation() == Operation.CREATE_STREAM && call.outcome().equals("LimitExceededException");
    }

    private static Duration mean(Delays.Range range) {
        return range.shortest().plus(range.longest()).dividedBy(2);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static EncryptedKinesisStream manifest(int number, String key) {
        return Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: orders-%d}
                spec: {shards: 1, key: {id: '%s'}}
                """.formatted(number, key), EncryptedKinesisStream.class);
    }
}
