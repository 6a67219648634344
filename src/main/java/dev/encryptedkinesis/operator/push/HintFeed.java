package dev.encryptedkinesis.operator.push;

import java.util.function.Predicate;

/** Where hints come from, while it is open. */
public interface HintFeed {

    /** For who finds everything out by looking. */
    HintFeed NONE = new HintFeed() {
        @Override
        public void open(Predicate<Hint> waker) {
            // No hint ever comes.
        }

        @Override
        public void close() {
            // There is nothing to end.
        }
    };

    /** @param waker wakes the objects that a hint is about, and tells whether there are any; called by another thread */
    void open(Predicate<Hint> waker);

    void close();
}
