package dev.encryptedkinesis.operator.access.policy;

import java.util.List;

/** How the operators for ARNs compare. */
final class ArnPattern {

    private static final int PARTS = 6;

    private ArnPattern() {}

    /** Each of the six parts is compared by itself, so that a wildcard does not reach beyond the next colon. */
    static boolean matches(WildcardPattern pattern, String arn) {
        List<WildcardPattern> patterns = pattern.parts(PARTS);
        String[] parts = arn.split(":", PARTS);
        if (patterns.size() != PARTS || parts.length != PARTS) {
            return pattern.matches(arn) && patterns.size() == parts.length;
        }
        for (int i = 0; i < PARTS; i++) {
            if (!patterns.get(i).matches(parts[i])) {
                return false;
            }
        }
        return true;
    }
}
