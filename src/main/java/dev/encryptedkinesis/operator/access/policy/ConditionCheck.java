package dev.encryptedkinesis.operator.access.policy;

import dev.encryptedkinesis.operator.access.policy.Condition.Presence;
import dev.encryptedkinesis.operator.access.policy.Condition.Quantifier;
import dev.encryptedkinesis.operator.access.policy.PolicyText.Wildcards;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a request fulfils a condition. */
record ConditionCheck(Condition condition, PolicyVersion version, RequestContext context) {

    Truth holds() {
        ContextValue value = context.get(condition.key());
        if (value instanceof ContextValue.Unknown) {
            return whateverTheValue().orElseGet(() -> Truth.unknown("the value of " + key()));
        }
        if (condition.operator() == ConditionOperator.NULL) {
            return Truth.of(condition.values().contains(Boolean.toString(!(value instanceof ContextValue.Present))));
        }
        if (!(value instanceof ContextValue.Present present)) {
            return Truth.of(holdsWithoutKey());
        }
        List<String> values = condition.quantifier() == Quantifier.SINGLE
                ? present.values()
                // An empty text is the null data set, and counts for none.
                : present.values().stream().filter(one -> !one.isEmpty()).toList();
        return switch (condition.quantifier()) {
            case SINGLE -> same(values.stream().map(this::holdsFor).distinct().toList());
            case ANY -> any(values.stream().map(this::holdsFor));
            case ALL -> any(values.stream().map(one -> holdsFor(one).not())).not();
        };
    }

    /** Without a set operator, several values are compared in a way that AWS does not tell. */
    private Truth same(List<Truth> outcomes) {
        return outcomes.size() == 1
                ? outcomes.get(0)
                : Truth.unknown("how AWS compares the several values of " + key());
    }

    /** The outcome, if it is the same with any value, with none, and without the key. */
    private Optional<Truth> whateverTheValue() {
        boolean isAnything = condition.operator().isForPatterns()
                && condition.values().stream()
                        .anyMatch(value -> WildcardPattern.of(value).isAnything());
        boolean withValue = !condition.operator().isNegated();
        boolean withNone = switch (condition.quantifier()) {
            case SINGLE -> withValue;
            case ANY -> false;
            case ALL -> true;
        };
        return isAnything && withValue == withNone && withValue == holdsWithoutKey()
                ? Optional.of(Truth.of(withValue))
                : Optional.empty();
    }

    private boolean holdsWithoutKey() {
        return condition.presence() == Presence.IF_EXISTS
                || switch (condition.quantifier()) {
                    case SINGLE -> condition.operator().isNegated();
                    case ANY -> false;
                    case ALL -> true;
                };
    }

    private Truth holdsFor(String requested) {
        Truth matches = any(condition.values().stream().map(value -> matches(value, requested)));
        return condition.operator().isNegated() ? matches.not() : matches;
    }

    private Truth matches(String value, String requested) {
        return switch (condition.operator()) {
            case STRING_EQUALS, STRING_NOT_EQUALS -> text(value, requested, Wildcards.ARE_PLAIN);
            case STRING_LIKE, STRING_NOT_LIKE -> text(value, requested, Wildcards.MATCH);
            case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE -> textIgnoringCase(value, requested);
            case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE -> arn(value, requested);
            case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS -> Comparison.numbers(requested, value, order -> order == 0);
            case NUMERIC_LESS_THAN -> Comparison.numbers(requested, value, order -> order < 0);
            case NUMERIC_LESS_THAN_EQUALS -> Comparison.numbers(requested, value, order -> order <= 0);
            case NUMERIC_GREATER_THAN -> Comparison.numbers(requested, value, order -> order > 0);
            case NUMERIC_GREATER_THAN_EQUALS -> Comparison.numbers(requested, value, order -> order >= 0);
            case DATE_EQUALS, DATE_NOT_EQUALS -> Comparison.times(requested, value, order -> order == 0);
            case DATE_LESS_THAN -> Comparison.times(requested, value, order -> order < 0);
            case DATE_LESS_THAN_EQUALS -> Comparison.times(requested, value, order -> order <= 0);
            case DATE_GREATER_THAN -> Comparison.times(requested, value, order -> order > 0);
            case DATE_GREATER_THAN_EQUALS -> Comparison.times(requested, value, order -> order >= 0);
            case BOOL -> Comparison.booleans(requested, value);
            case BINARY_EQUALS -> Comparison.binaries(requested, value);
            case IP_ADDRESS, NOT_IP_ADDRESS -> Comparison.addresses(requested, value);
            case NULL -> throw new IllegalStateException("Null looks at no value");
        };
    }

    private Truth text(String value, String requested, Wildcards wildcards) {
        PolicyText.Resolved resolved = new PolicyText(value, version, wildcards).resolve(context);
        return resolved.decide(Truth.of(resolved.pattern().matches(requested)));
    }

    private Truth textIgnoringCase(String value, String requested) {
        PolicyText.Resolved resolved = new PolicyText(value, version, Wildcards.ARE_PLAIN).resolve(context);
        return resolved.decide(Truth.of(resolved.pattern().matchesIgnoringCase(requested)));
    }

    /** Each of the six parts of an ARN is compared by itself. */
    private Truth arn(String value, String requested) {
        PolicyText.Resolved resolved = new PolicyText(value, version, Wildcards.MATCH).resolve(context);
        return resolved.decide(ArnPattern.equalByParts(resolved.pattern(), requested));
    }

    private String key() {
        return ContextKey.label(condition.key());
    }

    private static Truth any(Stream<Truth> all) {
        return all.reduce(Truth.NO, (one, other) -> one.or(() -> other));
    }
}
