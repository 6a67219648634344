package dev.encryptedkinesis.operator.conformance;

/** How the stand-ins are known to differ from AWS. The simulation has none of these. */
enum Deviation {
    /** EncryptionType and KeyId change with the request; on AWS when the stream is ACTIVE again. */
    ENCRYPTION_SHOWS_WHILE_UPDATING,
    /** Any well-formed key is accepted, whether it exists, is enabled, or not. */
    KEYS_ARE_NOT_CHECKED,
    /** Encryption may be started and stopped any number of times a day; on AWS 25. */
    UNLIMITED_KEY_CHANGES,
    /** A stream may be switched between modes any number of times a day; on AWS twice. */
    UNLIMITED_MODE_SWITCHES,
    /** A stream may be resharded any number of times a day; on AWS ten times. */
    UNLIMITED_RESHARDINGS,
    /** Calls are not limited by rate. */
    UNLIMITED_RATES,
    /** ListStreams gives names without StreamSummaries or NextToken. */
    LISTS_NAMES_ONLY,
    /** {@code alias/aws/kinesis} does not exist; on AWS describing it brings its key into being. */
    NO_PREDEFINED_ALIAS
}
