package dev.encryptedkinesis.operator.tenancy;

/** Who manages a key, as KMS tells it. */
public enum KeyManager {
    AWS,
    CUSTOMER
}
