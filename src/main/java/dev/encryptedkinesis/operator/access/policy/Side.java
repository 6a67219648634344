package dev.encryptedkinesis.operator.access.policy;

/** Where access is decided. */
public enum Side {
    /** The key policy, or the stream's resource policy. */
    RESOURCE_POLICY,
    /** A grant on the key. */
    GRANT,
    /** The policies of the principal. */
    IDENTITY_POLICY,
    /** The principal's permissions boundary. */
    PERMISSIONS_BOUNDARY,
    /** A service control policy, or another policy of the organization. */
    ORGANIZATION_POLICY
}
