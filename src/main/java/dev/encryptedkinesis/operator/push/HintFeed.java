package dev.encryptedkinesis.operator.push;

import java.util.function.Predicate;

/** Where hints come from, while it is open. */
public interface HintFeed {

    /** @param waker wakes the objects that a hint is about, and tells whether there are any; called by another thread */
    void open(Predicate<Hint> waker);

    void close();
}
