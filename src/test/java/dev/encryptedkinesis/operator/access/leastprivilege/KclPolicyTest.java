package dev.encryptedkinesis.operator.access.leastprivilege;

import static dev.encryptedkinesis.operator.access.leastprivilege.Uses.BILLING;
import static dev.encryptedkinesis.operator.access.leastprivilege.Uses.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.policy.AccessRequest;
import dev.encryptedkinesis.operator.access.policy.PolicyDocument;
import dev.encryptedkinesis.operator.access.policy.PolicyEvaluator;
import dev.encryptedkinesis.operator.access.policy.Principal;
import dev.encryptedkinesis.operator.access.policy.RequestContext;
import dev.encryptedkinesis.operator.access.policy.Verdict;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What "IAM permissions required for KCL consumer applications" lists, for the application that the role's tag names. */
class KclPolicyTest {

    private static final String TABLES = "arn:aws:dynamodb:eu-west-1:111122223333:table/";

    private static final PolicyDocument POLICY =
            PolicyDocument.parse(PolicyFiles.of(Uses.use()).get("kcl-consumer-policy.json"));

    @ParameterizedTest
    @CsvSource({
        // The lease table.
        "dynamodb:CreateTable,   ledger, true",
        "dynamodb:DescribeTable, ledger, true",
        "dynamodb:UpdateTable,   ledger, true",
        "dynamodb:Scan,          ledger, true",
        "dynamodb:GetItem,       ledger, true",
        "dynamodb:PutItem,       ledger, true",
        "dynamodb:UpdateItem,    ledger, true",
        "dynamodb:DeleteItem,    ledger, true",
        "dynamodb:DeleteTable,   ledger, false",
        // Those of version 3.
        "dynamodb:PutItem,       ledger-WorkerMetricStats, true",
        "dynamodb:CreateTable,   ledger-CoordinatorState,  true",
        "dynamodb:UpdateTable,   ledger-CoordinatorState,  false",
        "dynamodb:Query,         ledger/index/LeaseOwnerToLeaseKeyIndex, true",
        "dynamodb:Query,         ledger,                   false",
        // Those of others.
        "dynamodb:GetItem,       ledger2,                  false",
        "dynamodb:GetItem,       other,                    false",
        "dynamodb:GetItem,       ledger-Other,             false",
    })
    void theTablesOfTheApplicationAndNoOthers(String action, String table, boolean isAllowed) {
        assertThat(isAllowed(action, TABLES + table, tag("ledger"))).isEqualTo(isAllowed);
        assertThat(isAllowed(action, TABLES + table, KclPolicyTest::untagged)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "kinesis:SubscribeToShard,       /consumer/ledger:1700000000,  true",
        "kinesis:DescribeStreamConsumer, /consumer/ledger:1700000000,  true",
        "kinesis:DescribeStreamConsumer, /consumer/ledger2:1700000000, false",
        "kinesis:DeregisterStreamConsumer, /consumer/ledger:1700000000, false",
    })
    void theFanOutConsumerOfTheApplicationAndNoOther(String action, String consumer, boolean isAllowed) {
        assertThat(isAllowed(action, STREAM + consumer, tag("ledger"))).isEqualTo(isAllowed);
        assertThat(isAllowed(action, STREAM + consumer, KclPolicyTest::untagged))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ledger, ledger, true", "ledger, other, false", "ledger, AWS/Kinesis, false"})
    void theMetricsOfTheApplicationAndNoOthers(String application, String namespace, boolean isAllowed) {
        UnaryOperator<RequestContext> tagged = tag(application);

        assertThat(isAllowed(
                        "cloudwatch:PutMetricData",
                        "*",
                        context -> tagged.apply(context).with("cloudwatch:namespace", namespace)))
                .isEqualTo(isAllowed);
    }

    private static UnaryOperator<RequestContext> tag(String application) {
        return context -> context.with("aws:PrincipalTag/kcl-application", application);
    }

    private static RequestContext untagged(RequestContext context) {
        return context.withAbsentPrefix("aws:PrincipalTag/");
    }

    private static boolean isAllowed(String action, String resource, UnaryOperator<RequestContext> known) {
        AccessRequest request = AccessRequest.of(new Principal(BILLING), action, resource);
        return PolicyEvaluator.evaluate(POLICY, request.with(known.apply(request.context())))
                instanceof Verdict.Allowed;
    }
}
