package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.binding.SecretAnswer;
import dev.encryptedkinesis.operator.status.Hindrance;
import dev.encryptedkinesis.operator.status.Hindrance.Remedy;

/** What to say of a Secret that could not be seen to. */
final class BindingHindrances {

    private BindingHindrances() {}

    /** @param secret namespace and name */
    static Hindrance of(String secret, SecretAnswer answer) {
        return switch (answer.deed()) {
            case TAKEN ->
                new Hindrance(
                        Remedy.A_HUMAN,
                        Reason.BindingSecretTaken,
                        ("Secret %s exists, and this object did not make it: it is left as it is. Delete it, or name"
                                        + " another one in spec.binding.secretName.")
                                .formatted(secret));
            case DISABLED ->
                new Hindrance(
                        Remedy.A_HUMAN,
                        Reason.BindingDisabled,
                        ("spec.binding asks for Secret %s, and this operator writes no Secrets. Have the cluster's"
                                        + " administrator set BINDING_SECRETS to true, or take spec.binding out.")
                                .formatted(secret));
            case FORBIDDEN ->
                new Hindrance(
                        Remedy.A_HUMAN,
                        Reason.BindingForbidden,
                        ("The API server does not let the operator see to Secret %s: %s. Have the cluster's"
                                        + " administrator permit it (deploy/binding-secrets).")
                                .formatted(secret, answer.said()));
            case FAILED ->
                new Hindrance(
                        Remedy.TIME,
                        Reason.BindingFailed,
                        "The API server did not do what was asked about Secret %s: %s. The operator tries again."
                                .formatted(secret, answer.said()));
            case CREATED, CHANGED, REMOVED, NOTHING -> throw new IllegalArgumentException("no hindrance: " + answer);
        };
    }
}
