package dev.encryptedkinesis.operator.access.policy;

import java.util.Optional;

/**
 * What the side of the principal says: its policies, its permissions boundary, its organization. Usually the answer of
 * IAM's SimulatePrincipalPolicy.
 */
public sealed interface IdentityAnswer {

    /** @param policy the one that allows, as far as it is known */
    record Allowed(Optional<String> policy) implements IdentityAnswer {}

    /** @param policy the one with the statement that denies, as far as it is known */
    record ExplicitlyDenied(Side side, Optional<String> policy) implements IdentityAnswer {}

    /** No policy of the principal allows it; neither boundary nor organization would forbid it. */
    record NotAllowed() implements IdentityAnswer {}

    /** The permissions boundary does not allow it. */
    record OutsideBoundary() implements IdentityAnswer {}

    /** A service control policy does not allow it, and so nothing else can. */
    record OutsideOrganization() implements IdentityAnswer {}

    /** @param why nobody could tell, for people */
    record Unknown(String why) implements IdentityAnswer {}
}
