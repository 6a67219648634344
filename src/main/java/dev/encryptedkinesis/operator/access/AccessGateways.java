package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.stream.Realm;

/** What AWS says and decides of access, Region by Region. */
public interface AccessGateways {

    KeyAccessGateway keyAccess(Realm realm);

    /** IAM is one for all Regions of a partition; the Region says which partition. */
    IdentityGateway identities(Realm realm);

    UsageGateway usage(Realm realm);

    DenialLog denials(Realm realm);
}
