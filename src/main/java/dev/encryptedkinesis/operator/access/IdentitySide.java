package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.policy.IdentityAnswer;
import dev.encryptedkinesis.operator.access.policy.Side;
import dev.encryptedkinesis.operator.stream.Failure;
import java.util.List;
import java.util.Optional;

/** What the side of the identity says, by the answers of IAM. */
final class IdentitySide {

    private IdentitySide() {}

    /** @param answer null: IAM was not asked, since it knows nothing of principals of other accounts */
    static IdentityAnswer of(Answer<List<IdentityDecision>> answer, String action) {
        if (answer == null) {
            return new IdentityAnswer.Unknown("what the policies of a principal of another account allow");
        }
        return answer.silence()
                .map(IdentitySide::unknown)
                .orElseGet(() -> answer.known().orElseThrow().stream()
                        .filter(decision -> decision.action().equalsIgnoreCase(action))
                        .findFirst()
                        .map(IdentitySide::of)
                        .orElseGet(() -> new IdentityAnswer.Unknown("what IAM says of " + action)));
    }

    private static IdentityAnswer unknown(Failure why) {
        return new IdentityAnswer.Unknown("what the principal's policies allow (%s)".formatted(source(why)));
    }

    /** Which question had no answer: its name is also that of the permission that may be missing. */
    static String source(Failure why) {
        return why.operation() + ": " + why.code();
    }

    private static IdentityAnswer of(IdentityDecision decision) {
        return switch (decision.outcome()) {
            case ALLOWED -> new IdentityAnswer.Allowed(Optional.empty());
            case DENIED ->
                ifContextIsKnown(decision, new IdentityAnswer.ExplicitlyDenied(Side.IDENTITY_POLICY, Optional.empty()));
            case DENIED_BY_BOUNDARY ->
                ifContextIsKnown(
                        decision, new IdentityAnswer.ExplicitlyDenied(Side.PERMISSIONS_BOUNDARY, Optional.empty()));
            // IAM takes a condition on something that it was not told for one that does not hold.
            case NOT_ALLOWED -> ifContextIsKnown(decision, new IdentityAnswer.NotAllowed());
            case OUTSIDE_BOUNDARY -> ifContextIsKnown(decision, new IdentityAnswer.OutsideBoundary());
            case OUTSIDE_ORGANIZATION -> new IdentityAnswer.OutsideOrganization();
        };
    }

    private static IdentityAnswer ifContextIsKnown(IdentityDecision decision, IdentityAnswer answer) {
        return decision.missingContext().isEmpty()
                ? answer
                : new IdentityAnswer.Unknown("the value of " + String.join(", ", decision.missingContext()));
    }
}
