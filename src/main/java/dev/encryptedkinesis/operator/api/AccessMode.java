package dev.encryptedkinesis.operator.api;

/** What the operator does about the access of declared producers and consumers. */
public enum AccessMode {
    /** Finds out whether they have what they need, and says what is missing. The default. */
    Verify,
    /** Also gives them the use of the key, for this stream alone, by KMS grants. */
    Grant
}
