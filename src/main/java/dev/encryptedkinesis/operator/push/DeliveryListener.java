package dev.encryptedkinesis.operator.push;

import java.time.Duration;

/** Hears of every message of the queue. */
public interface DeliveryListener {

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

    /** @param lag from the change until an object is woken by the hint; from none to {@link EventReceiver#LONGEST_LAG} */
    void woke(Duration lag);
}
