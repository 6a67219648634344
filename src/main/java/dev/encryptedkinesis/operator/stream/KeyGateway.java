package dev.encryptedkinesis.operator.stream;

/** KMS in one Region. Every method is one call, and fails with a {@link FailureException}. */
public interface KeyGateway {

    /** @param keyId key ARN, alias ARN, key id or alias/name */
    KeyFacts describe(String keyId);
}
