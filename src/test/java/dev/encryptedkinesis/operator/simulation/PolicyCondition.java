package dev.encryptedkinesis.operator.simulation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** One condition of a statement: any of the values does. */
record PolicyCondition(String operator, String key, List<String> values) {
    private static final String ENCRYPTION_CONTEXT = "kms:encryptioncontext:";
    private static final Set<String> KNOWN_KEYS = new TreeSet<>(Set.of(
            "aws:principalarn",
            "aws:principalaccount",
            "kms:calleraccount",
            "kms:viaservice",
            "kms:grantisforawsresource"));

    /** @throws IllegalStateException if nothing here knows what the condition means */
    boolean holds(AccessRequest request) {
        if (!isKnown(key)) {
            throw notUnderstood();
        }
        Optional<String> given = request.value(key);
        return switch (operator) {
            case "StringEquals", "ArnEquals", "ArnLike", "StringLike" ->
                given.filter(this::matchesAny).isPresent();
            // AWS: a key that is missing satisfies a negated operator.
            case "StringNotEquals", "ArnNotEquals", "ArnNotLike", "StringNotLike" ->
                given.filter(this::matchesAny).isEmpty();
            // Of the keys known here only one is of this kind, and nobody here creates grants for a service's own use.
            case "Bool" -> values.contains("false");
            case "Null" -> values.contains("true") == given.isEmpty();
            default -> throw notUnderstood();
        };
    }

    private static boolean isKnown(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return KNOWN_KEYS.contains(lower) || lower.startsWith(ENCRYPTION_CONTEXT);
    }

    private boolean matchesAny(String given) {
        return values.stream().anyMatch(matching(given));
    }

    private Predicate<String> matching(String given) {
        return operator.contains("Like") || operator.startsWith("Arn")
                ? pattern -> PolicyStatement.matches(pattern, given)
                : given::equals;
    }

    private IllegalStateException notUnderstood() {
        return new IllegalStateException("The simulation does not know this condition: " + this);
    }
}
