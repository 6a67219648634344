package dev.encryptedkinesis.operator.bench;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.reconcile.VirtualOperator;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.Service;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What streams with which all is well take of the calls that AWS admits an account, in virtual time. */
public final class QuotaBenchmark {

    private static final int STREAMS = 1_000;

    /** In this many hours, each stream is asked as often for everything that is asked for by the hour. */
    private static final int HOURS = 6;

    private static final Duration UNTIL_ALL_IS_WELL = Duration.ofHours(12);

    private static final String ROW = "  %-24s %10s %10s %10s %10s %12s%n";

    private QuotaBenchmark() {}

    public static void main(String[] arguments) {
        System.out.printf("%n%d streams, a key each, over %d hours%n", STREAMS, HOURS);
        measure("tags", "{shards: 1, key: {id: '%s'}, tags: {team: shop}}");
        measure("tags, a consumer and a resource policy", """
                shards: 1
                key: {id: '%s'}
                tags: {team: shop}
                fanOutConsumers: [billing]
                resourcePolicy: {Statement: [{Effect: Allow, Principal: "*", Action: "kinesis:PutRecord", Resource: "*"}]}
                """);
    }

    private static void measure(String what, String spec) {
        VirtualClock clock = VirtualClock.create();
        SimulatedAws aws = SimulatedAws.builder(clock).build();
        VirtualOperator operator = new VirtualOperator(SimulatedClients.of(aws, clock), new Pace(new Random(1)), clock);
        IntStream.range(0, STREAMS)
                .forEach(number -> operator.apply(manifest(
                        "orders-" + number, spec.formatted(aws.console().createKey()))));
        operator.runFor(UNTIL_ALL_IS_WELL);
        long ready = IntStream.range(0, STREAMS)
                .filter(number -> operator.isReady("orders-" + number))
                .count();
        aws.journal().clear();
        operator.runFor(Duration.ofHours(HOURS));
        System.out.printf("%nwith %s; Ready: %d%n", what, ready);
        tell(aws.journal().entries());
    }

    private static void tell(List<JournalEntry> calls) {
        System.out.printf(ROW, "", "calls per", "calls", "AWS admits", "share", "in the");
        System.out.printf(ROW, "", "stream, h", "per s", "per s", "", "busiest min");
        Map<Operation, List<JournalEntry>> byOperation =
                new TreeMap<>(calls.stream().collect(Collectors.groupingBy(JournalEntry::operation)));
        byOperation.forEach(QuotaBenchmark::tell);
        long ofKinesis = calls.stream()
                .filter(call -> call.operation().service() == Service.KINESIS)
                .count();
        System.out.printf(ROW, "Kinesis, together", perStreamAndHour(ofKinesis), "", "", "", "");
    }

    private static void tell(Operation operation, List<JournalEntry> calls) {
        double perSecond = calls.size() / (HOURS * 3600.0);
        long busiest = calls.stream()
                .collect(
                        Collectors.groupingBy(call -> call.at().truncatedTo(ChronoUnit.MINUTES), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(count -> count)
                .max()
                .orElseThrow();
        System.out.printf(
                ROW,
                operation.awsName(),
                perStreamAndHour(calls.size()),
                "%.2f".formatted(perSecond),
                operation.callsPerSecond(),
                "%.1f %%".formatted(100 * perSecond / operation.callsPerSecond()),
                "%.1f %%".formatted(100 * busiest / 60.0 / operation.callsPerSecond()));
    }

    private static String perStreamAndHour(long calls) {
        return "%.2f".formatted(calls / (double) (STREAMS * HOURS));
    }

    private static EncryptedKinesisStream manifest(String name, String spec) {
        return Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: %s}
                spec:
                %s""".formatted(name, spec.indent(2)), EncryptedKinesisStream.class);
    }
}
