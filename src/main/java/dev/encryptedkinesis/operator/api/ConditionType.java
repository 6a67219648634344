package dev.encryptedkinesis.operator.api;

/** The condition types of the status. The constants are spelled as Kubernetes shows them. */
public enum ConditionType {
    /** Everything that the spec asks for is so. */
    Ready,
    /** Work goes on by itself; present only while true, and never together with {@link #Stalled}. */
    Reconciling,
    /** Somebody must act; present only while true. The operator goes on looking, slowly. */
    Stalled,
    /** The stream exists and is ACTIVE. */
    StreamActive,
    /** New records are written under the wanted key, beyond the seconds in which AWS may still write plaintext. */
    Encrypted,
    /** The wanted key can encrypt the stream. */
    KeyUsable,
    /** Every declared producer and consumer can use stream and key; present only if some are declared. */
    Authorized,
    /** Capacity, settings and tags are as asked. */
    Synced
}
