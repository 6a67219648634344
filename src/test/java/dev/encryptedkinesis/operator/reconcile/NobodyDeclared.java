package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.AccessGateways;
import dev.encryptedkinesis.operator.access.DenialLog;
import dev.encryptedkinesis.operator.access.IdentityGateway;
import dev.encryptedkinesis.operator.access.KeyAccessGateway;
import dev.encryptedkinesis.operator.access.UsageGateway;

/** Of an object whose spec declares no producer and no consumer, nobody is asked what they may do. */
final class NobodyDeclared implements AccessGateways {

    @Override
    public KeyAccessGateway keyAccess(String region) {
        throw new AssertionError("grants and key policies were looked at, and nobody is declared");
    }

    @Override
    public IdentityGateway identities(String region) {
        throw new AssertionError("IAM was asked, and nobody is declared");
    }

    @Override
    public DenialLog denials(String region) {
        throw new AssertionError("CloudTrail was asked, and nobody is declared");
    }

    @Override
    public UsageGateway usage(String region) {
        throw new AssertionError("CloudWatch was asked, and nobody is declared");
    }
}
