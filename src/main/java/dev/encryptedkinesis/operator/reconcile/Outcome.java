package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.status.Occurrence;
import dev.encryptedkinesis.operator.stream.Assessment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a pass leaves to be written.
 *
 * @param next after which time to look again
 * @param seen what the look showed; empty if it was none
 */
record Outcome(
        EncryptedKinesisStreamStatus status, List<Occurrence> occurrences, Duration next, Optional<Assessment> seen) {

    /** Of a pass that says nothing about the stream. */
    Outcome(EncryptedKinesisStreamStatus status, List<Occurrence> occurrences, Duration next) {
        this(status, occurrences, next, Optional.empty());
    }

    Outcome {
        occurrences = List.copyOf(occurrences);
    }
}
