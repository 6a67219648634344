package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.KeyVerdict;
import java.util.Set;

/**
 * A key that somebody needs to use a stream.
 *
 * @param lookup what KMS says of it
 * @param uses whoever does one of these needs it
 */
public record NeededKey(String arn, KeyLookup lookup, Set<Use> uses) {

    public NeededKey {
        uses = Set.copyOf(uses);
    }

    public KeyVerdict verdict() {
        return KeyVerdict.of(lookup);
    }

    /** The policy of such a key cannot be changed, and it takes no grants: it is for everybody in its account. */
    public boolean isAwsManaged() {
        return lookup.known()
                .filter(facts -> facts.manager() == KeyFacts.Manager.AWS)
                .isPresent();
    }
}
