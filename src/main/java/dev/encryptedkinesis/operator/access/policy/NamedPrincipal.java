package dev.encryptedkinesis.operator.access.policy;

/** One entry of Principal or NotPrincipal. */
public sealed interface NamedPrincipal {

    /** {@code "*"}, and the same below {@code AWS}: everybody, also of other accounts. */
    record Everyone() implements NamedPrincipal {}

    /** An account, by number or by the ARN of its root: to allow it something leaves it to that account's own policies. */
    record Account(String number) implements NamedPrincipal {}

    /** A role, a user, or one session of a role or of a federated user. */
    record Identity(Principal principal) implements NamedPrincipal {}

    /** What IAM shows in place of a principal that has been deleted, as AROA...: it never matches again. */
    record Deleted(String uniqueId) implements NamedPrincipal {}

    /** A service of AWS, as kinesis.amazonaws.com. */
    record Service(String name) implements NamedPrincipal {}

    /** An identity provider. Has a meaning in the trust policies of roles alone. */
    record Federated(String provider) implements NamedPrincipal {}

    /** An account by the name that S3 has for it, which tells nothing of its number. */
    record CanonicalUser(String id) implements NamedPrincipal {}
}
