package dev.encryptedkinesis.operator.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus was told in one answer. */
record Scrape(String text) {

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"");

    /** The types of the metrics that have at least one series, by name. */
    Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        text.lines()
                .map(TYPE::matcher)
                .filter(Matcher::matches)
                .forEach(type -> types.put(type.group(1), type.group(2)));
        return types;
    }

    /** The lines that begin so. */
    List<String> series(String beginning) {
        return text.lines().filter(line -> line.startsWith(beginning)).toList();
    }

    Optional<Double> value(String series) {
        return series(series + " ").stream()
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst();
    }

    static List<String> labels(String series) {
        return LABEL.matcher(series).results().map(label -> label.group(1)).toList();
    }
}
