package dev.encryptedkinesis.operator.access.leastprivilege;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPolicyWriter;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** Which actions writers and readers need, and how a statement allows them. docs/access.md has the reason of each action. */
final class Permissions {

    static final List<String> WRITE =
            List.of("kinesis:PutRecord", "kinesis:PutRecords", "kinesis:DescribeStreamSummary", "kinesis:ListShards");

    static final List<String> READ = List.of(
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:ListShards",
            "kinesis:GetShardIterator",
            "kinesis:GetRecords");

    static final List<String> SUBSCRIBE = List.of("kinesis:SubscribeToShard", "kinesis:DescribeStreamConsumer");

    static final List<String> ENCRYPT = List.of("kms:GenerateDataKey");

    static final List<String> DECRYPT = List.of("kms:Decrypt");

    private Permissions() {}

    static IamStatement.Builder allow(String sid, Collection<String> actions, Collection<String> resources) {
        return IamStatement.builder()
                .sid(sid)
                .effect(IamEffect.ALLOW)
                .actionIds(actions)
                .resourceIds(resources);
    }

    /** To the policy of a resource, which says whom it is about. */
    static IamStatement.Builder to(IamStatement.Builder statement, Collection<IamIdentity> identities) {
        return statement.addPrincipals(
                IamPrincipalType.AWS, identities.stream().map(IamIdentity::arn).toList());
    }

    /** Only when Kinesis asks in the caller's name, and only for this stream: neither KMS itself nor another stream. */
    static IamStatement throughKinesis(IamStatement.Builder statement, StreamArn stream) {
        return statement
                .addConditions(IamConditionOperator.STRING_EQUALS, "kms:ViaService", kinesisAsKmsSeesIt(stream))
                .addCondition(
                        IamConditionOperator.STRING_EQUALS, "kms:EncryptionContext:aws:kinesis:arn", stream.text())
                .build();
    }

    /** In China other services have two forms, and AWS does not say which one this is; the second belongs to nobody else. */
    private static List<String> kinesisAsKmsSeesIt(StreamArn stream) {
        List<String> names = new ArrayList<>(List.of("kinesis." + stream.region() + ".amazonaws.com"));
        if (stream.partition().equals("aws-cn")) {
            names.add("kinesis." + stream.region() + ".amazonaws.com.cn");
        }
        return names;
    }

    /** Always the same text for the same statements. */
    static String document(List<IamStatement> statements) {
        return IamPolicy.builder()
                .version("2012-10-17")
                .statements(statements)
                .build()
                .toJson(IamPolicyWriter.builder().prettyPrint(true).build());
    }
}
