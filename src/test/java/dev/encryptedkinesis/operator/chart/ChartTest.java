package dev.encryptedkinesis.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.encryptedkinesis.operator.api.CustomResourceManifest;
import dev.encryptedkinesis.operator.ops.StreamOperator;
import dev.encryptedkinesis.operator.reconcile.KeyReferenceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What can be said of the chart without helm; helm/check has the rest. */
class ChartTest {

    private final JsonNode chart = read(ValuesTable.CHART.resolve("Chart.yaml"));
    private final JsonNode schema = read(ValuesTable.CHART.resolve("values.schema.json"));

    @Test
    void itsDefinitionsAreThoseOfTheRepository() throws IOException {
        for (String file : CustomResourceManifest.FILES) {
            assertThat(Files.readString(CustomResourceManifest.CHART.resolve(file)))
                    .as("The chart's definition is out of date. Regenerate it with: mvn -Pcrds test-compile exec:java")
                    .isEqualTo(Files.readString(CustomResourceManifest.CRDS.resolve(file)));
        }
    }

    @Test
    void itsVersionIsTheProjects() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<artifactId>encrypted-kinesis-operator</artifactId>\n  <version>%s</version>"
                        .formatted(chart.get("version").textValue()));
    }

    @Test
    void whatItTellsOfTheKindsIsSo() {
        assertThat(annotation("artifacthub.io/crds")).hasSameSizeAs(CustomResourceManifest.FILES);
        for (int kind = 0; kind < CustomResourceManifest.FILES.size(); kind++) {
            JsonNode definition = read(CustomResourceManifest.CRDS.resolve(CustomResourceManifest.FILES.get(kind)));
            JsonNode told = annotation("artifacthub.io/crds").get(kind);

            assertThat(told.get("name")).isEqualTo(definition.at("/metadata/name"));
            assertThat(told.get("kind")).isEqualTo(definition.at("/spec/names/kind"));
            assertThat(told.get("version")).isEqualTo(definition.at("/spec/versions/0/name"));
            assertThat(told.get("description"))
                    .isEqualTo(definition.at("/spec/versions/0/schema/openAPIV3Schema/description"));
        }
        assertThat(annotation("artifacthub.io/crdsExamples").get(0)).isEqualTo(read(Path.of("examples/minimal.yaml")));
    }

    @Test
    void theLeaseIsTheOneThatTheOperatorTakes() throws IOException {
        assertThat(Files.readString(ValuesTable.CHART.resolve("templates/_names.tpl")))
                .contains("{{- define \"operator.lease\" -}}%s{{- end -}}".formatted(StreamOperator.LEASE));
    }

    @Test
    void itGivesEverySettingThatTheOperatorTakes() throws IOException {
        Set<String> taken = variables(Path.of("src/main/java/dev/encryptedkinesis/operator/ops/Settings.java"));
        // What a Pod says of itself, and a port that nothing else in the Pod takes.
        taken.removeAll(Set.of("POD_NAME", "POD_NAMESPACE", "HEALTH_PORT"));
        // The SDK's, and logback.xml's.
        taken.addAll(Set.of("AWS_REGION", "LOG_LEVEL"));

        assertThat(variables(ValuesTable.CHART.resolve("templates/_settings.tpl")))
                .as("templates/_settings.tpl; a feature's permission belongs in templates/feature-roles.yaml")
                .isEqualTo(taken);
    }

    /** The names of variables that stand in quotes in a file. */
    private static Set<String> variables(Path file) throws IOException {
        return Pattern.compile("\"([A-Z]+(_[A-Z]+)+)\"")
                .matcher(Files.readString(file))
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void itsDefaultIdentityIsTheOneForKustomize() throws IOException {
        JsonNode values = ValuesTable.read(ValuesTable.values());
        JsonNode identity = read(Path.of("deploy/aws-identity.yaml"));

        assertThat(values.at("/awsIdentities/default/spec")).isEqualTo(identity.get("spec"));
        assertThat(values.at("/awsIdentities/default/name")).isEqualTo(identity.at("/metadata/name"));
    }

    @Test
    void theKindsThatMayNameKeysAreTheOperators() {
        List<String> kinds = new ArrayList<>();
        schema.at("/properties/keyReferences/properties/kinds/items/enum").forEach(kind -> kinds.add(kind.textValue()));

        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(KeyReferenceKind.values())
                        .map(KeyReferenceKind::settingName)
                        .toList());
    }

    @Test
    void theSchemaNamesTheValuesThatAreToldOf() {
        assertThat(names(schema.get("properties")))
                .containsExactlyInAnyOrderElementsOf(names(ValuesTable.read(ValuesTable.values())));
    }

    @Test
    void theSchemaRefusesUnknownKeysOfEveryObject() {
        List<JsonNode> objects = objects(schema);

        assertThat(objects)
                .hasSizeGreaterThan(30)
                .allSatisfy(object -> assertThat(object.get("additionalProperties"))
                        .as("additionalProperties of %s", object)
                        .isEqualTo(BooleanNode.FALSE));
        assertThat(schema.findValues("additionalProperties").stream().filter(BooleanNode.TRUE::equals))
                .as("definitions/kubernetes alone is left to the API server")
                .hasSize(1);
    }

    /** All schemas in this one that have properties. */
    private static List<JsonNode> objects(JsonNode schema) {
        List<JsonNode> objects = new ArrayList<>();
        if (schema.path("properties").isObject() && schema.has("type")) {
            objects.add(schema);
        }
        schema.forEach(part -> objects.addAll(objects(part)));
        return objects;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode annotation(String name) {
        return ValuesTable.read(chart.get("annotations").get(name).textValue());
    }

    private static JsonNode read(Path file) {
        try {
            return ValuesTable.read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
