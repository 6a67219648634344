package dev.encryptedkinesis.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The alerts, their runbooks and their tests belong together. When they fire, promtool says: helm/check-alerts. */
class AlertsTest {

    private static final Path RULES = ValuesTable.CHART.resolve(Path.of("files", "rules.yaml"));
    private static final Path RUNBOOKS = Path.of("docs", "runbooks.md");
    private static final Path TESTS = Path.of("helm", "alert-tests");

    private final String runbooks = text(RUNBOOKS);
    private final List<JsonNode> alerts = elements(ValuesTable.read(text(RULES)).get("groups"))
            .flatMap(group -> elements(group.get("rules")))
            .toList();

    @Test
    void eachAlertHasARunbookAndEachRunbookAnAlert() {
        assertThat(matches("(?m)^### (.*)$", runbooks)).containsExactlyElementsOf(names());
    }

    @Test
    void eachAlertLeadsToItsRunbook() {
        assertThat(alerts)
                .allSatisfy(
                        alert -> assertThat(alert.at("/annotations/runbook_url").textValue())
                                .isEqualTo(RUNBOOKS + "#" + name(alert).toLowerCase(Locale.ROOT)));
    }

    @Test
    void eachAlertSaysHowBadItIsAndWhatIsWrong() {
        assertThat(alerts).hasSizeGreaterThan(20).allSatisfy(alert -> {
            assertThat(name(alert)).startsWith("EncryptedKinesis");
            assertThat(alert.at("/labels/severity").textValue()).isIn("critical", "warning", "info");
            assertThat(alert.at("/annotations/summary").textValue()).endsWith(".");
            assertThat(alert.at("/annotations/description").textValue())
                    .as("names what it is about")
                    .contains("$labels.")
                    .endsWith(".");
        });
        assertThat(names()).doesNotHaveDuplicates();
    }

    @Test
    void eachAlertIsSeenToFireAndNotTo() {
        List<JsonNode> looks = files(TESTS)
                .flatMap(file -> elements(ValuesTable.read(text(file)).get("tests")))
                .flatMap(test -> elements(test.get("alert_rule_test")))
                .toList();

        assertThat(firing(looks, true)).containsExactlyInAnyOrderElementsOf(names());
        assertThat(firing(looks, false)).containsExactlyInAnyOrderElementsOf(names());
    }

    private static List<String> firing(List<JsonNode> looks, boolean expected) {
        return looks.stream()
                .filter(look -> look.get("exp_alerts").isEmpty() != expected)
                .map(look -> look.get("alertname").textValue())
                .distinct()
                .toList();
    }

    @Test
    void theConditionsAreTheOperators() {
        assertThat(alerts.stream()
                        .flatMap(alert -> matches(
                                "\\{type=\"([^\"]*)\"}", alert.get("expr").textValue())
                                .stream()))
                .isNotEmpty()
                .isSubsetOf(names(ConditionType.values()));
    }

    /** An alert on what nobody tells never fires. */
    @Test
    void theSeriesAreTold() {
        ToldSeries told = ToldSeries.all();

        assertThat(alerts.stream().map(alert -> new PromQl(alert.get("expr").textValue())))
                .allSatisfy(expression -> {
                    assertThat(expression.series()).isNotEmpty();
                    expression
                            .series()
                            .forEach((name, labels) -> assertThat(told.labels())
                                    .as(expression.text())
                                    .hasEntrySatisfying(
                                            name, has -> assertThat(has).containsAll(labels)));
                });
    }

    /** The first column of a table that begins with "Reason" holds these. */
    @Test
    void theReasonsInTheRunbooksAreTheOperators() {
        List<String> told = matches("\\| Reason[^|]*\\|[^\\n]*\\n\\|[-|]*\\n((\\|[^\\n]*\\n)*)", runbooks).stream()
                .flatMap(table -> matches("(?m)^\\|([^|]*)\\|", table).stream())
                .flatMap(cell -> matches("`([^`]*)`", cell).stream())
                .toList();

        assertThat(told).hasSizeGreaterThan(40).isSubsetOf(names(Reason.values()));
    }

    @Test
    void linksWithinTheRunbooksLeadSomewhere() {
        List<String> headings = matches("(?m)^#+ (.*)$", runbooks).stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();

        assertThat(matches("\\]\\(#([^)]*)\\)", runbooks)).isNotEmpty().isSubsetOf(headings);
    }

    private List<String> names() {
        return alerts.stream().map(AlertsTest::name).toList();
    }

    private static String name(JsonNode alert) {
        return alert.get("alert").textValue();
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
