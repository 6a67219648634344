package dev.encryptedkinesis.operator.access;

import java.util.List;

/**
 * What the side of a principal's identity says of one action on one resource (SimulatePrincipalPolicy).
 *
 * @param action as IAM writes it, such as kms:Decrypt
 * @param missingContext condition keys that a policy asks for and that nobody gave a value of: the decision may be another
 */
public record IdentityDecision(String action, Outcome outcome, List<String> missingContext) {

    public enum Outcome {
        ALLOWED,
        /** No policy of the principal allows it. */
        NOT_ALLOWED,
        /** A policy of the principal denies it, whoever else allows it. */
        DENIED,
        /** The principal's permissions boundary denies it, whoever else allows it. */
        DENIED_BY_BOUNDARY,
        /** The principal's permissions boundary does not allow it. */
        OUTSIDE_BOUNDARY,
        /** A policy of the organization does not allow it. */
        OUTSIDE_ORGANIZATION
    }

    public IdentityDecision {
        missingContext = List.copyOf(missingContext);
    }
}
