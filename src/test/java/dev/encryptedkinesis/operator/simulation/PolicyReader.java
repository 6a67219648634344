package dev.encryptedkinesis.operator.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.encryptedkinesis.operator.simulation.PolicyStatement.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads policy documents, as far as the simulation knows them. What it does not know becomes a condition that nobody
 * understands, so that a decision which depends on it fails, and no other does.
 */
final class PolicyReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ANY = List.of("*");

    private final Map<String, List<PolicyStatement>> read = new HashMap<>();

    /** Whether this could be a policy at all: a JSON object with statements. */
    static boolean isDocument(String text) {
        try {
            JsonNode document = JSON.readTree(text);
            return document != null && document.isObject() && document.has("Statement");
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** The principals that are ARNs of roles and users. */
    List<String> identities(String text) {
        return statements(text).stream()
                .flatMap(statement -> statement.principals().stream())
                .filter(entry -> entry.startsWith("arn:aws:iam::") && !entry.endsWith(":root"))
                .distinct()
                .toList();
    }

    List<PolicyStatement> statements(String text) {
        return read.computeIfAbsent(text, PolicyReader::parse);
    }

    private static List<PolicyStatement> parse(String text) {
        try {
            List<PolicyStatement> statements = new ArrayList<>();
            each(JSON.readTree(text).path("Statement")).forEach(statement -> statements.add(statement(statement)));
            return List.copyOf(statements);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not a policy: " + text, e);
        }
    }

    private static PolicyStatement statement(JsonNode node) {
        List<PolicyCondition> conditions = conditions(node.path("Condition"));
        for (String unknown : List.of("NotPrincipal", "NotAction", "NotResource")) {
            if (node.has(unknown)) {
                conditions.add(new PolicyCondition(unknown, unknown, strings(node.get(unknown))));
            }
        }
        return new PolicyStatement(
                node.path("Effect").asText().equals("Allow") ? Effect.ALLOW : Effect.DENY,
                node.has("NotPrincipal") ? ANY : principals(node.path("Principal")),
                node.has("NotAction") ? ANY : strings(node.path("Action")),
                node.has("NotResource") ? ANY : strings(node.path("Resource")),
                List.copyOf(conditions));
    }

    private static List<String> principals(JsonNode node) {
        if (!node.isObject()) {
            return strings(node);
        }
        List<String> principals = new ArrayList<>();
        node.properties()
                .forEach(kind -> strings(kind.getValue())
                        .forEach(entry -> principals.add(kind.getKey().equals("AWS") ? entry : "service:" + entry)));
        return List.copyOf(principals);
    }

    private static List<PolicyCondition> conditions(JsonNode node) {
        List<PolicyCondition> conditions = new ArrayList<>();
        node.properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(key -> conditions.add(
                                new PolicyCondition(operator.getKey(), key.getKey(), strings(key.getValue())))));
        return conditions;
    }

    private static List<String> strings(JsonNode node) {
        return each(node).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> each(JsonNode node) {
        if (node.isMissingNode()) {
            return Stream.empty();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Optional.of(node).stream();
    }
}
