package dev.encryptedkinesis.operator.access.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.encryptedkinesis.operator.access.policy.Condition.Presence;
import dev.encryptedkinesis.operator.access.policy.Condition.Quantifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads Condition. */
final class ConditionParser {

    private static final String FOR_ANY = "ForAnyValue:";
    private static final String FOR_ALL = "ForAllValues:";
    private static final String IF_EXISTS = "IfExists";

    private ConditionParser() {}

    static List<Condition> conditions(JsonNode node, String where) {
        PolicyParser.object(node, where);
        List<Condition> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> block : node.properties()) {
            PolicyParser.object(block.getValue(), where + ": each operator");
            if (block.getValue().isEmpty()) {
                throw new PolicySyntaxException(where + ": each operator needs a key.");
            }
            for (Map.Entry<String, JsonNode> line : block.getValue().properties()) {
                all.add(condition(block.getKey(), line.getKey(), values(line.getValue(), where), where));
            }
        }
        return all;
    }

    private static Condition condition(String written, String key, List<String> values, String where) {
        Quantifier quantifier = written.startsWith(FOR_ANY)
                ? Quantifier.ANY
                : written.startsWith(FOR_ALL) ? Quantifier.ALL : Quantifier.SINGLE;
        String unprefixed = written.substring(
                switch (quantifier) {
                    case SINGLE -> 0;
                    case ANY -> FOR_ANY.length();
                    case ALL -> FOR_ALL.length();
                });
        Presence presence = unprefixed.endsWith(IF_EXISTS) ? Presence.IF_EXISTS : Presence.REQUIRED;
        String plain = switch (presence) {
            case REQUIRED -> unprefixed;
            case IF_EXISTS -> unprefixed.substring(0, unprefixed.length() - IF_EXISTS.length());
        };
        ConditionOperator operator = ConditionOperator.of(plain)
                .orElseThrow(() ->
                        new PolicySyntaxException(where + " has an operator that the policy language does not know."));
        if (key.isBlank()) {
            throw new PolicySyntaxException(where + " has an empty key.");
        }
        if (operator == ConditionOperator.NULL) {
            checkNull(quantifier, presence, values, where);
        }
        return new Condition(quantifier, operator, presence, key, values);
    }

    private static void checkNull(Quantifier quantifier, Presence presence, List<String> values, String where) {
        boolean isPlain = quantifier == Quantifier.SINGLE && presence == Presence.REQUIRED;
        if (!isPlain || !values.stream().allMatch(value -> value.equals("true") || value.equals("false"))) {
            throw new PolicySyntaxException(where + ": Null takes true or false, and neither a prefix nor IfExists.");
        }
    }

    /** Numbers and booleans are texts to IAM. */
    private static List<String> values(JsonNode node, String where) {
        List<String> all = new ArrayList<>();
        for (JsonNode one : node.isArray() ? node : List.of(node)) {
            if (!one.isTextual() && !one.isNumber() && !one.isBoolean()) {
                throw new PolicySyntaxException(where + ": a value must be text, a number, true or false.");
            }
            all.add(one.asText());
        }
        if (all.isEmpty()) {
            throw new PolicySyntaxException(where + ": a key needs at least one value.");
        }
        return all;
    }
}
