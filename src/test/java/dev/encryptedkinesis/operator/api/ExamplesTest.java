package dev.encryptedkinesis.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whoever looks for how a field is written finds it in examples/, and in kubectl explain what it means. */
class ExamplesTest {

    private static final int SHORTEST_DESCRIPTION = 15;

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @ParameterizedTest
    @FieldSource("dev.encryptedkinesis.operator.api.CustomResourceManifest#FILES")
    void everyFieldOfASpecIsInAnExample(String file) {
        CustomResourceDefinition definition = definition(file);
        Set<String> used = new TreeSet<>();
        examples(definition.getSpec().getNames().getKind()).forEach(spec -> collect("", spec, used));

        assertThat(fields("", schema(definition).getProperties().get("spec"))).isSubsetOf(used);
    }

    @ParameterizedTest
    @FieldSource("dev.encryptedkinesis.operator.api.CustomResourceManifest#FILES")
    void everyFieldIsExplainedInASentence(String file) {
        assertThat(described("", schema(definition(file))).filter(field -> !isSentence(field.getValue())))
                .isEmpty();
    }

    /** kubectl explain shows it as it stands, so no markup and no remarks to programmers. */
    private static boolean isSentence(String description) {
        return description.length() >= SHORTEST_DESCRIPTION
                && Character.isUpperCase(description.charAt(0))
                && description.endsWith(".")
                && !description.matches("(?s).*(\\{@|<[a-z]+>|`|\\n).*");
    }

    private static Set<String> fields(String prefix, JSONSchemaProps schema) {
        return described(prefix, schema).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static Stream<Map.Entry<String, String>> described(String prefix, JSONSchemaProps schema) {
        if (schema.getItems() != null) {
            return described(prefix, schema.getItems().getSchema());
        }
        if (schema.getProperties() == null) {
            return Stream.of();
        }
        return schema.getProperties().entrySet().stream()
                .filter(field -> !(prefix.isEmpty()
                        && Set.of("apiVersion", "kind", "metadata").contains(field.getKey())))
                .flatMap(field -> Stream.concat(
                        Stream.of(Map.entry(
                                prefix + field.getKey(),
                                field.getValue().getDescription() == null
                                        ? ""
                                        : field.getValue().getDescription())),
                        described(prefix + field.getKey() + ".", field.getValue())));
    }

    private static void collect(String prefix, JsonNode value, Set<String> used) {
        if (value.isArray()) {
            value.forEach(item -> collect(prefix, item, used));
        }
        value.properties().forEach(field -> {
            used.add(prefix + field.getKey());
            collect(prefix + field.getKey() + ".", field.getValue(), used);
        });
    }

    private Stream<JsonNode> examples(String kind) {
        try (Stream<Path> files = Files.walk(Path.of("examples"))) {
            return files.filter(path -> path.toString().endsWith(".yaml")).toList().stream()
                    .flatMap(path -> Arrays.stream(read(path).split("(?m)^---$")))
                    .map(document -> serialization.unmarshal(document, JsonNode.class))
                    .filter(object -> object.path("kind").asText().equals(kind))
                    .map(object -> object.path("spec"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CustomResourceDefinition definition(String file) {
        return serialization.unmarshal(read(CustomResourceManifest.CRDS.resolve(file)), CustomResourceDefinition.class);
    }

    private static JSONSchemaProps schema(CustomResourceDefinition definition) {
        return definition.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
