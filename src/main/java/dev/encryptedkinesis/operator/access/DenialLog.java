package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.denials.Denial;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** CloudTrail in one Region, as far as it tells whom KMS turned away. Fails with a FailureException. */
public interface DenialLog {

    /**
     * A part of what CloudTrail has, the latest first. It finds an event minutes after it happened, not always in order.
     *
     * @param token where the part begins, as the one before it said; empty for the first
     */
    record Question(Use use, Instant from, Instant to, Optional<String> token) {}

    /** @param next where the next part begins; empty if this is the last. A part with no denials may have others after it */
    record Page(List<Denial> denials, Optional<String> next) {

        public Page {
            denials = List.copyOf(denials);
        }
    }

    /** One call. */
    Page page(Question question);
}
