package dev.encryptedkinesis.operator.access;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who is to use a stream.
 *
 * @param producers ARNs of IAM roles and users
 * @param consumers ARNs of IAM roles and users
 */
public record DeclaredAccess(Mode mode, Set<String> producers, Set<String> consumers) {

    public enum Mode {
        VERIFY,
        GRANT
    }

    /** A principal and what it does with the stream. One that puts and gets records is there twice. */
    public record Party(String principal, Use use) {}

    public DeclaredAccess {
        producers = Set.copyOf(producers);
        consumers = Set.copyOf(consumers);
    }

    /** Producers first, each kind by ARN. */
    public List<Party> parties() {
        return Stream.concat(
                        producers.stream().map(principal -> new Party(principal, Use.PRODUCER)),
                        consumers.stream().map(principal -> new Party(principal, Use.CONSUMER)))
                .sorted(Comparator.comparing(Party::use).thenComparing(Party::principal))
                .toList();
    }
}
