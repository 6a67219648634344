package dev.encryptedkinesis.operator.simulation;

import java.util.Optional;
import java.util.Set;

/**
 * Who may assume a role: one principal, with one external id if there is one. What it does not say is not allowed.
 *
 * @param principal ARN of a role or user
 * @param externalId what has to be named; empty: it does not matter
 * @param actions such as {@code sts:AssumeRole}
 */
public record TrustPolicy(String principal, Optional<String> externalId, Set<String> actions) {

    public static final String ASSUME = "sts:AssumeRole";
    public static final String TAG = "sts:TagSession";

    /** To assume the role and to tag the session. */
    public static TrustPolicy of(String principal) {
        return new TrustPolicy(principal, Optional.empty(), Set.of(ASSUME, TAG));
    }

    public TrustPolicy withExternalId(String id) {
        return new TrustPolicy(principal, Optional.of(id), actions);
    }

    public TrustPolicy withoutTags() {
        return new TrustPolicy(principal, externalId, Set.of(ASSUME));
    }

    boolean allows(String action, String identityArn, String namedExternalId) {
        return actions.contains(action)
                && principal.equals(identityArn)
                && externalId.map(id -> id.equals(namedExternalId)).orElse(true);
    }
}
