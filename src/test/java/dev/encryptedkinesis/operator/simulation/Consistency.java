package dev.encryptedkinesis.operator.simulation;

/** How soon a read shows what a mutation did. */
public enum Consistency {
    /**
     * Any read may answer from up to three seconds ago, and the next one from now again. AWS documents its APIs as
     * eventually consistent and publishes no bound; three seconds is an assumption.
     */
    EVENTUAL,
    /** Reads answer from now. */
    STRONG
}
