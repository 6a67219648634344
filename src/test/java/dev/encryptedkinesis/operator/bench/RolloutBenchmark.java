package dev.encryptedkinesis.operator.bench;

import dev.encryptedkinesis.operator.api.ConditionType;
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
import dev.encryptedkinesis.operator.status.ConditionList;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many new streams at once, from apply until the last is Ready, in virtual time, and against what AWS's quotas permit. */
public final class RolloutBenchmark {

    private static final Duration AT_MOST = Duration.ofDays(3);

    /** Half of AWS's 5 a second. */
    private static final double CREATIONS_PER_SECOND = 2.5;

    private static final int CREATED_AT_ONCE = 5;

    private static final String ROW = "%-18s %9s %8s %6s %11s %9s %8s %10s %10s%n";

    private RolloutBenchmark() {}

    /** @param arguments how many streams, each for a row of its own; 1,000 if there are none */
    public static void main(String[] arguments) {
        System.out.printf(
                ROW, "", "all Ready", "bound", "times", "Kinesis", "of them", "of them", "creations", "throttled");
        System.out.printf(ROW, "", "after, s", "s", "bound", "calls each", "describe", "list", "refused", "calls");
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
        tellRollout(
                streams,
                name,
                seconds(Duration.between(begin, clock.instant())),
                bound(streams, delays),
                aws.journal().all(),
                operator);
        tellHour("an hour later", streams, hour(aws, operator, clock));
        operator.restart();
        tellHour("after a restart", streams, hour(aws, operator, clock));
    }

    private static List<JournalEntry> hour(SimulatedAws aws, VirtualOperator operator, VirtualClock clock) {
        Instant begin = clock.instant();
        operator.runFor(Duration.ofHours(1));
        return aws.journal().all().stream()
                .filter(call -> !call.at().isBefore(begin))
                .toList();
    }

    private static double bound(int streams, Delays delays) {
        return streams * Math.max(seconds(mean(delays.creation())) / CREATED_AT_ONCE, 1 / CREATIONS_PER_SECOND)
                + seconds(mean(delays.encryption()));
    }

    private static void tellRollout(
            int streams, String name, double took, double bound, List<JournalEntry> calls, VirtualOperator operator) {
        List<JournalEntry> untilReady = calls.stream()
                .filter(call -> call.operation().service() == Service.KINESIS)
                .filter(call -> call.operation() == Operation.LIST_STREAMS
                        || !call.at().isAfter(readySince(operator, call.resource())))
                .toList();
        System.out.printf(
                ROW,
                "%d, %s".formatted(streams, name),
                "%.0f".formatted(took),
                "%.0f".formatted(bound),
                "%.2f".formatted(took / bound),
                each(untilReady, streams, call -> true),
                each(untilReady, streams, call -> call.operation() == Operation.DESCRIBE_STREAM_SUMMARY),
                each(untilReady, streams, call -> call.operation() == Operation.LIST_STREAMS),
                calls.stream().filter(RolloutBenchmark::isRefusedCreation).count(),
                throttled(calls));
    }

    /** Calls a second at most, by operation; and when each stream had been looked at once. */
    private static void tellHour(String when, int streams, List<JournalEntry> calls) {
        List<JournalEntry> kinesis = calls.stream()
                .filter(call -> call.operation().service() == Service.KINESIS)
                .toList();
        Instant begin = kinesis.get(0).at();
        long lookedAt = kinesis.stream()
                .filter(call -> call.operation() == Operation.DESCRIBE_STREAM_SUMMARY)
                .map(JournalEntry::resource)
                .distinct()
                .count();
        Duration untilLast = kinesis.stream()
                .filter(call -> call.operation() == Operation.DESCRIBE_STREAM_SUMMARY)
                .collect(Collectors.toMap(JournalEntry::resource, JournalEntry::at, (first, later) -> first))
                .values()
                .stream()
                .max(Instant::compareTo)
                .map(last -> Duration.between(begin, last))
                .orElse(Duration.ZERO);
        System.out.printf(
                "  %s: %.1f calls a stream in the hour, %d a second at most, throttled %d; %d looked at, the last after %.0f s%n",
                when,
                kinesis.size() / (double) streams,
                kinesis.stream()
                        .collect(Collectors.groupingBy(
                                call -> call.at().truncatedTo(ChronoUnit.SECONDS), Collectors.counting()))
                        .values()
                        .stream()
                        .max(Long::compareTo)
                        .orElse(0L),
                throttled(calls),
                lookedAt,
                seconds(untilLast));
    }

    private static long throttled(List<JournalEntry> calls) {
        return calls.stream()
                .filter(call -> call.outcome().startsWith("Throttl")
                        || call.outcome().equals("LimitExceededException") && !isRefusedCreation(call))
                .count();
    }

    private static String each(List<JournalEntry> calls, int streams, Predicate<JournalEntry> which) {
        return "%.2f".formatted(calls.stream().filter(which).count() / (double) streams);
    }

    private static Instant readySince(VirtualOperator operator, String name) {
        return ConditionList.find(operator.status(name).conditions(), ConditionType.Ready)
                .map(ready -> Instant.parse(ready.getLastTransitionTime()))
                .orElseThrow();
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
