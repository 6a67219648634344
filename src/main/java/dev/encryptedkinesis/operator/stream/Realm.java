package dev.encryptedkinesis.operator.stream;

/** Where AWS is asked, and as whom: what is remembered of answers is remembered by this. */
public record Realm(Actor actor, String region) {

    /** A Region, with the operator's own credentials and for nobody in particular. */
    public static Realm own(String region) {
        return new Realm(Actor.OWN, region);
    }

    /** The same Region and identity, for what is asked once for all namespaces that the identity serves. */
    public Realm forAll() {
        return new Realm(actor.forAll(), region);
    }
}
