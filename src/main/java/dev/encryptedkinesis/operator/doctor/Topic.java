package dev.encryptedkinesis.operator.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Checks that belong together, at least one.
 *
 * @param principal whom they are about, if that is one of those who use the stream
 */
public record Topic(String title, Optional<String> principal, List<Check> checks) {

    public Topic {
        checks = List.copyOf(checks);
    }

    static Topic of(Check only) {
        return new Topic(only.title(), Optional.empty(), List.of(only));
    }

    /** The worst of its checks'. */
    public Outcome outcome() {
        return checks.stream()
                .map(Check::outcome)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
