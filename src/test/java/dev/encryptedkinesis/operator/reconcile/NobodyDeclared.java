package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.AccessGateways;
import dev.encryptedkinesis.operator.access.DenialLog;
import dev.encryptedkinesis.operator.access.IdentityGateway;
import dev.encryptedkinesis.operator.access.KeyAccessGateway;
import dev.encryptedkinesis.operator.access.UsageGateway;
import dev.encryptedkinesis.operator.stream.Realm;

/** Of an object whose spec declares no producer and no consumer, nobody is asked what they may do. */
final class NobodyDeclared implements AccessGateways {

    @Override
    public KeyAccessGateway keyAccess(Realm realm) {
        throw new AssertionError("grants and key policies were looked at, and nobody is declared");
    }

    @Override
    public IdentityGateway identities(Realm realm) {
        throw new AssertionError("IAM was asked, and nobody is declared");
    }

    @Override
    public DenialLog denials(Realm realm) {
        throw new AssertionError("CloudTrail was asked, and nobody is declared");
    }

    @Override
    public UsageGateway usage(Realm realm) {
        throw new AssertionError("CloudWatch was asked, and nobody is declared");
    }
}
