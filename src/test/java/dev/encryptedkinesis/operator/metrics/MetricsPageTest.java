package dev.encryptedkinesis.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    @Test
    void thePageIsTheOneThatTheCatalogueGives() throws IOException {
        String page = Files.readString(MetricsPage.PAGE);

        assertThat(page)
                .as("The page is out of date. Write it anew with: mvn -Pmetrics test-compile exec:java")
                .isEqualTo(MetricsPage.written(page));
    }

    /** As Prometheus wants them, which tools that draw metrics rely on. */
    @Test
    void everyNameTellsItsKindAndItsUnit() {
        assertThat(Metric.values()).allSatisfy(metric -> {
            assertThat(metric.fullName())
                    .matches(
                            switch (metric.kind()) {
                                case COUNTER -> "[a-z_]+_total";
                                case INFO -> "[a-z_]+_info";
                                case SUMMARY, HISTOGRAM -> "[a-z_]+_seconds";
                                case GAUGE -> "[a-z_]+(?<!_total|_info)";
                            });
            assertThat(metric.description()).isNotBlank().doesNotEndWith(".").doesNotContain("|");
            assertThat(metric.labels())
                    .doesNotHaveDuplicates()
                    .allMatch(Pattern.compile("[a-z_]+").asMatchPredicate());
        });
        assertThat(Arrays.stream(Metric.values())
                        .filter(metric -> metric.subject() != Metric.Subject.SDK)
                        .map(Metric::fullName))
                .allMatch(name -> name.startsWith("encrypted_kinesis_"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aPageThatDoesNotSayWhereTheTablesStandIsLeftAsItIs() {
        assertThatThrownBy(() -> MetricsPage.written("# Metrics\n"))
                .hasMessage("the page does not say where the tables are to stand");
    }
}
