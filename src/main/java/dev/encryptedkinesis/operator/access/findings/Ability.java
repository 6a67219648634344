package dev.encryptedkinesis.operator.access.findings;

/** What a permission makes one able to do. */
enum Ability {
    ADMINISTER,
    READ,
    WRITE
}
