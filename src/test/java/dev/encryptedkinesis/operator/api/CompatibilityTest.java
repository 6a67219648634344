package dev.encryptedkinesis.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who has applied an object with the last release's definitions can go on with these. */
class CompatibilityTest {

    private static final Path RELEASED = CustomResourceManifest.CRDS.resolve("released");

    private static final String SMALL = """
            spec:
              group: example.com
              scope: Namespaced
              names: {kind: Thing, plural: things, shortNames: [th]}
              versions:
                - name: v1
                  served: true
                  storage: true
                  subresources: {status: {}}
                  schema:
                    openAPIV3Schema:
                      type: object
                      required: [spec]
                      properties:
                        spec:
                          type: object
                          properties:
                            mode: {type: string, enum: [A, B], default: A}
                            name: {type: string, pattern: '^a', minLength: 1, maxLength: 9, nullable: true}
                            size: {type: integer, minimum: 1, maximum: 9}
                            free: {type: string}
                            tags: {type: object, maxProperties: 5, additionalProperties: {type: string, maxLength: 5}}
                            list:
                              type: array
                              maxItems: 5
                              x-kubernetes-list-type: map
                              x-kubernetes-list-map-keys: [key]
                              x-kubernetes-validations: [{rule: self.size() > 0}]
                              items: {type: object, required: [key], properties: {key: {type: string}, value: {type: string}}}
                            any: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """;

    private static JsonNode definition(String yaml) {
        return Serialization.unmarshal(yaml, JsonNode.class);
    }

