package dev.encryptedkinesis.operator.access.policy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.encryptedkinesis.operator.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a policy document by the grammar of the policy language. */
final class PolicyParser {

    private static final int DEEPEST = 16;
    private static final int MOST_STATEMENTS = 1000;
    private static final Set<String> DOCUMENT_ELEMENTS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private static final JsonMapper JSON = StrictJson.ofDepth(DEEPEST)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final String json;

    PolicyParser(String json) {
        this.json = json;
    }

    PolicyDocument document() {
        JsonNode root = object(read(), "The policy");
        onlyKnows(root, DOCUMENT_ELEMENTS, "The policy");
        if (root.has("Id")) {
            text(root.get("Id"), "Id");
        }
        JsonNode all = root.path("Statement");
        List<JsonNode> nodes = new ArrayList<>();
        if (all.isArray()) {
            all.forEach(nodes::add);
        } else if (all.isObject()) {
            nodes.add(all);
        }
        if (nodes.isEmpty()) {
            throw new PolicySyntaxException("The policy needs at least one Statement.");
        }
        if (nodes.size() > MOST_STATEMENTS) {
            throw new PolicySyntaxException("The policy has more than %d statements.".formatted(MOST_STATEMENTS));
        }
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            statements.add(statement(nodes.get(i), i));
        }
        return new PolicyDocument(version(root), statements);
    }

    private JsonNode read() {
        if (json.length() > PolicyDocument.LONGEST) {
            throw new PolicySyntaxException(
                    "The policy is longer than %d characters.".formatted(PolicyDocument.LONGEST));
        }
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            JsonLocation where = e.getLocation();
            throw new PolicySyntaxException(
                    where == null
                            ? "The policy is not JSON as a policy may be."
                            : "The policy is not JSON as a policy may be: see line %d, column %d."
                                    .formatted(where.getLineNr(), where.getColumnNr()));
        }
    }

    private static PolicyVersion version(JsonNode root) {
        String text = root.has("Version") ? text(root.get("Version"), "Version") : PolicyVersion.OF_2008.text();
        for (PolicyVersion version : PolicyVersion.values()) {
            if (version.text().equals(text)) {
                return version;
            }
        }
        throw new PolicySyntaxException("Version must be 2012-10-17 or 2008-10-17.");
    }

    private static Statement statement(JsonNode node, int index) {
        String where = "Statement " + (index + 1);
        object(node, where);
        onlyKnows(node, STATEMENT_ELEMENTS, where);
        return new Statement(
                Optional.ofNullable(node.get("Sid")).map(sid -> text(sid, where + ": Sid")),
                index,
                effect(node, where),
                principals(node, where),
                actions(node, where),
                resources(node, where),
                node.has("Condition")
                        ? ConditionParser.conditions(node.get("Condition"), where + ": Condition")
                        : List.of());
    }

    private static Effect effect(JsonNode node, String where) {
        return switch (node.path("Effect").asText()) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw new PolicySyntaxException(where + ": Effect must be Allow or Deny.");
        };
    }

    private static PrincipalSet principals(JsonNode node, String where) {
        return oneOf(node, "Principal", "NotPrincipal", where)
                .map(name -> {
                    Set<NamedPrincipal> named = PrincipalParser.principals(node.get(name), where + ": " + name);
                    return name.equals("Principal") ? new PrincipalSet.Only(named) : new PrincipalSet.AllBut(named);
                })
                .orElseGet(PrincipalSet.Unstated::new);
    }

    private static ActionSet actions(JsonNode node, String where) {
        String name = oneOf(node, "Action", "NotAction", where)
                .orElseThrow(() -> new PolicySyntaxException(where + " needs Action or NotAction."));
        List<String> patterns = texts(node.get(name), where + ": " + name);
        if (!patterns.stream().allMatch(PolicyParser::isAction)) {
            throw new PolicySyntaxException(
                    "%s: %s must be * or a service, a colon and an action.".formatted(where, name));
        }
        return name.equals("Action") ? new ActionSet.Only(patterns) : new ActionSet.AllBut(patterns);
    }

    private static boolean isAction(String pattern) {
        int colon = pattern.indexOf(':');
        return pattern.equals("*") || colon > 0 && colon < pattern.length() - 1;
    }

    private static ResourceSet resources(JsonNode node, String where) {
        return oneOf(node, "Resource", "NotResource", where)
                .map(name -> {
                    List<String> patterns = texts(node.get(name), where + ": " + name);
                    if (!patterns.stream().allMatch(pattern -> pattern.equals("*") || pattern.startsWith("arn:"))) {
                        throw new PolicySyntaxException("%s: %s must be * or an ARN.".formatted(where, name));
                    }
                    return name.equals("Resource") ? new ResourceSet.Only(patterns) : new ResourceSet.AllBut(patterns);
                })
                .orElseGet(ResourceSet.Unstated::new);
    }

    private static Optional<String> oneOf(JsonNode node, String plain, String negated, String where) {
        if (node.has(plain) && node.has(negated)) {
            throw new PolicySyntaxException("%s has both %s and %s.".formatted(where, plain, negated));
        }
        return node.has(plain) ? Optional.of(plain) : node.has(negated) ? Optional.of(negated) : Optional.empty();
    }

    private static void onlyKnows(JsonNode node, Set<String> elements, String where) {
        for (Map.Entry<String, JsonNode> element : node.properties()) {
            if (!elements.contains(element.getKey())) {
                throw new PolicySyntaxException("%s has an element that the policy language does not know. It knows %s."
                        .formatted(
                                where,
                                String.join(", ", elements.stream().sorted().toList())));
            }
        }
    }

    static JsonNode object(JsonNode node, String where) {
        if (!node.isObject()) {
            throw new PolicySyntaxException(where + " must be an object.");
        }
        return node;
    }

    static String text(JsonNode node, String where) {
        if (!node.isTextual()) {
            throw new PolicySyntaxException(where + " must be text.");
        }
        return node.textValue();
    }

    /** A list of texts, which may be written as one text alone. */
    static List<String> texts(JsonNode node, String where) {
        if (!node.isArray()) {
            return List.of(text(node, where));
        }
        if (node.isEmpty()) {
            throw new PolicySyntaxException(where + " must not be empty.");
        }
        List<String> all = new ArrayList<>();
        node.forEach(one -> all.add(text(one, where)));
        return all;
    }
}
