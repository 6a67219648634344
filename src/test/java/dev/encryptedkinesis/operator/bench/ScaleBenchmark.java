package dev.encryptedkinesis.operator.bench;

import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.simulation.JournalEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What the packaged operator needs for many objects on a real API server: memory, how long it takes to start, and what it
 * writes there.
 */
public final class ScaleBenchmark {

    private static final Duration AT_MOST = Duration.ofHours(1);

    private final Ground ground;
    private final Duration steady;

    private ScaleBenchmark(Ground ground, Duration steady) {
        this.ground = ground;
        this.steady = steady;
    }

    /** What there is when the operator starts for the first time. */
    private enum Beginning {
        NEW,
        EXISTING
    }

    /**
     * @param arguments "new" for streams that the operator makes, "existing" for those it finds, which it made before; for how
     *     many minutes all is left alone once it is Ready; then, how many objects, ascending
     */
    public static void main(String[] arguments) throws IOException {
        Beginning beginning = Beginning.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        Duration steady = Duration.ofMinutes(Long.parseLong(arguments[1]));
        List<Integer> sizes =
                Arrays.stream(arguments).skip(2).map(Integer::valueOf).toList();
        try (Ground ground = new Ground(Path.of("target/bench"))) {
            ScaleBenchmark benchmark = new ScaleBenchmark(ground, steady);
            int there = 0;
            for (int size : sizes) {
                System.out.printf("%n%d objects%n", size);
                switch (beginning) {
                    case NEW -> benchmark.roll(there, size);
                    case EXISTING -> benchmark.find(there, size);
                }
                System.out.println("  the operator starts again");
                benchmark.start(size);
                there = size;
            }
        }
        System.exit(0); // threads of the SDKs go on
    }

    private void roll(int there, int size) throws IOException {
        try (OperatorProcess operator = ground.startOperator()) {
            operator.awaitStarted();
            ApiRequests before = ApiRequests.now(ground.kubernetes());
            Instant begin = Instant.now();
            ground.create(there, size);
            tell("all are made after", "%.0f s", since(begin));
            ground.awaitReady(size, AT_MOST);
            tell("all are Ready after", "%.0f s", since(begin));
            tellMemory(operator, "then");
            System.out.printf("  writes that the API server got on the way, for %d new objects:%n", size - there);
            ApiRequests.now(ground.kubernetes()).tellSince(before, size - there);
        }
    }

    private void find(int there, int size) throws IOException {
        Instant begin = Instant.now();
        ground.createStreams(there, size);
        ground.create(there, size);
        tell("all are made after", "%.0f s", since(begin));
        start(size);
    }

    private void start(int size) throws IOException {
        ground.forget();
        Instant begin = Instant.now();
        try (OperatorProcess operator = ground.startOperator()) {
            operator.awaitStarted();
            tell("started: says so after", "%.1f s, %.1f s of CPU", since(begin), seconds(operator.cpu()));
            if (size > 0) {
                await().atMost(AT_MOST).until(() -> ground.calls().findAny().isPresent());
                JournalEntry first = ground.calls()
                        .min(Comparator.comparing(JournalEntry::at))
                        .orElseThrow();
                tell("first call of AWS after", "%.1f s", seconds(Duration.between(begin, first.at())));
                await().pollInterval(Duration.ofSeconds(1)).atMost(AT_MOST).until(() -> lookedAt() == size);
                tell("each stream looked at after", "%.0f s, %.1f s of CPU", since(begin), seconds(operator.cpu()));
                ground.awaitReady(size, AT_MOST);
                tell("all are Ready after", "%.0f s, %.1f s of CPU", since(begin), seconds(operator.cpu()));
            }
            tellMemory(operator, "then");
            ApiRequests before = ApiRequests.now(ground.kubernetes());
            ground.forget();
            Duration cpu = operator.cpu();
            Instant from = Instant.now();
            await().atMost(steady.plusMinutes(1)).until(() -> since(from) >= seconds(steady));
            System.out.printf("  writes that the API server got in %d minutes of peace:%n", steady.toMinutes());
            ApiRequests.now(ground.kubernetes()).tellSince(before, size);
            tell("calls of AWS meanwhile", "%d", ground.calls().count());
            tell("CPU meanwhile", "%.1f s", seconds(operator.cpu().minus(cpu)));
            tellMemory(operator, "after that");
        }
    }

    private long lookedAt() {
        return ground.calls()
                .map(JournalEntry::resource)
                .filter(resource -> resource.startsWith("bench-"))
                .distinct()
                .count();
    }

    private static void tellMemory(OperatorProcess operator, String when) throws IOException {
        long resident = operator.resident();
        long most = operator.mostResident();
        tell(
                when,
                "%d MB resident, %d at most, %d MB of heap in use",
                resident / 1_000_000,
                most / 1_000_000,
                operator.liveHeap() / 1_000_000);
    }

    private static void tell(String what, String format, Object... figures) {
        System.out.printf(Locale.ROOT, "  %-32s %s%n", what, String.format(Locale.ROOT, format, figures));
    }

    private static double since(Instant begin) {
        return seconds(Duration.between(begin, Instant.now()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
