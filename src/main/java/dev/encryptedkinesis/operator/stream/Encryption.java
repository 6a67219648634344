package dev.encryptedkinesis.operator.stream;

/** How far a stream is from being encrypted under the wanted key. */
public enum Encryption {
    NOT_ENCRYPTED,
    /** Started on a stream that was not encrypted, and not seen to be done. */
    ENCRYPTING,
    /** Under another key than the wanted one. */
    WRONG_KEY,
    /** A change from another key to the wanted one has been started, and is not seen to be done. */
    CHANGING_KEY,
    /** Done, but so recently that AWS may still write plaintext. */
    SETTLING,
    SETTLED,
    /** Encrypted; KMS does not say whether under the wanted key. */
    UNDETERMINED
}
