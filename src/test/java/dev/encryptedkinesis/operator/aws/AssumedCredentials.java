package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Actor.Session;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;

/** The credentials of a role as the operator gets them, from whatever STS. */
public final class AssumedCredentials {

    private AssumedCredentials() {}

    public static AwsCredentialsProvider of(Session session, StsClient sts) {
        return CheckedCredentials.ofRole(new RoleCredentials(session, sts));
    }

    public static String sessionName(Session session) {
        return RoleCredentials.request(session).roleSessionName();
    }
}
