package dev.encryptedkinesis.operator.bench;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Operation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How long it takes from an edit of an object until AWS is asked for the change, with many objects there: in peace, and while a
 * namespace beside is full of objects that fail.
 */
public final class LatencyBenchmark {

    private static final Duration AT_MOST = Duration.ofHours(1);
    private static final int EDITS = 200;
    private static final Duration BETWEEN_EDITS = Duration.ofSeconds(1);

    /** Until what the last edit asks for has come to AWS, or is counted as missing. */
    private static final Duration AFTER_THE_LAST = Duration.ofMinutes(1);

    private static final String POISONED = "poisoned";

    private final Random random = new Random(1);
    private final Ground ground;
    private final int objects;
    private final Map<Integer, Integer> retention = new HashMap<>();

    /** @param stream its name */
    private record Edit(Instant at, String stream) {}

    private LatencyBenchmark(Ground ground, int objects) {
        this.ground = ground;
        this.objects = objects;
    }

    /** @param arguments how many objects are well; how many fail */
    public static void main(String[] arguments) throws IOException {
        int objects = Integer.parseInt(arguments[0]);
        int failing = Integer.parseInt(arguments[1]);
        try (Ground ground = new Ground(Path.of("target/bench"))) {
            ground.createStreams(0, objects);
            ground.create(0, objects);
            new LatencyBenchmark(ground, objects).compare(failing);
        }
        System.exit(0); // threads of the SDKs go on
    }

    private void compare(int failing) throws IOException {
        try (OperatorProcess operator = ground.startOperator()) {
            operator.awaitStarted();
            ground.awaitReady(objects, AT_MOST);
            System.out.printf("%n%d objects, %d edits, one a second%n", objects, EDITS);
            System.out.printf(
                    "%-44s %8s %8s %8s %8s%n", "from the edit to the call, s", "median", "99 %", "most", "missing");
            measure("in peace");
            ground.addNamespace(POISONED);
            IntStream.range(objects, objects + failing)
                    .parallel()
                    .forEach(number -> ground.kubernetes()
                            .resource(Ground.manifest(POISONED, number, "alias/there-is-none"))
                            .create());
            measure("beside %d that fail, at first".formatted(failing));
            measure("and later");
        }
    }

    private void measure(String when) {
        ground.forget();
        List<Edit> edits = new ArrayList<>();
        for (int count = 0; count < EDITS; count++) {
            letPass(BETWEEN_EDITS);
            edits.add(edit(random.nextInt(objects)));
        }
        letPass(AFTER_THE_LAST);
        List<JournalEntry> changes = ground.calls()
                .filter(call -> call.operation() == Operation.INCREASE_STREAM_RETENTION_PERIOD)
                .toList();
        List<Double> latencies = edits.stream()
                .flatMap(edit -> changes.stream()
                        .filter(call -> call.resource().equals(edit.stream())
                                && !call.at().isBefore(edit.at()))
                        .map(call -> Duration.between(edit.at(), call.at()).toMillis() / 1000.0)
                        .sorted()
                        .limit(1))
                .sorted()
                .toList();
        System.out.printf(
                Locale.ROOT,
                "  %-42s %8.2f %8.2f %8.2f %8d%n",
                when,
                quantile(latencies, 0.5),
                quantile(latencies, 0.99),
                quantile(latencies, 1),
                EDITS - latencies.size());
    }

    /** An hour more than before. */
    private Edit edit(int number) {
        int hours = retention.merge(number, 49, (before, unused) -> before + 1);
        Instant at = Instant.now();
        ground.kubernetes()
                .resources(EncryptedKinesisStream.class)
                .inNamespace(Ground.NAMESPACE)
                .withName(Ground.name(number))
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"retentionHours\": %d}}".formatted(hours));
        return new Edit(at, Ground.name(number));
    }

    private static double quantile(List<Double> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private static void letPass(Duration time) {
        Executor later = CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture.runAsync(() -> {}, later).join();
    }
}
