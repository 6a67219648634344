package dev.encryptedkinesis.operator.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The figures of a run. */
final class Report {

    private final Story story;
    private final Plan plan;
    private final List<Call> calls;
    private final List<Replica> replicas;

    Report(Story story, Plan plan, List<Call> calls, List<Replica> replicas) {
        this.story = story;
        this.plan = plan;
        this.calls = calls;
        this.replicas = replicas;
    }

    void print(int streams, int edits) {
        row("objects, of which edited on the way", "%d, %d", streams, edits);
        row("all Ready after", "%.0f s", story.elapsed().toMillis() / 1000.0);
        row("the last trouble over after", "%.0f s", plan.end().toMillis() / 1000.0);
        Map<Trouble, Long> troubles =
                new TreeMap<>(plan.troubles().stream().collect(groupingBy(Plan.Item::trouble, counting())));
        troubles.forEach((trouble, times) -> row(trouble.words(), "%d times", times));
        row(
                "processes of the operator that ended by themselves",
                "%d",
                replicas.stream().mapToInt(Replica::ended).sum());
        List<Duration> gaps = story.handovers();
        if (!gaps.isEmpty()) {
            row(
                    "from a leader's end to the next renewal of the lease",
                    "%.1f / %.1f / %.1f s",
                    seconds(gaps.get(0)),
                    seconds(gaps.get(gaps.size() / 2)),
                    seconds(gaps.get(gaps.size() - 1)));
        }
        row("calls that Kinesis got, for each stream", "%.1f", calls.size() / (double) streams);
        calls.stream()
                .filter(Call::isChange)
                .collect(groupingBy(Report::outcome, TreeMap::new, counting()))
                .forEach((outcome, times) -> row(outcome, "%d", times));
    }

    private static String outcome(Call call) {
        return call.isAccepted() ? call.operation() : call.operation() + ", refused: " + call.refusal();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static void row(String what, String format, Object... figures) {
        System.out.printf(Locale.ROOT, "  %-56s %s%n", what, String.format(Locale.ROOT, format, figures));
    }
}
