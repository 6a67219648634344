package dev.encryptedkinesis.operator.stream;

import java.util.Optional;

/** What can be read off the ARN of a resource: {@code arn:partition:service:region:account:resource}. */
public final class Arn {

    private static final int ACCOUNT = 4;

    private Arn() {}

    /** The account that the resource belongs to; empty if it says none. */
    public static Optional<String> account(String arn) {
        String[] parts = arn.split(":", -1);
        return parts.length > ACCOUNT && !parts[ACCOUNT].isEmpty() ? Optional.of(parts[ACCOUNT]) : Optional.empty();
    }
}
