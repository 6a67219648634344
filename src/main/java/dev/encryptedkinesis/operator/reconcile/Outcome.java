package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.status.Occurrence;
import java.time.Duration;
import java.util.List;

/**
 * What a pass leaves to be written.
 *
 * @param next after which time to look again
 */
record Outcome(EncryptedKinesisStreamStatus status, List<Occurrence> occurrences, Duration next) {

    Outcome {
        occurrences = List.copyOf(occurrences);
    }
}
