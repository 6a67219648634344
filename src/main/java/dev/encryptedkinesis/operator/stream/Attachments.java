package dev.encryptedkinesis.operator.stream;

import java.util.List;
import java.util.Optional;

/**
 * What is attached to a stream and is not in its description. It takes calls of its own to see, and so is asked for only
 * where the spec, or what it said before, has to do with it.
 *
 * @param consumers all of them, whoever registered them; empty: not asked
 * @param policy {@link ResourcePolicy#NONE} if there is none; empty: not asked
 */
public record Attachments(Optional<List<FanOutConsumer>> consumers, Optional<ResourcePolicy> policy) {

    public static final Attachments NOT_ASKED = new Attachments(Optional.empty(), Optional.empty());

    public Attachments {
        consumers = consumers.map(List::copyOf);
    }
}
