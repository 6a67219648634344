package dev.encryptedkinesis.operator.conformance;

/** How the stand-ins are known to differ from AWS. The simulation has none of these. */
enum Deviation {
    // Of kinesis-local.

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
    /** ListStreams goes on only after the name of a stream that exists; after any other it begins anew. */
    LISTS_AFTER_EXISTING_NAMES_ONLY,
    /** Streams in on-demand mode can be resharded. */
    RESHARDS_ON_DEMAND_STREAMS,
    /** Any account may have a warm throughput; on AWS only those that have committed themselves to a minimum. */
    WARM_THROUGHPUT_FOR_ALL,

    // Of moto.

    /** A key is disabled, enabled and deleted by its id only; its ARN leads to HTTP 500. */
    CHANGES_KEYS_BY_ID_ONLY,
    /** Describes lack KeyUsage and MultiRegion unless they were given at creation. */
    NO_KEY_DEFAULTS,
    /** {@code alias/aws/kinesis} does not exist; on AWS describing it brings its key into being. */
    NO_PREDEFINED_ALIAS,
    /** Any text is taken for a key policy. */
    KEY_POLICIES_ARE_NOT_CHECKED,
    /** GetKeyPolicy wants the name of the policy, although there is only one. */
    POLICY_NAME_IS_REQUIRED,
    /** Any grant is made: to nobody, of what the key cannot do, and on a key that is disabled. */
    GRANTS_ARE_NOT_CHECKED,
    /** The same grant under the same name is another one. */
    GRANT_NAMES_MEAN_NOTHING,
    /** ListGrants gives the key's id; on AWS its ARN. */
    GRANTS_SHOW_BARE_KEY_IDS,
    /** ListGrants takes no notice of Limit. */
    LISTS_GRANTS_IN_ONE_PAGE,
    /** ListGrants takes no notice of GranteePrincipal. */
    LISTS_GRANTS_TO_ANYBODY,
    /** Whoever asks may assume a role, whatever its trust policy says. */
    TRUST_IS_NOT_CHECKED,
    /** A batch of deletions may have any number of entries. */
    BATCHES_ARE_NOT_LIMITED
}
