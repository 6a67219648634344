package dev.encryptedkinesis.operator.access.policy;

import dev.encryptedkinesis.operator.access.policy.Reading.Finding;
import java.util.Optional;

/**
 * Evaluates one policy, as the IAM user guide describes it: a deny that applies decides; else something must allow.
 *
 * <p>The answer is unknown only if it depends on what is unknown. Statement by statement, that is: of two that allow under
 * conditions that exclude each other, it is not seen that one of them must hold.
 */
public final class PolicyEvaluator {

    private PolicyEvaluator() {}

    /** What the policy of a resource or of an identity says by itself. */
    public static Verdict evaluate(PolicyDocument document, AccessRequest request) {
        Reading reading = Reading.of(document, request);
        if (reading.deny().truth().isYes()) {
            return new Verdict.Denied(reading.deny().by());
        }
        if (reading.any().truth().isNo()) {
            return new Verdict.Denied(Optional.empty());
        }
        Finding decisive = Optional.of(reading.direct())
                .filter(direct -> !direct.truth().isNo())
                .orElse(reading.account());
        return doubt(reading.deny())
                .or(() -> doubt(decisive))
                .orElseGet(() -> allowance(reading, decisive.by().orElseThrow()));
    }

    private static Optional<Verdict> doubt(Finding finding) {
        return finding.truth() instanceof Truth.Unknown unknown
                ? Optional.of(new Verdict.Unknown(finding.by().orElseThrow(), unknown.what()))
                : Optional.empty();
    }

    private static Verdict allowance(Reading reading, StatementReference by) {
        return reading.direct().truth().isYes() ? new Verdict.Allowed(by) : new Verdict.Delegated(by);
    }
}
