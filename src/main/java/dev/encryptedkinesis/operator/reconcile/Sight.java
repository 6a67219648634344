package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.StreamAction;
import java.time.Duration;
import java.time.Instant;

/**
 * What a pass sees of a stream, for as long as it may be acted upon.
 *
 * @param since the beginning of the pass, or before it, when it was last certain that this process leads
 * @param lasts how long it may be acted upon
 */
public record Sight(Instant since, Duration lasts) {

    /**
     * Longer than a call of AWS may take, and shorter than another process has to wait until it leads: so one that was
     * suspended, and does not know yet that it leads no more, begins no change.
     */
    public static final Duration LASTS = Duration.ofSeconds(12);

    boolean lastsUntil(Instant now) {
        return !now.isAfter(since.plus(lasts));
    }

    /** @throws FailureException if the action would be one for what may not be so any more */
    void requireToLast(StreamAction action, Instant now) {
        if (!lastsUntil(now)) {
            throw new FailureException(
                    new Failure(
                            Failure.Kind.TRANSIENT,
                            Pace.operation(action.description()),
                            "SeenTooLongAgo",
                            "what was seen of the stream is %d s old, so nothing was changed"
                                    .formatted(Duration.between(since, now).toSeconds())),
                    null);
        }
    }
}
