package dev.encryptedkinesis.operator.access;

/** What AWS says and decides of access, Region by Region. */
public interface AccessGateways {

    KeyAccessGateway keyAccess(String region);

    /** IAM is one for all Regions of a partition; the Region says which partition. */
    IdentityGateway identities(String region);

    UsageGateway usage(String region);

    DenialLog denials(String region);
}
