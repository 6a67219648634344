package dev.encryptedkinesis.operator.tenancy;

import dev.encryptedkinesis.operator.stream.Actor;

/** As whom the objects of a namespace are served, and within which limits. */
public record Mandate(Actor actor, Limits limits) {

    /** Of whoever needs no identity: the operator itself, and all that its credentials can do. */
    public static final Mandate OPERATOR_ITSELF = new Mandate(Actor.OWN, Limits.NONE);
}
