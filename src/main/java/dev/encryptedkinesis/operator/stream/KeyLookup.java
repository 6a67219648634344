package dev.encryptedkinesis.operator.stream;

/** The answer to the question what KMS says of a key. */
public sealed interface KeyLookup {

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
