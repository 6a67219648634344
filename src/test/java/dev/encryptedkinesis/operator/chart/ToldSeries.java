package dev.encryptedkinesis.operator.chart;

import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.metrics.Build;
import dev.encryptedkinesis.operator.metrics.Metric;
import dev.encryptedkinesis.operator.metrics.OperatorMetrics;
import dev.encryptedkinesis.operator.metrics.RuntimeMetrics;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of all series that Prometheus can know of the operator, each with its labels. */
record ToldSeries(Map<String, Set<String>> labels) {

    /** What Prometheus adds, whatever way it finds the operator. */
    static final Set<String> OF_TARGETS = Set.of("job", "instance", "namespace");

    private static final Pattern SERIES = Pattern.compile("(?m)^([a-zA-Z_][a-zA-Z0-9_]*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"");
    private static final String LATE = "jvm_gc_pause_seconds_sum";

    /** The catalogue's, and those that a process like this one tells of its runtime. */
    static ToldSeries all() {
        Map<String, Set<String>> labels = new HashMap<>();
        for (Metric metric : Metric.values()) {
            ends(metric).forEach(end -> labels.put(metric.fullName() + end, labelsOf(metric, end)));
        }
        SERIES.matcher(runtime()).results().forEach(series -> {
            if (Metric.OF_THE_RUNTIME.stream().anyMatch(series.group(1)::startsWith)) {
                labels.computeIfAbsent(series.group(1), name -> new TreeSet<>(OF_TARGETS))
                        .addAll(labelsIn(series.group(2)));
            }
        });
        // Prometheus's own.
        labels.put("ALERTS", Set.of("alertname", "alertstate", "severity"));
        return new ToldSeries(labels);
    }

    private static List<String> ends(Metric metric) {
        return switch (metric.kind()) {
            case GAUGE, INFO, COUNTER -> List.of("");
            case SUMMARY -> List.of("_count", "_sum", "_max");
            case HISTOGRAM -> List.of("_bucket", "_count", "_sum", "_max");
        };
    }

    private static Set<String> labelsOf(Metric metric, String end) {
        Set<String> labels = new TreeSet<>(OF_TARGETS);
        labels.addAll(metric.labels());
        if (end.equals("_bucket")) {
            labels.add("le");
        }
        return labels;
    }

    private static List<String> labelsIn(String braces) {
        return braces == null
                ? List.of()
                : LABEL.matcher(braces).results().map(label -> label.group(1)).toList();
    }

    private static String runtime() {
        OperatorMetrics metrics = new OperatorMetrics(Build.THIS, Clock.systemUTC());
        try (RuntimeMetrics runtime = metrics.watchRuntime()) {
            return await().conditionEvaluationListener(ignored -> System.gc())
                    .until(metrics::text, text -> runtime != null && text.contains(LATE));
        }
    }
}
