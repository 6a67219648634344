package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.denials.DeniedUse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a pass found and did about the access to a stream.
 *
 * @param review empty if the spec declares nobody
 * @param prospect empty if the spec declares nobody, or if it is not known just now
 * @param denials who was denied a key of the stream, as far as the operator can see it
 * @param goOn after how long what the review lacks is to be asked; empty if it lacks nothing
 */
public record AccessOutcome(
        Optional<AccessReview> review,
        GrantState grants,
        Optional<Prospect> prospect,
        List<DeniedUse> denials,
        Optional<Duration> goOn) {

    /** Of an object that has nothing to do with access. */
    public static final AccessOutcome NONE = new AccessOutcome(GrantState.NONE);

    public AccessOutcome {
        denials = List.copyOf(denials);
    }

    /** As long as nothing has been looked at but grants. */
    public AccessOutcome(GrantState grants) {
        this(Optional.empty(), grants, Optional.empty(), List.of(), Optional.empty());
    }
}
