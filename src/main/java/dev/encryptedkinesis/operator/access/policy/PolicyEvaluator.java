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
        Finding deny = reading.deny();
        if (deny.truth().isYes()) {
            return new Verdict.Denied(deny.by());
        }
        Finding allow = reading.direct().or(reading.account());
        if (allow.truth().isNo()) {
            return new Verdict.Denied(Optional.empty());
        }
        if (deny.truth() instanceof Truth.Unknown unknown) {
            return new Verdict.Unknown(deny.by().orElseThrow(), unknown.what());
        }
        Finding direct = reading.direct();
        Finding decides = direct.truth().isNo() ? reading.account() : direct;
        StatementReference by = decides.by().orElseThrow();
        if (decides.truth() instanceof Truth.Unknown unknown) {
            return new Verdict.Unknown(by, unknown.what());
        }
        return direct.truth().isYes() ? new Verdict.Allowed(by) : new Verdict.Delegated(by);
    }
}
