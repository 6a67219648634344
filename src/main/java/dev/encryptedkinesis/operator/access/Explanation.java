package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import dev.encryptedkinesis.operator.access.policy.AccessDecision;
import dev.encryptedkinesis.operator.access.policy.Ground;
import dev.encryptedkinesis.operator.access.policy.Side;
import dev.encryptedkinesis.operator.access.policy.StatementReference;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts a decision into words.
 *
 * @param policyOf what has the policy of the resource's side, as "key arn:..."
 * @param policyName how that side is called in a verdict
 */
record Explanation(Party party, String action, String policyOf, PrincipalVerdict.DeniedBy policyName) {

    /** @param fix what makes a side speak that is silent; empty if no statement does */
    PrincipalVerdict of(AccessDecision decision, Function<Side, Optional<String>> fix) {
        if (decision instanceof AccessDecision.Allowed) {
            return new PrincipalVerdict.Allowed(party);
        }
        if (decision instanceof AccessDecision.Forbidden forbidden) {
            return forbidden(forbidden.by());
        }
        if (decision instanceof AccessDecision.NotGranted missing) {
            return notGranted(missing.silent(), fix);
        }
        AccessDecision.Unknown unknown = (AccessDecision.Unknown) decision;
        return new PrincipalVerdict.NotVerifiable(
                party,
                "%s on %s depends on %s: %s.".formatted(action, policyOf, place(unknown.because()), unknown.what()));
    }

    PrincipalVerdict notVerifiable(String why) {
        return new PrincipalVerdict.NotVerifiable(party, "%s on %s: %s".formatted(action, policyOf, why));
    }

    private PrincipalVerdict forbidden(Ground by) {
        return new PrincipalVerdict.Denied(
                party,
                side(by.side()),
                "%s on %s is denied explicitly by %s: no further permission helps."
                        .formatted(action, policyOf, place(by)),
                Optional.empty());
    }

    private PrincipalVerdict notGranted(Set<Side> silent, Function<Side, Optional<String>> fix) {
        Side first = silent.stream().min(order()).orElseThrow();
        String who = switch (first) {
            case RESOURCE_POLICY -> "is not allowed by the policy of " + policyOf;
            case GRANT -> "is not allowed by a grant on " + policyOf;
            case IDENTITY_POLICY -> "on %s is not allowed by any policy of the principal".formatted(policyOf);
            case PERMISSIONS_BOUNDARY -> "on %s is outside of the principal's permissions boundary".formatted(policyOf);
            case ORGANIZATION_POLICY -> "on %s is not allowed by the policies of the organization".formatted(policyOf);
        };
        return new PrincipalVerdict.Denied(party, side(first), action + " " + who + ".", fix.apply(first));
    }

    /**
     * Of several sides that could speak, the one to name. Nobody uses a key against its policy; a stream mostly has none, and
     * principals of its account need none.
     */
    private Comparator<Side> order() {
        return policyName == PrincipalVerdict.DeniedBy.STREAM_POLICY
                ? Comparator.comparing((Side side) -> side == Side.RESOURCE_POLICY)
                        .thenComparing(Comparator.naturalOrder())
                : Comparator.naturalOrder();
    }

    private String place(Ground ground) {
        String name = ground.name().map(given -> " " + given).orElse("");
        return switch (ground.side()) {
            case RESOURCE_POLICY ->
                ground.statement()
                                .map(StatementReference::label)
                                .map(label -> label + " of ")
                                .orElse("") + "the policy of " + policyOf;
            case GRANT -> "grant" + name;
            case IDENTITY_POLICY -> "the principal's policies" + name;
            case PERMISSIONS_BOUNDARY -> "the principal's permissions boundary";
            case ORGANIZATION_POLICY -> "the policies of the organization";
        };
    }

    private PrincipalVerdict.DeniedBy side(Side side) {
        return switch (side) {
            case RESOURCE_POLICY -> policyName;
            case GRANT -> PrincipalVerdict.DeniedBy.GRANT_MISSING;
            case IDENTITY_POLICY -> PrincipalVerdict.DeniedBy.IDENTITY_POLICY;
            case PERMISSIONS_BOUNDARY -> PrincipalVerdict.DeniedBy.PERMISSIONS_BOUNDARY;
            case ORGANIZATION_POLICY -> PrincipalVerdict.DeniedBy.ORGANIZATION_POLICY;
        };
    }
}
