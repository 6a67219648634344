package dev.encryptedkinesis.operator.stream;

import java.util.Optional;

/** The answer to the question what KMS says of a key. */
public sealed interface KeyLookup {

    /** What KMS says of it; empty if it does not say, for whatever reason. */
    default Optional<KeyFacts> known() {
        return this instanceof Found found ? Optional.of(found.facts()) : Optional.empty();
    }

    record Found(KeyFacts facts) implements KeyLookup {}

    /** KMS did not say. */
    record Failed(Failure failure) implements KeyLookup {}

    /** Nobody asked, since the answer would change nothing. */
    record NotAsked() implements KeyLookup {}

    /** There is nothing to ask KMS about: it is not known which key is wanted. */
    record Unresolved(UnresolvedKey why) implements KeyLookup {}

    /** The key's ARN names another Region than the stream's; KMS was not asked. */
    record InOtherRegion(String region) implements KeyLookup {}
}
