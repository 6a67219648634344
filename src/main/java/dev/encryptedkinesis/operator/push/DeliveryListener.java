package dev.encryptedkinesis.operator.push;

import java.time.Duration;

/** Hears of every message of the queue. */
public interface DeliveryListener {

    DeliveryListener NONE = new DeliveryListener() {
        @Override
        public void delivered(Outcome outcome) {
            // Nobody counts.
        }

        @Override
        public void woke(Duration lag) {
            // Nobody counts.
        }
    };

    /** What came of a message. */
    enum Outcome {
        /** Some object of ours is concerned. */
        WOKE,
        /** It is about streams and keys of which no object of ours knows. */
        UNKNOWN,
        /** It is about no change of a stream or key. */
        IRRELEVANT,
        /** It is not of EventBridge's making. */
        UNREADABLE
    }

    void delivered(Outcome outcome);

    /** @param lag from the change until an object is woken by the hint; not negative */
    void woke(Duration lag);
}
