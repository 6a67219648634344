package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.Reason;

/**
 * What messages call one kind of owned objects, and what goes with it.
 *
 * @param field of the spec, by which an owned object is asked for
 * @param nameField of the spec, which has its name
 * @param setting with which an administrator enables the kind
 * @param component of the manifests, which has the permission
 */
record OwnedWords(String kind, String field, String nameField, String setting, String component, Reasons reasons) {

    /** Why the object is not Ready. */
    record Reasons(Reason taken, Reason disabled, Reason forbidden, Reason failed) {}
}
