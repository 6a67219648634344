package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.AccessGateways;
import dev.encryptedkinesis.operator.access.DenialLog;
import dev.encryptedkinesis.operator.access.IdentityGateway;
import dev.encryptedkinesis.operator.access.KeyAccessGateway;
import dev.encryptedkinesis.operator.access.UsageGateway;
import dev.encryptedkinesis.operator.stream.Realm;

/** Whom a test does not expect to be asked about access, as of an object that declares no producer and no consumer. */
class Unasked implements AccessGateways {

    @Override
    public KeyAccessGateway keyAccess(Realm realm) {
        throw new AssertionError("grants and key policies were looked at");
    }

    @Override
    public IdentityGateway identities(Realm realm) {
        throw new AssertionError("IAM was asked");
    }

    @Override
    public DenialLog denials(Realm realm) {
        throw new AssertionError("CloudTrail was asked");
    }

    @Override
    public UsageGateway usage(Realm realm) {
        throw new AssertionError("CloudWatch was asked");
    }
}
