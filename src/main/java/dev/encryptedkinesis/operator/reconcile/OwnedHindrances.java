package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.owned.OwnedAnswer;
import dev.encryptedkinesis.operator.status.Hindrance;
import dev.encryptedkinesis.operator.status.Hindrance.Remedy;

/** What to say of an owned object that could not be seen to. */
final class OwnedHindrances {

    private OwnedHindrances() {}

    /** @param name the object's namespace and name */
    static Hindrance of(OwnedWords words, String name, OwnedAnswer answer) {
        String object = words.kind() + " " + name;
        return switch (answer.deed()) {
            case TAKEN ->
                new Hindrance(
                        Remedy.A_HUMAN,
                        words.reasons().taken(),
                        ("%s exists, and this object did not make it: it is left as it is. Delete it, or name another one"
                                        + " in %s.")
                                .formatted(object, words.nameField()));
            case DISABLED ->
                new Hindrance(
                        Remedy.A_HUMAN,
                        words.reasons().disabled(),
                        ("%1$s asks for %2$s, and this operator writes no %3$ss. Have the cluster's administrator set"
                                        + " %4$s to true, or take %1$s out.")
                                .formatted(words.field(), object, words.kind(), words.setting()));
            case FORBIDDEN ->
                new Hindrance(
                        Remedy.A_HUMAN,
                        words.reasons().forbidden(),
                        ("The API server does not let the operator see to %s: %s. Have the cluster's administrator permit"
                                        + " it (%s).")
                                .formatted(object, answer.said(), words.component()));
            case FAILED ->
                new Hindrance(
                        Remedy.TIME,
                        words.reasons().failed(),
                        "The API server did not do what was asked about %s: %s. The operator tries again."
                                .formatted(object, answer.said()));
            case CREATED, CHANGED, REMOVED, NOTHING -> throw new IllegalArgumentException("no hindrance: " + answer);
        };
    }
}
