package dev.encryptedkinesis.operator.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** docs/metrics.md, whose tables are made from {@link Metric}. Its main method writes them. */
public final class MetricsPage {

    static final Path PAGE = Path.of("docs", "metrics.md");

    private static final String BEGIN = "<!-- The tables begin; they are made from Metric.java. -->\n";
    private static final String END = "<!-- The tables end. -->\n";

    private MetricsPage() {}

    public static void main(String[] arguments) {
        try {
            Files.writeString(PAGE, written(Files.readString(PAGE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page with the tables of now in the place of those before. */
    static String written(String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page does not say where the tables are to stand");
        }
        return page.substring(0, begin + BEGIN.length()) + tables() + page.substring(end);
    }

    private static String tables() {
        return Arrays.stream(Metric.Subject.values()).map(MetricsPage::table).collect(Collectors.joining("\n"));
    }

    private static String table(Metric.Subject subject) {
        return "## %s\n\n| Metric | Type | Labels | What |\n|---|---|---|---|\n".formatted(title(subject))
                + Arrays.stream(Metric.values())
                        .filter(metric -> metric.subject() == subject)
                        .map(MetricsPage::row)
                        .collect(Collectors.joining());
    }

    private static String title(Metric.Subject subject) {
        return switch (subject) {
            case OBJECT -> "Streams";
            case AWS -> "AWS";
            case OPERATOR -> "The operator";
            case SDK -> "Passes, as the Java Operator SDK counts them";
        };
    }

    private static String row(Metric metric) {
        return "| `%s` | %s | %s | %s |%n"
                .formatted(
                        metric.fullName(),
                        metric.kind().type(),
                        metric.labels().stream().map("`%s`"::formatted).collect(Collectors.joining(", ")),
                        metric.description());
    }
}
