package dev.encryptedkinesis.operator.access.leastprivilege;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPolicyWriter;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * One permission that one principal lacks, as a policy of one statement on one line: to be attached to the principal as it is,
 * or to have its statement added to a policy that is there. None gives more than what is lacking.
 */
public final class Remedy {

    private Remedy() {}

    /** To be attached to a principal of the stream's account. */
    public static String forStream(List<String> actions, String streamArn) {
        return text(Permissions.allow("UseStream", actions, List.of(streamArn)).build());
    }

    /** To be attached to a principal whose account the key's policy leaves the decision to. */
    public static String forKey(String action, String keyArn, String streamArn) {
        return text(Permissions.throughKinesis(
                Permissions.allow("UseKeyThroughKinesis", List.of(action), List.of(keyArn)), stream(streamArn)));
    }

    /** To be added to the key's policy. */
    public static String inKeyPolicy(String principal, String action, String streamArn) {
        return text(Permissions.throughKinesis(
                Permissions.to(
                        Permissions.allow("UseKeyThroughKinesis", List.of(action), List.of("*")), identity(principal)),
                stream(streamArn)));
    }

    /** To be added to the stream's resource policy, for a principal of another account. */
    public static String inStreamPolicy(String principal, List<String> actions, String streamArn) {
        return text(Permissions.to(Permissions.allow("UseStream", actions, List.of(streamArn)), identity(principal))
                .build());
    }

    private static StreamArn stream(String arn) {
        return StreamArn.of(arn).orElseThrow(() -> new IllegalArgumentException("not the ARN of a stream"));
    }

    private static List<IamIdentity> identity(String principal) {
        return IamIdentity.of(principal).stream().toList();
    }

    private static String text(IamStatement statement) {
        return IamPolicy.builder()
                .version("2012-10-17")
                .addStatement(statement)
                .build()
                .toJson(IamPolicyWriter.create());
    }
}
