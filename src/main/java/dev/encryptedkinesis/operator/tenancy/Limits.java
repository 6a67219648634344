package dev.encryptedkinesis.operator.tenancy;

import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.WantedKey;
import java.util.Optional;

/** What the objects of a namespace may ask for. */
public interface Limits {

    /** None but those that AWS sets. Grants are given only where an administrator allowed them, so not here. */
    Limits NONE = new Limits() {
        @Override
        public Optional<Refusal> refusal(Request request) {
            return Optional.empty();
        }

        @Override
        public Optional<Refusal> refusal(WantedKey key, KeyLookup answer) {
            return Optional.empty();
        }

        @Override
        public boolean allowsGrants() {
            return false;
        }
    };

    /** Why the object is not served, by what its spec says alone; empty if nothing in it is refused. */
    Optional<Refusal> refusal(Request request);

    /**
     * Why the stream may not be under this key, by what KMS says of it; empty if it may, or if that is not known yet.
     *
     * @param key one whose name was not refused
     */
    Optional<Refusal> refusal(WantedKey key, KeyLookup answer);

    /** Whether objects may have the use of their key granted. */
    boolean allowsGrants();
}