    @Test
    void theDefinitionsCanTakeThePlaceOfTheLastReleases() throws IOException {
        List<String> breaks = new ArrayList<>();
        try (Stream<Path> files = Files.list(RELEASED)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".yml")).toList()) {
                Path now = CustomResourceManifest.CRDS.resolve(file.getFileName());
                assertThat(now).as("a kind that was released").exists();
                breaks.addAll(
                        Compatibility.breaks(definition(Files.readString(file)), definition(Files.readString(now))));
            }
        }
        List<String> accepted = Files.readAllLines(RELEASED.resolve("accepted.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();

        assertThat(breaks)
                .as("what would break for users; if it is meant, see " + RELEASED.resolve("README.md"))
                .containsExactlyInAnyOrderElementsOf(accepted);
    }

    private static Arguments change(String what, Consumer<ObjectNode> change) {
        return Arguments.of(what, change);
    }

    private static ObjectNode version(ObjectNode definition) {
        return (ObjectNode) definition.at("/spec/versions/0");
    }

    private static ObjectNode schema(ObjectNode definition) {
        return (ObjectNode) version(definition).at("/schema/openAPIV3Schema");
    }

    private static ObjectNode spec(ObjectNode definition) {
        return (ObjectNode) schema(definition).at("/properties/spec");
    }

    private static ObjectNode field(ObjectNode definition, String name) {
        return (ObjectNode) spec(definition).get("properties").get(name);
    }

    private static ArrayNode list(String... values) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Stream.of(values).forEach(list::add);
        return list;
    }

    static Stream<Arguments> breaks() {
        return Stream.of(
                change(
                        "/spec/scope was \"Namespaced\" and is \"Cluster\"",
                        d -> ((ObjectNode) d.get("spec")).put("scope", "Cluster")),
                change("short name th is gone", d -> ((ObjectNode) d.at("/spec/names")).remove("shortNames")),
                change("version v1 is gone, and stored", d -> version(d).put("name", "v2")),
                change("version v1 is served no longer", d -> version(d).put("served", false)),
                change(
                        "version v1 has no subresource status any more",
                        d -> version(d).remove("subresources")),
                change("v1.spec.free: is gone", d -> ((ObjectNode) spec(d).get("properties")).remove("free")),
                change(
                        "v1.spec.list[].value: is gone",
                        d -> ((ObjectNode) field(d, "list").at("/items/properties")).remove("value")),
                change(
                        "v1.spec.free: type was \"string\" and is \"integer\"",
                        d -> field(d, "free").put("type", "integer")),
                change(
                        "v1.spec.free: format was not set and is \"date\"",
                        d -> field(d, "free").put("format", "date")),
                change("v1.spec.free: is required now", d -> spec(d).set("required", list("free"))),
                change(
                        "v1.spec.list[].value: is required now",
                        d -> ((ObjectNode) field(d, "list").get("items")).set("required", list("key", "value"))),
                change("v1.spec.mode: may be B no longer", d -> field(d, "mode").set("enum", list("A"))),
                change(
                        "v1.spec.free: was free, and is one of [\"A\"]",
                        d -> field(d, "free").set("enum", list("A"))),
                change(
                        "v1.spec.mode: default was \"A\" and is \"B\"",
                        d -> field(d, "mode").put("default", "B")),
                change(
                        "v1.spec.mode: default was \"A\" and is not set",
                        d -> field(d, "mode").remove("default")),
                change(
                        "v1.spec.name: pattern was \"^a\" and is \"^ab\"",
                        d -> field(d, "name").put("pattern", "^ab")),
                change(
                        "v1.spec.free: pattern was not set and is \".\"",
                        d -> field(d, "free").put("pattern", ".")),
                change(
                        "v1.spec.name: maxLength was 9 and is 8",
                        d -> field(d, "name").put("maxLength", 8)),
                change(
                        "v1.spec.name: minLength was 1 and is 2",
                        d -> field(d, "name").put("minLength", 2)),
                change("v1.spec.name: nullable is gone", d -> field(d, "name").remove("nullable")),
                change(
                        "v1.spec.size: maximum was 9 and is 8",
                        d -> field(d, "size").put("maximum", 8)),
                change(
                        "v1.spec.size: minimum was 1 and is 2",
                        d -> field(d, "size").put("minimum", 2)),
                change(
                        "v1.spec.size: multipleOf was not set and is 2",
                        d -> field(d, "size").put("multipleOf", 2)),
                change(
                        "v1.spec.free: maxLength was not set and is 99",
                        d -> field(d, "free").put("maxLength", 99)),
                change(
                        "v1.spec.list: maxItems was 5 and is 4",
                        d -> field(d, "list").put("maxItems", 4)),
                change(
                        "v1.spec.tags: maxProperties was 5 and is 4",
                        d -> field(d, "tags").put("maxProperties", 4)),
                change(
                        "v1.spec.tags{}: maxLength was 5 and is 4",
                        d -> ((ObjectNode) field(d, "tags").get("additionalProperties")).put("maxLength", 4)),
                change(
                        "v1.spec.list: x-kubernetes-list-type was \"map\" and is \"atomic\"",
                        d -> field(d, "list").put("x-kubernetes-list-type", "atomic")),
                change(
                        "v1.spec.list: has a new rule, self.size() > 1",
                        d -> ((ObjectNode) field(d, "list").at("/x-kubernetes-validations/0"))
                                .put("rule", "self.size() > 1")),
                change(
                        "v1.spec.any: x-kubernetes-preserve-unknown-fields is gone",
                        d -> field(d, "any").remove("x-kubernetes-preserve-unknown-fields")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaks")
    void whatTakesSomethingAwayIsFound(String found, Consumer<ObjectNode> change) {
        JsonNode later = definition(SMALL);
        change.accept((ObjectNode) later);

        assertThat(Compatibility.breaks(definition(SMALL), later)).containsExactly(found);
    }

    static Stream<Arguments> liberties() {
        return Stream.of(
                change("nothing", d -> {}),
                change(
                        "a field more",
                        d -> ((ObjectNode) spec(d).get("properties"))
                                .set(
                                        "new",
                                        JsonNodeFactory.instance.objectNode().put("type", "string"))),
                change("another description", d -> spec(d).put("description", "Things.")),
                change("a value more", d -> field(d, "mode").set("enum", list("A", "B", "C"))),
                change("any value", d -> field(d, "mode").remove("enum")),
                change("longer", d -> field(d, "name").put("maxLength", 10)),
                change("as long as you like", d -> field(d, "name").remove("maxLength")),
                change("any form", d -> field(d, "name").remove("pattern")),
                change("shorter", d -> field(d, "name").put("minLength", 0)),
                change("not required", d -> schema(d).remove("required")),
                change("a rule less", d -> field(d, "list").remove("x-kubernetes-validations")),
                change("may be null", d -> field(d, "free").put("nullable", true)),
                change(
                        "a version more",
                        d -> ((ArrayNode) d.at("/spec/versions"))
                                .add(version(d).deepCopy().put("name", "v2").put("storage", false))),
                change(
                        "a short name more",
                        d -> ((ObjectNode) d.at("/spec/names")).set("shortNames", list("t", "th"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("liberties")
    void whatGivesMoreIsNoBreak(String what, Consumer<ObjectNode> change) {
        JsonNode later = definition(SMALL);
        change.accept((ObjectNode) later);

        assertThat(Compatibility.breaks(definition(SMALL), later)).as(what).isEmpty();
    }
}
