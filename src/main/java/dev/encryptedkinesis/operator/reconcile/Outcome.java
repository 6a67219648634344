package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.binding.BindingDecision;
import dev.encryptedkinesis.operator.status.Occurrence;
import java.time.Duration;
import java.util.List;

/**
 * What a pass leaves to be written.
 *
 * @param next after which time to look again
 * @param binding whether applications may be let in
 */
record Outcome(
        EncryptedKinesisStreamStatus status, List<Occurrence> occurrences, Duration next, BindingDecision binding) {

    /** Of a pass that says nothing about who may use the stream. */
    Outcome(EncryptedKinesisStreamStatus status, List<Occurrence> occurrences, Duration next) {
        this(status, occurrences, next, new BindingDecision.Keep());
    }

    Outcome {
        occurrences = List.copyOf(occurrences);
    }
}
