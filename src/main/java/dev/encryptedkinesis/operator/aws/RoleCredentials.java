package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Actor.Session;
import dev.encryptedkinesis.operator.stream.Owner;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Tag;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The credentials of a role, by the SDK's own provider, which renews them in time. The session carries tags by which the
 * role's policies can tell for whom it is: {@code aws:PrincipalTag/encryptedkinesis.dev/namespace}, {@code .../cluster} and
 * {@code .../identity}, spelled as on the streams, so that a policy can compare the two.
 */
final class RoleCredentials implements AwsCredentialsProvider, SdkAutoCloseable {

    /** Letters, digits, blanks and _ . : / = + - @ (IAM user guide, "Rules for tagging"). */
    private static final String NO_TAG = "[^\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";

    private static final int LONGEST_TAG = 256;
    private static final String NO_SESSION_NAME = "[^a-zA-Z0-9_+=,.@-]";
    private static final int LONGEST_SESSION_NAME = 64;

    /** So that it can be told from others' in CloudTrail. It also makes the shortest namespace long enough for STS. */
    private static final String NAME_PREFIX = "ekstream-";

    private final StsClient sts;
    private final StsAssumeRoleCredentialsProvider provider;

    /** @param sts closed with this */
    RoleCredentials(Session session, StsClient sts) {
        this.sts = sts;
        this.provider = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request(session))
                .build();
    }

    static AssumeRoleRequest request(Session session) {
        return AssumeRoleRequest.builder()
                .roleArn(session.roleArn())
                .roleSessionName(sessionName(session))
                .externalId(session.externalId().orElse(null))
                .tags(tags(session))
                .build();
    }

    private static String sessionName(Session session) {
        String whose = session.namespace().isEmpty() ? session.identity() : session.namespace();
        return cut(NAME_PREFIX + whose.replaceAll(NO_SESSION_NAME, "_"), LONGEST_SESSION_NAME);
    }

    /** A session that is for no namespace in particular has no tag that names one. */
    private static List<Tag> tags(Session session) {
        Map<String, String> tags = new TreeMap<>(
                Map.of("cluster", session.cluster(), "identity", session.identity(), "namespace", session.namespace()));
        return tags.entrySet().stream()
                .filter(tag -> !tag.getValue().isEmpty())
                .map(tag -> Tag.builder()
                        .key(Owner.TAG_PREFIX + tag.getKey())
                        .value(cut(tag.getValue().replaceAll(NO_TAG, "_"), LONGEST_TAG))
                        .build())
                .toList();
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return provider.resolveCredentials();
    }

    @Override
    public void close() {
        provider.close();
        sts.close();
    }
}
