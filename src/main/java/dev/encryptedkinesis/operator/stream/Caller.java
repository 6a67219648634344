package dev.encryptedkinesis.operator.stream;

/**
 * Whose credentials AWS is called with.
 *
 * @param arn of a user, or of a session of a role
 */
public record Caller(String arn, String account) {}
