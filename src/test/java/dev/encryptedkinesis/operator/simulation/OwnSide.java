package dev.encryptedkinesis.operator.simulation;

import java.util.Optional;

/**
 * What a principal's own policies, and what limits them, say about a request.
 *
 * @param refusal what settles the matter, whatever the resource's policy says
 * @param inIdentityPolicy whether an identity policy allows it
 * @param inBoundary whether the permissions boundary, if there is one, allows it
 * @param inOrganization whether the service control policy, if there is one, allows it
 */
record OwnSide(Optional<Decision> refusal, boolean inIdentityPolicy, boolean inBoundary, boolean inOrganization) {
    static final OwnSide ALLOWS = new OwnSide(Optional.empty(), true, true, true);

    static OwnSide refuses(Decision decision) {
        return new OwnSide(Optional.of(decision), false, true, true);
    }
}
