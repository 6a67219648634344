package dev.encryptedkinesis.operator.access.policy;

import dev.encryptedkinesis.operator.access.policy.Principal.Kind;
import dev.encryptedkinesis.operator.access.policy.Reading.Finding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What follows from all sides for one request. Each way to be allowed is a list of claims that must all be true; the first
 * way that is certain is the one.
 */
record SidesTogether(Principal asking, Reading policy, IdentityAnswer identity) {

    /** Something that must be so for one way to be allowed. */
    record Claim(Truth truth, Ground ground) {}

    /** Whether no border between accounts lies between who asks and the resource. */
    boolean areOfOneAccount(String resourceAccount) {
        return asking.account().filter(resourceAccount::equals).isPresent();
    }

    /** A service of AWS is of no account, and has no policies of its own. */
    boolean areOfAService() {
        return asking.kind() == Kind.SERVICE;
    }

    Claim ofPolicy(Finding finding) {
        return new Claim(
                finding.truth(), finding.by().map(Ground::of).orElseGet(() -> Ground.of(Side.RESOURCE_POLICY)));
    }

    /** What is not denied to an account's root, it may. */
    Claim identityAllows() {
        if (identity instanceof IdentityAnswer.Allowed allowed) {
            return new Claim(Truth.YES, Ground.of(Side.IDENTITY_POLICY, allowed.policy()));
        }
        if (identity instanceof IdentityAnswer.Unknown unknown) {
            return new Claim(Truth.unknown(unknown.why()), Ground.of(Side.IDENTITY_POLICY));
        }
        return new Claim(
                Truth.of(identity instanceof IdentityAnswer.NotAllowed && asking.kind() == Kind.ROOT),
                Ground.of(silentSide()));
    }

    /** A boundary limits what a resource allows to a role by the role's own ARN, says the IAM user guide. */
    Claim insideBoundary() {
        return new Claim(
                identity instanceof IdentityAnswer.Unknown unknown
                        ? Truth.unknown(unknown.why())
                        : Truth.of(!(identity instanceof IdentityAnswer.OutsideBoundary)),
                Ground.of(Side.PERMISSIONS_BOUNDARY));
    }

    /** Nobody says whether a boundary limits a grant. */
    Claim grantIsNotLimited() {
        return new Claim(
                identity instanceof IdentityAnswer.OutsideBoundary
                        ? Truth.unknown("whether a permissions boundary limits what a grant allows")
                        : Truth.YES,
                Ground.of(Side.PERMISSIONS_BOUNDARY));
    }

    AccessDecision decide(List<List<Claim>> ways) {
        if (policy.deny().truth().isYes()) {
            return new AccessDecision.Forbidden(ofPolicy(policy.deny()).ground());
        }
        if (identity instanceof IdentityAnswer.ExplicitlyDenied denied) {
            return new AccessDecision.Forbidden(Ground.of(denied.side(), denied.policy()));
        }
        if (identity instanceof IdentityAnswer.OutsideOrganization) {
            return new AccessDecision.NotGranted(Set.of(Side.ORGANIZATION_POLICY));
        }
        List<List<Claim>> possible = ways.stream()
                .filter(way -> way.stream().noneMatch(claim -> claim.truth().isNo()))
                .toList();
        return possible.isEmpty() ? new AccessDecision.NotGranted(silentSides()) : decideAmong(possible);
    }

    private AccessDecision decideAmong(List<List<Claim>> possible) {
        List<Claim> best = possible.stream()
                .filter(way -> way.stream().allMatch(claim -> claim.truth().isYes()))
                .findFirst()
                .orElse(possible.get(0));
        List<Claim> needed = new ArrayList<>(noDenial());
        needed.addAll(best);
        for (Claim claim : needed) {
            if (claim.truth() instanceof Truth.Unknown unknown) {
                return new AccessDecision.Unknown(claim.ground(), unknown.what());
            }
        }
        return new AccessDecision.Allowed(best.stream()
                .map(Claim::ground)
                .filter(ground -> ground.side() != Side.PERMISSIONS_BOUNDARY)
                .toList());
    }

    /** Whoever does not know what the identity's policies allow, does not know either what they deny. */
    private List<Claim> noDenial() {
        Claim ofResource =
                new Claim(policy.deny().truth().not(), ofPolicy(policy.deny()).ground());
        return identity instanceof IdentityAnswer.Unknown && !areOfAService()
                ? List.of(ofResource, identityAllows())
                : List.of(ofResource);
    }

    private Set<Side> silentSides() {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        if (policy.any().truth().isNo()) {
            sides.add(Side.RESOURCE_POLICY);
        }
        if (!areOfAService() && identityAllows().truth().isNo()) {
            sides.add(silentSide());
        }
        return sides;
    }

    private Side silentSide() {
        return identity instanceof IdentityAnswer.OutsideBoundary ? Side.PERMISSIONS_BOUNDARY : Side.IDENTITY_POLICY;
    }
}
