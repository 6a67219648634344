package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a CustomResourceDefinition takes away from those who use an earlier one: objects that were accepted and are so no
 * longer, fields that are dropped from what is stored, and values that mean something else.
 */
final class Compatibility {

    private static final List<String> IDENTITY =
            List.of("/spec/group", "/spec/names/kind", "/spec/names/plural", "/spec/scope");

    /** Any change of these gives what is stored another meaning. */
    private static final List<String> MEANING = List.of(
            "type",
            "default",
            "x-kubernetes-int-or-string",
            "x-kubernetes-list-type",
            "x-kubernetes-list-map-keys",
            "x-kubernetes-map-type");

    /** May be taken away; nobody can say of two of them which is the narrower. */
    private static final List<String> RESTRICTIONS =
            List.of("format", "pattern", "multipleOf", "exclusiveMaximum", "exclusiveMinimum", "uniqueItems");

    private static final List<String> UPPER_BOUNDS = List.of("maximum", "maxLength", "maxItems", "maxProperties");
    private static final List<String> LOWER_BOUNDS = List.of("minimum", "minLength", "minItems", "minProperties");

    /** May be given, and not be taken back. */
    private static final List<String> LIBERTIES = List.of("nullable", "x-kubernetes-preserve-unknown-fields");

    private final List<String> breaks = new ArrayList<>();

    private Compatibility() {}

    /** One line for each thing that breaks; none, if the later definition can take the earlier one's place. */
    static List<String> breaks(JsonNode earlier, JsonNode later) {
        Compatibility compatibility = new Compatibility();
        compatibility.definition(earlier, later);
        return compatibility.breaks;
    }

    private void definition(JsonNode earlier, JsonNode later) {
        for (String pointer : IDENTITY) {
            if (!earlier.at(pointer).equals(later.at(pointer))) {
                breaks.add("%s was %s and is %s".formatted(pointer, earlier.at(pointer), later.at(pointer)));
            }
        }
        missing(earlier.at("/spec/names/shortNames"), later.at("/spec/names/shortNames"))
                .forEach(name -> breaks.add("short name %s is gone".formatted(name)));
        for (JsonNode version : earlier.at("/spec/versions")) {
            String name = version.get("name").asText();
            version(later, name)
                    .ifPresentOrElse(
                            found -> version(name, version, found),
                            () -> breaks.add(
                                    "version %s is gone%s".formatted(name, isStored(version) ? ", and stored" : "")));
        }
    }

    private static Optional<JsonNode> version(JsonNode definition, String name) {
        for (JsonNode version : definition.at("/spec/versions")) {
            if (version.get("name").asText().equals(name)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    private static boolean isStored(JsonNode version) {
        return version.path("storage").asBoolean();
    }

    private void version(String name, JsonNode earlier, JsonNode later) {
        if (earlier.path("served").asBoolean() && !later.path("served").asBoolean()) {
            breaks.add("version %s is served no longer".formatted(name));
        }
        earlier.path("subresources").fieldNames().forEachRemaining(subresource -> {
            if (!later.path("subresources").has(subresource)) {
                breaks.add("version %s has no subresource %s any more".formatted(name, subresource));
            }
        });
        schema(name, earlier.at("/schema/openAPIV3Schema"), later.at("/schema/openAPIV3Schema"));
    }

    private void schema(String path, JsonNode earlier, JsonNode later) {
        MEANING.stream()
                .filter(word -> !earlier.path(word).equals(later.path(word)))
                .forEach(word -> changed(path, word, earlier, later));
        RESTRICTIONS.stream()
                .filter(word -> later.has(word) && !earlier.path(word).equals(later.path(word)))
                .forEach(word -> changed(path, word, earlier, later));
        UPPER_BOUNDS.forEach(word -> bound(path, word, earlier, later, 1));
        LOWER_BOUNDS.forEach(word -> bound(path, word, earlier, later, -1));
        for (String word : LIBERTIES) {
            if (earlier.path(word).asBoolean() && !later.path(word).asBoolean()) {
                breaks.add("%s: %s is gone".formatted(path, word));
            }
        }
        if (later.has("enum")) {
            if (earlier.has("enum")) {
                missing(earlier.get("enum"), later.get("enum"))
                        .forEach(value -> breaks.add("%s: may be %s no longer".formatted(path, value)));
            } else {
                breaks.add("%s: was free, and is one of %s".formatted(path, later.get("enum")));
            }
        }
        missing(later.path("required"), earlier.path("required"))
                .forEach(field -> breaks.add("%s.%s: is required now".formatted(path, field)));
        Set<String> rules =
                new HashSet<>(earlier.path("x-kubernetes-validations").findValuesAsText("rule"));
        later.path("x-kubernetes-validations").findValuesAsText("rule").stream()
                .filter(rule -> !rules.contains(rule))
                .forEach(rule -> breaks.add("%s: has a new rule, %s".formatted(path, rule)));
        inner(path, earlier, later);
    }

    private void inner(String path, JsonNode earlier, JsonNode later) {
        for (Map.Entry<String, JsonNode> field : earlier.path("properties").properties()) {
            String at = path + "." + field.getKey();
            if (later.path("properties").has(field.getKey())) {
                schema(at, field.getValue(), later.path("properties").get(field.getKey()));
            } else {
                breaks.add("%s: is gone".formatted(at));
            }
        }
        if (earlier.has("items")) {
            schema(path + "[]", earlier.get("items"), later.path("items"));
        }
        if (earlier.has("additionalProperties")) {
            schema(path + "{}", earlier.get("additionalProperties"), later.path("additionalProperties"));
        }
    }

    /** @param direction 1, if lower is narrower; -1, if higher is */
    private void bound(String path, String word, JsonNode earlier, JsonNode later, int direction) {
        if (!later.has(word)) {
            return;
        }
        if (!earlier.has(word)
                || direction
                                * later.get(word)
                                        .decimalValue()
                                        .compareTo(earlier.get(word).decimalValue())
                        < 0) {
            changed(path, word, earlier, later);
        }
    }

    private void changed(String path, String word, JsonNode earlier, JsonNode later) {
        breaks.add("%s: %s was %s and is %s".formatted(path, word, said(earlier, word), said(later, word)));
    }

    private static String said(JsonNode schema, String word) {
        return schema.has(word) ? schema.get(word).toString() : "not set";
    }

    private static Set<String> missing(JsonNode all, JsonNode among) {
        Set<String> missing = new TreeSet<>();
        all.forEach(value -> missing.add(value.asText()));
        among.forEach(value -> missing.remove(value.asText()));
        return missing;
    }
}
