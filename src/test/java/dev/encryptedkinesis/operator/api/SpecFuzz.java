package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Specs of streams, drawn by a seed from the schema as it is shipped: each field is there or not, of its type or of another, and what
 * is of its type may be hostile, huge or empty. The schema's own words for what is allowed are followed most of the time, or nothing
 * would be admitted.
 */
public final class SpecFuzz {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "*",
            "null",
            "~",
            "!!java.net.URL [a]",
            "${aws:username}",
            "${namespace}",
            "\"'`; --",
            "orders\nERROR all is lost",
            "\u001b[31mred\u001b[0m",
            "\u0000",
            "\u2028",
            "invoice\u202Egpj.exe",
            "%s%n{}",
            "^(a+)+$",
            "../../kube-system/x",
            "NaN",
            "1e400",
            "x".repeat(5000));

    private static final List<String> PLAIN = List.of(
            "orders",
            "alias/orders",
            "eu-west-1",
            "arn:aws:iam::123456789012:role/api",
            "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            "v1",
            "ConfigMap",
            "Key",
            "kms.services.k8s.aws/v1alpha1",
            "OnDemand",
            "a.b-c");

    private final Random dice;

    private SpecFuzz(long seed) {
        dice = new Random(seed);
    }

    /** What hardly any spec does without, although the schema requires it only in some. */
    private static final Set<String> OFTEN = Set.of("shards", "id");

    private static final JSONSchemaProps SCHEMA = CustomResourceManifest.specOfStream();

    /** The same for the same seed. */
    public static JsonNode spec(long seed) {
        return new SpecFuzz(seed).any(SCHEMA, 0);
    }

    private boolean seldom() {
        return dice.nextInt(30) == 0;
    }

    private <T> T oneOf(List<T> all) {
        return all.get(dice.nextInt(all.size()));
    }

    private JsonNode any(JSONSchemaProps schema, int depth) {
        if (seldom()) {
            return strange(depth);
        }
        if (Boolean.TRUE.equals(schema.getXKubernetesPreserveUnknownFields())) {
            ObjectNode policy = JSON.objectNode();
            policy.set("Statement", strange(depth));
            policy.set(text(), strange(depth));
            return policy;
        }
        return switch (String.valueOf(schema.getType())) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> JSON.numberNode(number(schema));
            case "boolean" -> JSON.booleanNode(dice.nextBoolean());
            case "string" ->
                JSON.textNode(
                        schema.getEnum() == null || schema.getEnum().isEmpty() || seldom()
                                ? text()
                                : oneOf(schema.getEnum()).asText());
            default -> throw new IllegalStateException("a type that nothing is drawn for: " + schema.getType());
        };
    }

    private JsonNode object(JSONSchemaProps schema, int depth) {
        ObjectNode object = JSON.objectNode();
        if (schema.getAdditionalProperties() != null) {
            times(
                    3,
                    () -> object.set(
                            text(), any(schema.getAdditionalProperties().getSchema(), depth + 1)));
        }
        if (schema.getProperties() != null) {
            List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
            schema.getProperties().forEach((name, property) -> {
                if (required.contains(name) || OFTEN.contains(name) ? !seldom() : dice.nextInt(5) == 0) {
                    object.set(name, any(property, depth + 1));
                }
            });
        }
        if (seldom()) {
            object.set(text(), strange(depth));
        }
        return object;
    }

    private JsonNode array(JSONSchemaProps schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        times(3, () -> array.add(any(schema.getItems().getSchema(), depth + 1)));
        return array;
    }

    private void times(int most, Supplier<?> deed) {
        int times = dice.nextInt(most + 1);
        for (int time = 0; time < times; time++) {
            deed.get();
        }
    }

    private long number(JSONSchemaProps schema) {
        return switch (dice.nextInt(8)) {
            case 0 -> oneOf(List.of(0L, -1L, (long) Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, Long.MIN_VALUE));
            case 1 -> schema.getMaximum() == null ? 1 : schema.getMaximum().longValue();
            default -> schema.getMinimum() == null ? 1 : schema.getMinimum().longValue();
        };
    }

    private String text() {
        return dice.nextInt(4) == 0 ? oneOf(HOSTILE) : oneOf(PLAIN);
    }

    /** Of any type. */
    private JsonNode strange(int depth) {
        return switch (dice.nextInt(depth < 5 ? 10 : 7)) {
            case 0, 1 -> JSON.nullNode();
            case 2 -> JSON.numberNode(1.5);
            case 3 -> JSON.numberNode(Double.MAX_VALUE);
            case 4 -> JSON.booleanNode(true);
            case 5, 6 -> JSON.textNode(text());
            case 7 -> nested(dice.nextInt(200));
            case 8 -> JSON.arrayNode().add(strange(depth + 1)).add(strange(depth + 1));
            case 9 -> JSON.objectNode().set(text(), strange(depth + 1));
            default -> throw new IllegalStateException();
        };
    }

    private static JsonNode nested(int levels) {
        JsonNode inner = JSON.arrayNode();
        for (int level = 0; level < levels; level++) {
            inner = JSON.arrayNode().add(inner);
        }
        return inner;
    }
}
