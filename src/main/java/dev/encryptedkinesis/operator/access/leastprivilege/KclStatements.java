package dev.encryptedkinesis.operator.access.leastprivilege;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * What the Kinesis Client Library, 2 or 3, needs beside the stream ("IAM permissions required for KCL consumer applications"
 * in the Kinesis Developer Guide).
 *
 * <p>It names its DynamoDB tables, its fan-out consumer and its CloudWatch namespace after the application, a name that is known
 * to the consumer's program alone. The policy takes it from a tag of the role or user, so that it needs no editing and
 * still permits one application's things only. Without the tag, it permits none.
 */
final class KclStatements {

    static final String APPLICATION_TAG = "kcl-application";

    private static final String APPLICATION = "${aws:PrincipalTag/" + APPLICATION_TAG + "}";

    private static final List<String> KEEP_STATE = List.of(
            "dynamodb:CreateTable",
            "dynamodb:DescribeTable",
            "dynamodb:Scan",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem");

    private final StreamArn stream;
    private final String account;

    KclStatements(StreamArn stream, String account) {
        this.stream = stream;
        this.account = account;
    }

    List<IamStatement> all() {
        return Stream.concat(
                        account.equals(stream.account()) ? fanOut() : Stream.empty(),
                        Stream.concat(tables(), Stream.of(metrics())))
                .map(statement -> statement.build())
                .toList();
    }

    /** It registers a consumer of its own, unless it is given one; only the stream's account can. */
    private Stream<IamStatement.Builder> fanOut() {
        return Stream.of(
                Permissions.allow(
                        "RegisterKclFanOutConsumer", List.of("kinesis:RegisterStreamConsumer"), List.of(stream.text())),
                // What follows the colon is the time of the registration.
                Permissions.allow(
                        "SubscribeAsKclFanOutConsumer",
                        Permissions.SUBSCRIBE,
                        List.of(stream.text() + "/consumer/" + APPLICATION + ":*")));
    }

    private Stream<IamStatement.Builder> tables() {
        String leases =
                "arn:" + stream.partition() + ":dynamodb:" + stream.region() + ":" + account + ":table/" + APPLICATION;
        return Stream.of(
                Permissions.allow(
                        "KeepKclState",
                        KEEP_STATE,
                        List.of(leases, leases + "-CoordinatorState", leases + "-WorkerMetricStats")),
                Permissions.allow("AddKclLeaseIndex", List.of("dynamodb:UpdateTable"), List.of(leases)),
                Permissions.allow(
                        "QueryKclLeaseIndex",
                        List.of("dynamodb:Query"),
                        List.of(leases + "/index/LeaseOwnerToLeaseKeyIndex")));
    }

    private static IamStatement.Builder metrics() {
        // CloudWatch knows no resource for it.
        return Permissions.allow("PutKclMetrics", List.of("cloudwatch:PutMetricData"), List.of("*"))
                .addCondition(IamConditionOperator.STRING_EQUALS, "cloudwatch:namespace", APPLICATION);
    }
}
