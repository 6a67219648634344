package dev.encryptedkinesis.operator.push;

import java.time.Instant;
import java.util.Set;

/** What a message of the queue comes to. */
public sealed interface Notice {

    /**
     * Something was changed.
     *
     * @param at when, by the event; only AWS's own events can be trusted to say so
     * @param about at least one
     */
    record Change(Instant at, Set<Hint> about) implements Notice {

        public Change {
            about = Set.copyOf(about);
        }
    }

    /** An event that changes no stream and no key: a call that only asks, or that AWS refused, or something else. */
    record Irrelevant() implements Notice {}

    /** Nothing that EventBridge sends. */
    record Unreadable() implements Notice {}
}
