package dev.encryptedkinesis.operator.access.policy;

import java.util.Arrays;
import java.util.Optional;

/** The operators of the policy language, without set prefix and IfExists. */
public enum ConditionOperator {
    STRING_EQUALS("StringEquals", Polarity.PLAIN),
    STRING_NOT_EQUALS("StringNotEquals", Polarity.NEGATED),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Polarity.PLAIN),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Polarity.NEGATED),
    STRING_LIKE("StringLike", Polarity.PLAIN),
    STRING_NOT_LIKE("StringNotLike", Polarity.NEGATED),
    NUMERIC_EQUALS("NumericEquals", Polarity.PLAIN),
    NUMERIC_NOT_EQUALS("NumericNotEquals", Polarity.NEGATED),
    NUMERIC_LESS_THAN("NumericLessThan", Polarity.PLAIN),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Polarity.PLAIN),
    NUMERIC_GREATER_THAN("NumericGreaterThan", Polarity.PLAIN),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Polarity.PLAIN),
    DATE_EQUALS("DateEquals", Polarity.PLAIN),
    DATE_NOT_EQUALS("DateNotEquals", Polarity.NEGATED),
    DATE_LESS_THAN("DateLessThan", Polarity.PLAIN),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", Polarity.PLAIN),
    DATE_GREATER_THAN("DateGreaterThan", Polarity.PLAIN),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Polarity.PLAIN),
    BOOL("Bool", Polarity.PLAIN),
    BINARY_EQUALS("BinaryEquals", Polarity.PLAIN),
    IP_ADDRESS("IpAddress", Polarity.PLAIN),
    NOT_IP_ADDRESS("NotIpAddress", Polarity.NEGATED),
    ARN_EQUALS("ArnEquals", Polarity.PLAIN),
    ARN_LIKE("ArnLike", Polarity.PLAIN),
    ARN_NOT_EQUALS("ArnNotEquals", Polarity.NEGATED),
    ARN_NOT_LIKE("ArnNotLike", Polarity.NEGATED),
    NULL("Null", Polarity.PLAIN);

    /** Whether a value of the policy must match, or none may. */
    enum Polarity {
        PLAIN,
        NEGATED
    }

    private final String text;
    private final Polarity polarity;

    ConditionOperator(String text, Polarity polarity) {
        this.text = text;
        this.polarity = polarity;
    }

    /** As it stands in a policy. */
    public String text() {
        return text;
    }

    boolean isNegated() {
        return polarity == Polarity.NEGATED;
    }

    /** Whether * and ? in a text stand for others. */
    boolean isForPatterns() {
        return this == STRING_LIKE || this == STRING_NOT_LIKE;
    }

    /** Only the operators for texts and for ARNs know variables. */
    boolean takesVariables() {
        return text.startsWith("String") || text.startsWith("Arn");
    }

    static Optional<ConditionOperator> of(String text) {
        return Arrays.stream(values())
                .filter(operator -> operator.text.equals(text))
                .findFirst();
    }
}
