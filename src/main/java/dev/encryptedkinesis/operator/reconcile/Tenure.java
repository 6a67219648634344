package dev.encryptedkinesis.operator.reconcile;

import java.time.Instant;

/** For how long it is certain that this process leads, whatever it knows. */
public interface Tenure {

    /** Of one that nobody elects. */
    Tenure FOR_LIFE = now -> now;

    /** The last moment, up to the given one, at which no other process can have led. */
    Instant lastCertain(Instant now);
}
