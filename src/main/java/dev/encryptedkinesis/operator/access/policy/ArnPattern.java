package dev.encryptedkinesis.operator.access.policy;

import java.util.List;

/** How far wildcards reach in an ARN. */
final class ArnPattern {

    private static final int PARTS = 6;

    private ArnPattern() {}

    /**
     * In Resource. The IAM user guide: a * that is the last of its part of an ARN "can expand to match beyond the colon
     * boundaries". What becomes of others, it does not say.
     */
    static Truth covers(WildcardPattern pattern, String arn) {
        if (!pattern.matches(arn)) {
            return Truth.NO;
        }
        return pattern.matchesWithinColons(arn)
                ? Truth.YES
                : Truth.unknown("whether a * in the middle of a part of an ARN reaches beyond the next colon");
    }

    /** In conditions: "each of the six colon-delimited components of the ARN is checked separately". */
    static Truth equalByParts(WildcardPattern pattern, String arn) {
        List<WildcardPattern> patterns = pattern.parts(PARTS);
        String[] parts = arn.split(":", PARTS);
        if (patterns.size() != PARTS || parts.length != PARTS) {
            return pattern.matches(arn)
                    ? Truth.unknown("what the operators for ARNs make of what is no ARN")
                    : Truth.NO;
        }
        for (int i = 0; i < PARTS; i++) {
            if (!patterns.get(i).matches(parts[i])) {
                return Truth.NO;
            }
        }
        return Truth.YES;
    }
}
