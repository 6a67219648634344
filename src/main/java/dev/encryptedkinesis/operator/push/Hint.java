package dev.encryptedkinesis.operator.push;

import java.util.Optional;

/**
 * What somebody may have changed in AWS. It may be late, come twice, or be made up by whoever can write to the queue: it is
 * a reason to look, and AWS is asked what is so.
 */
public sealed interface Hint {

    /** @param account twelve digits; empty if nobody says */
    record Stream(Optional<String> account, String region, String name, Aspect aspect) implements Hint {}

    /** @param resource {@code key/ID}, or {@code alias/NAME} for whatever key that alias means */
    record Key(String region, String resource) implements Hint {}

    /** What of a stream it is about. */
    enum Aspect {
        /** What one look at the stream shows. */
        DESCRIPTION,
        /** Tags, consumers or the resource policy, each of which has to be asked for. */
        ATTACHMENTS
    }
}
