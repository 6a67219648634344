package dev.encryptedkinesis.operator.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Our health checks do as the tests beside them say, as Argo CD's own suite would run these. */
class ArgoHealthTest {

    private static final String STATUSES = "Healthy|Progressing|Degraded|Suspended";

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @TestFactory
    Stream<DynamicNode> everyCheckSaysWhatItsTestExpects() {
        return checks().stream()
                .map(folder -> DynamicContainer.dynamicContainer(
                        folder.getFileName().toString(),
                        tests(folder).stream()
                                .map(test -> DynamicTest.dynamicTest(
                                        test.path("inputPath").asText(), () -> assertExpected(folder, test)))));
    }

    @Test
    void everyFileOfTestdataIsUsed() throws IOException {
        for (Path folder : checks()) {
            try (Stream<Path> files = Files.list(folder.resolve("testdata"))) {
                assertThat(files.map(file -> folder.relativize(file).toString()))
                        .containsExactlyInAnyOrderElementsOf(tests(folder).stream()
                                .map(test -> test.path("inputPath").asText())
                                .toList());
            }
        }
    }

    private void assertExpected(Path folder, JsonNode test) {
        ArgoHealth.Health health = ArgoHealth.in(folder)
                .of(read(folder.resolve(test.path("inputPath").asText())));

        assertThat(test.at("/healthStatus/status").asText()).matches(STATUSES);
        assertThat(health.status().name())
                .isEqualTo(test.at("/healthStatus/status").asText().toUpperCase(Locale.ROOT));
        assertThat(health.message()).isEqualTo(test.at("/healthStatus/message").asText());
    }

    private List<JsonNode> tests(Path folder) {
        return StreamSupport.stream(
                        read(folder.resolve("health_test.yaml")).path("tests").spliterator(), false)
                .toList();
    }

    private static List<Path> checks() {
        try (Stream<Path> files = Files.walk(ArgoHealth.CUSTOMIZATIONS)) {
            return files.filter(file -> file.endsWith("health.lua"))
                    .map(Path::getParent)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode read(Path file) {
        try {
            return serialization.unmarshal(Files.readString(file), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
