package dev.encryptedkinesis.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.metrics.Metric;
import dev.encryptedkinesis.operator.stream.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The dashboard shows what the operator tells. Whether its expressions are any, promtool says: helm/check-alerts. */
class DashboardTest {

    private static final int WIDTH = 24;
    private static final ToldSeries TOLD = ToldSeries.all();
    private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    private final JsonNode dashboard = dashboard();
    private final List<JsonNode> panels = elements(dashboard.get("panels")).toList();
    private final List<JsonNode> targets =
            panels.stream().flatMap(panel -> elements(panel.path("targets"))).toList();

    @Test
    void eachSeriesIsToldAndChosenByLabelsThatItHas() {
        assertThat(expressions()).hasSizeGreaterThan(40).allSatisfy(expression -> {
            assertThat(expression.series()).as(expression.text()).isNotEmpty();
            expression
                    .series()
                    .forEach((name, labels) -> assertThat(TOLD.labels())
                            .as(expression.text())
                            .hasEntrySatisfying(name, has -> assertThat(has).containsAll(labels)));
        });
    }

    @Test
    void seriesAreTakenTogetherByLabelsThatTheyHave() {
        assertThat(expressions())
                .allSatisfy(expression ->
                        assertThat(labels(expression)).as(expression.text()).containsAll(expression.groupings()));
    }

    @Test
    void legendsNameLabelsThatAreLeft() {
        assertThat(targets).anyMatch(target -> !legendLabels(target).isEmpty());
        assertThat(targets).allSatisfy(target -> {
            PromQl expression = expression(target);
            assertThat(expression.groupings().isEmpty() ? labels(expression) : expression.groupings())
                    .as(expression.text())
                    .containsAll(legendLabels(target));
        });
    }

    @Test
    void labelsAreComparedWithWhatTheyMayBe() {
        assertThat(values("type")).isNotEmpty().isSubsetOf(names(ConditionType.values()));
        assertThat(values("outcome"))
                .contains("throttled")
                .isSubsetOf(Stream.concat(Stream.of("success"), names(Failure.Kind.values()).stream())
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** One installation of several, and the namespaces that one asks for. */
    @Test
    void eachExpressionIsOfTheChosenJobAndStreamsAreOfTheChosenNamespaces() {
        assertThat(targets.stream().map(DashboardTest::expression).filter(DashboardTest::isOfTheOperator))
                .isNotEmpty()
                .allSatisfy(expression -> expression.series().forEach((name, labels) -> {
                    assertThat(labels).as(name).contains("job");
                    if (name.startsWith("encrypted_kinesis_stream_") && has(name, "name")) {
                        assertThat(labels).as(name).contains("namespace");
                    }
                }));
    }

    private boolean has(String series, String label) {
        return TOLD.labels().getOrDefault(series, Set.of()).contains(label);
    }

    private static boolean isOfTheOperator(PromQl expression) {
        return !expression.series().containsKey("ALERTS");
    }

    @Test
    void allThatTheOperatorTellsOfStreamsAwsAndItselfIsShown() {
        Set<String> shown = expressions()
                .flatMap(expression -> expression.series().keySet().stream())
                .collect(Collectors.toSet());

        assertThat(Arrays.stream(Metric.values()).filter(metric -> switch (metric.subject()) {
                    case OBJECT, AWS, OPERATOR -> true;
                    case SDK -> false;
                }))
                .allSatisfy(metric -> assertThat(shown).anyMatch(name -> name.startsWith(metric.fullName())));
    }

    @Test
    void eachPanelSaysWhatItShows() {
        assertThat(panels.stream()
                        .filter(panel -> !panel.get("type").textValue().equals("row")))
                .hasSizeGreaterThan(25)
                .allSatisfy(panel -> {
                    assertThat(panel.get("title").textValue()).isNotBlank();
                    assertThat(panel.get("description").textValue()).endsWith(".");
                    assertThat(panel.get("targets")).isNotEmpty();
                });
    }

    @Test
    void panelsLieSideBySide() {
        Set<List<Integer>> taken = new HashSet<>();
        for (JsonNode panel : panels) {
            JsonNode place = panel.get("gridPos");
            int left = place.get("x").intValue();
            int top = place.get("y").intValue();
            assertThat(left + place.get("w").intValue()).isLessThanOrEqualTo(WIDTH);
            for (int x = left; x < left + place.get("w").intValue(); x++) {
                for (int y = top; y < top + place.get("h").intValue(); y++) {
                    assertThat(taken.add(List.of(x, y)))
                            .as("%s lies on another panel", panel.get("title"))
                            .isTrue();
                }
            }
        }
        assertThat(panels.stream().map(panel -> panel.get("id"))).doesNotHaveDuplicates();
    }

    /** Whoever imports it is asked for a data source, and none is named that they do not have. */
    @Test
    void theDataSourceIsTheChosenOne() {
        assertThat(dashboard.findValues("datasource").stream().map(source -> source.get("uid")))
                .hasSizeGreaterThan(50)
                .allSatisfy(uid -> assertThat(uid.textValue()).isEqualTo("${datasource}"));
    }

    /** Of panels, of the annotations, and of the choices at the top. */
    private Stream<PromQl> expressions() {
        return Stream.of(
                        targets.stream(),
                        elements(dashboard.at("/annotations/list")),
                        elements(dashboard.at("/templating/list")))
                .flatMap(expressions -> expressions)
                .filter(node -> node.has("expr") || node.has("definition"))
                .map(DashboardTest::expression);
    }

    private static PromQl expression(JsonNode node) {
        String text = node.has("expr")
                ? node.get("expr").textValue()
                : node.get("definition").textValue().replaceAll("label_values\\((\\w+), (\\w+)\\)", "max by ($2) ($1)");
        return new PromQl(text);
    }

    private Set<String> labels(PromQl expression) {
        return expression.series().keySet().stream()
                .flatMap(name -> TOLD.labels().getOrDefault(name, Set.of()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> legendLabels(JsonNode target) {
        return LEGEND_LABEL
                .matcher(target.get("legendFormat").textValue())
                .results()
                .map(label -> label.group(1))
                .toList();
    }

    private Stream<String> values(String label) {
        return expressions().flatMap(expression -> expression.valuesOf(label).stream());
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static JsonNode dashboard() {
        try {
            return ValuesTable.read(Files.readString(ValuesTable.CHART.resolve("files/dashboard.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
