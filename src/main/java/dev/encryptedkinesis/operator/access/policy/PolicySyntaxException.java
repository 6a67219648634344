package dev.encryptedkinesis.operator.access.policy;

/** A policy document that IAM would refuse. The message is for people, and quotes at most a little of the document. */
public final class PolicySyntaxException extends RuntimeException {

    PolicySyntaxException(String message) {
        super(message);
    }
}
