package dev.encryptedkinesis.operator.access.policy;

import dev.encryptedkinesis.operator.access.policy.Reading.Finding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What follows from all sides for one request. Each way to be allowed is a set of claims that must all be true; the first
 * way that is certain is the one.
 */
record SidesTogether(Reading policy, IdentityAnswer identity) {

    /** Something that must be so for one way to be allowed. */
    record Claim(Truth truth, Ground ground) {}

    Claim ofPolicy(Finding finding) {
        return new Claim(
                finding.truth(), finding.by().map(Ground::of).orElseGet(() -> Ground.of(Side.RESOURCE_POLICY)));
    }

    Claim identityAllows() {
        if (identity instanceof IdentityAnswer.Allowed allowed) {
            return new Claim(Truth.YES, Ground.of(Side.IDENTITY_POLICY, allowed.policy()));
        }
        if (identity instanceof IdentityAnswer.Unknown unknown) {
            return new Claim(Truth.unknown(unknown.why()), Ground.of(Side.IDENTITY_POLICY));
        }
        return new Claim(Truth.NO, Ground.of(silentSide()));
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
    Claim boundaryLeavesGrant() {
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
        if (possible.isEmpty()) {
            return new AccessDecision.NotGranted(silent());
        }
        List<Claim> doubts = new ArrayList<>(possibleDenials());
        List<Claim> best = possible.stream()
                .filter(way -> way.stream().allMatch(claim -> claim.truth().isYes()))
                .findFirst()
                .orElse(possible.get(0));
        doubts.addAll(best);
        for (Claim doubt : doubts) {
            if (doubt.truth() instanceof Truth.Unknown unknown) {
                return new AccessDecision.Unknown(doubt.ground(), unknown.what());
            }
        }
        return new AccessDecision.Allowed(best.stream()
                .map(Claim::ground)
                .filter(ground -> ground.side() != Side.PERMISSIONS_BOUNDARY)
                .toList());
    }

    /** Whoever does not know what the identity's policies allow, does not know either what they deny. */
    private List<Claim> possibleDenials() {
        return identity instanceof IdentityAnswer.Unknown
                ? List.of(ofPolicy(policy.deny()), identityAllows())
                : List.of(ofPolicy(policy.deny()));
    }

    private Set<Side> silent() {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        if (policy.any().truth().isNo()) {
            sides.add(Side.RESOURCE_POLICY);
        }
        if (identityAllows().truth().isNo()) {
            sides.add(silentSide());
        }
        return sides;
    }

    private Side silentSide() {
        return identity instanceof IdentityAnswer.OutsideBoundary ? Side.PERMISSIONS_BOUNDARY : Side.IDENTITY_POLICY;
    }
}
