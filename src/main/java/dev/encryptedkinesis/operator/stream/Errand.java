package dev.encryptedkinesis.operator.stream;

/**
 * On whose behalf AWS is asked: what decides who comes first when the account's calls do not suffice for all.
 *
 * @param uid of the object that a pass is about
 */
public record Errand(String namespace, String uid, Urgency urgency) {

    /** What the calls are for, the most urgent first. */
    public enum Urgency {
        /** A stream is there, or about to be, and is not known to be encrypted as it should be. */
        ENCRYPTION,
        /** A stream is to be created. */
        CREATION,
        /** Something else is to be brought about, or is being taken away. */
        CHANGE,
        /** All is well, or a human has to act: to see whether it is still so. */
        POLLING
    }
}
