package dev.encryptedkinesis.operator.access.findings;

/** How a request gets to where it is decided. */
enum Way {
    /** Whoever asks chooses all that is in the request, also the encryption context. */
    DIRECT,
    /** Kinesis asks in the caller's name, for the stream that the caller uses. */
    THROUGH_KINESIS
}
