package dev.encryptedkinesis.operator.simulation;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * The operator by the session of a role: the role's policies in the simulated IAM decide.
 *
 * @param credentials asked for with each call, as the SDK's clients do
 */
record RoleSession(
        Principal principal, Identities identities, AssumedRoles sessions, AwsCredentialsProvider credentials)
        implements Subject {

    @Override
    public Caller caller() {
        return Caller.OPERATOR;
    }

    @Override
    public void checkCredentials(Service service) {
        sessions.checkCredentials(service, credentials.resolveCredentials().accessKeyId());
    }

    @Override
    public OwnSide ownSide(AccessRequest request) {
        return identities.ownSide(request);
    }
}
