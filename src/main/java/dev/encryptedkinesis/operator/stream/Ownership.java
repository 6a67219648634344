package dev.encryptedkinesis.operator.stream;

import java.util.Map;
import java.util.Optional;

/** Whose a stream is. Nothing of a stream that is not {@link Ours} is changed before it has been adopted. */
public sealed interface Ownership {

    /** This object created the stream or adopted it. */
    record Ours() implements Ownership {}

    /** No tag says whose the stream is. */
    record Nobodys() implements Ownership {}

    /** The stream was retained by an object of this cluster that no longer wants it. */
    record LeftBehind(Owner by) implements Ownership {}

    /** An older object of this cluster wants the stream. */
    record WantedByOlder(Owner owner) implements Ownership {}

    /** The tags name an object of another cluster. */
    record Foreign(Owner owner) implements Ownership {}

    /** @param tags all tags of the stream */
    static Ownership of(Map<String, String> tags, Owner self, Observation.Claims claims) {
        if (claims.older().isPresent()) {
            return new WantedByOlder(claims.older().get());
        }
        Optional<Owner> tagged = Owner.of(tags);
        if (tagged.isEmpty()) {
            return new Nobodys();
        }
        Owner owner = tagged.get();
        if (owner.isSameObjectAs(self) || claims.younger().stream().anyMatch(owner::isSameObjectAs)) {
            return new Ours();
        }
        return owner.isInSameClusterAs(self) ? new LeftBehind(owner) : new Foreign(owner);
    }

    /** Whether the stream may be taken over by an object whose spec asks for that. */
    default boolean mayBeAdopted() {
        return this instanceof Nobodys || this instanceof LeftBehind;
    }
}
