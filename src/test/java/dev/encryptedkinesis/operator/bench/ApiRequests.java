package dev.encryptedkinesis.operator.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How many writes the API server has carried out or refused since it started, by its own metric.
 *
 * @param byKind as in {@code PATCH encryptedkinesisstreams/status}
 */
record ApiRequests(Map<String, Long> byKind) {

    private static final Pattern SERIES = Pattern.compile("(?m)^apiserver_request_total\\{([^}]*)} ([0-9.e+]+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Set<String> READS = Set.of("GET", "LIST", "WATCH", "WATCHLIST", "CONNECT");
    private static final Set<String> RESOURCES =
            Set.of("encryptedkinesisstreams", "awsidentities", "events", "leases", "secrets", "configmaps");

    static ApiRequests now(KubernetesClient kubernetes) {
        return new ApiRequests(SERIES.matcher(kubernetes.raw("/metrics"))
                .results()
                .map(series -> Map.entry(labels(series.group(1)), (long) Double.parseDouble(series.group(2))))
                .filter(series -> RESOURCES.contains(series.getKey().get("resource"))
                        && !READS.contains(series.getKey().get("verb")))
                .collect(Collectors.groupingBy(
                        series -> kind(series.getKey()), TreeMap::new, Collectors.summingLong(Map.Entry::getValue))));
    }

    private static Map<String, String> labels(String labels) {
        return LABEL.matcher(labels)
                .results()
                .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)));
    }

    private static String kind(Map<String, String> labels) {
        String subresource = labels.get("subresource");
        String code = labels.get("code");
        return "%s %s%s%s"
                .formatted(
                        labels.get("verb"),
                        labels.get("resource"),
                        subresource.isEmpty() ? "" : "/" + subresource,
                        code.startsWith("2") ? "" : ", " + code);
    }

    /** Prints what came to it since then. */
    void tellSince(ApiRequests before, int objects) {
        byKind.forEach((kind, count) -> {
            long more = count - before.byKind().getOrDefault(kind, 0L);
            if (more > 0) {
                System.out.printf(
                        Locale.ROOT,
                        "    %-44s %8d  %8.2f an object%n",
                        kind,
                        more,
                        more / (double) Math.max(1, objects));
            }
        });
    }
}
