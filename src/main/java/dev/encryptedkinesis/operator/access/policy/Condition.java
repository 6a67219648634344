package dev.encryptedkinesis.operator.access.policy;

import java.util.List;

/**
 * One line of a statement's Condition; all must hold.
 *
 * @param presence what becomes of it where the request does not have the key
 * @param key the context key; its case does not matter
 * @param values of which one is enough; of a negated operator, none may match
 */
public record Condition(
        Quantifier quantifier, ConditionOperator operator, Presence presence, String key, List<String> values) {

    /** How the several values that a request may have for a key count. */
    public enum Quantifier {
        /** The key has one value. */
        SINGLE,
        /** ForAnyValue: one of the request's values will do; none at all will not. */
        ANY,
        /** ForAllValues: each of the request's values must; if there are none, that is true. */
        ALL
    }

    /** Whether the operator ends in IfExists. */
    public enum Presence {
        REQUIRED,
        IF_EXISTS
    }

    public Condition {
        values = List.copyOf(values);
    }
}
