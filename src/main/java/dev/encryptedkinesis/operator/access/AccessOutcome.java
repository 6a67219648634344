package dev.encryptedkinesis.operator.access;

import java.util.Optional;

/**
 * What a pass found and did about the access to a stream.
 *
 * @param review empty if the spec declares nobody
 */
public record AccessOutcome(Optional<AccessReview> review, GrantState grants) {

    /** Of an object that has nothing to do with access. */
    public static final AccessOutcome NONE = new AccessOutcome(Optional.empty(), GrantState.NONE);
}
