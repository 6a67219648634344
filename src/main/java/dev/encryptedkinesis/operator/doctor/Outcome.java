package dev.encryptedkinesis.operator.doctor;

/** What came of a check, and of all of them together: the last of these that any check has. */
public enum Outcome {
    GOOD,
    /** It could not be found out. */
    UNKNOWN,
    BAD,
    /** AWS did not answer, or does not take the caller's credentials: nothing more can be found out. */
    UNREACHED
}
