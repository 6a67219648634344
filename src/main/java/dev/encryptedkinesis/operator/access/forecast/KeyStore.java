package dev.encryptedkinesis.operator.access.forecast;

/** Where the material of a key lies, which decides how often the key may be used. */
public enum KeyStore {
    /** KMS itself, as with nearly all keys. */
    KMS,
    /** A store of the customer's: a CloudHSM cluster, or a key manager outside of AWS. */
    CUSTOM
}
