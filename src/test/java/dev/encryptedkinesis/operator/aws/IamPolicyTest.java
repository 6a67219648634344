package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What deploy/ gives the operator at AWS: what it calls, and no more. */
class IamPolicyTest {

    private static final Path DEPLOY = Path.of("deploy");

    @Test
    void thePoliciesPermitWhatTheOperatorCallsAndNothingElse() throws IOException {
        Set<String> called = Arrays.stream(AwsOperation.values())
                .filter(operation -> operation.caller() == AwsOperation.Caller.OPERATOR)
                .map(operation -> action(operation))
                .collect(Collectors.toCollection(TreeSet::new));
        // By the SDK, before it calls anything with the session of a role.
        called.addAll(permitted("iam-policy-identities.json"));

        assertThat(permitted()).isEqualTo(called);
    }

    @Test
    void everyPermissionIsExplained() throws IOException {
        String explained = Files.readString(DEPLOY.resolve("README.md"));

        assertThat(permitted()).allSatisfy(action -> assertThat(explained).contains("| `" + action + "` |"));
    }

    /** SQS API reference, "DeleteMessageBatch": who may delete one message may delete several at once. */
    private static String action(AwsOperation operation) {
        String name = operation == AwsOperation.DELETE_MESSAGE_BATCH ? "DeleteMessage" : operation.awsName();
        return operation.service().name().toLowerCase(Locale.ROOT) + ":" + name;
    }

    /** What only looks, and what gives grants, can be left out. */
    @Test
    void whatIsForAFeatureIsInAPolicyOfItsOwn() throws IOException {
        assertThat(permitted("iam-policy-access.json"))
                .containsExactly(
                        "cloudtrail:LookupEvents",
                        "cloudwatch:GetMetricData",
                        "iam:SimulatePrincipalPolicy",
                        "kms:GetKeyPolicy",
                        "kms:ListGrants");
        assertThat(permitted("iam-policy-grants.json")).containsExactly("kms:CreateGrant", "kms:RevokeGrant");
        assertThat(permitted("iam-policy-events.json")).containsExactly("sqs:DeleteMessage", "sqs:ReceiveMessage");
        assertThat(permitted("iam-policy-identities.json")).containsExactly("sts:AssumeRole", "sts:TagSession");
    }

    private static Set<String> permitted() throws IOException {
        Set<String> actions = new TreeSet<>();
        for (String policy : List.of(
                "iam-policy.json",
                "iam-policy-access.json",
                "iam-policy-grants.json",
                "iam-policy-identities.json",
                "iam-policy-events.json")) {
            actions.addAll(permitted(policy));
        }
        return actions;
    }

    private static Set<String> permitted(String file) throws IOException {
        JsonNode policy = new ObjectMapper().readTree(DEPLOY.resolve(file).toFile());
        Set<String> actions = new TreeSet<>();
        for (JsonNode statement : policy.path("Statement")) {
            JsonNode action = statement.path("Action");
            if (action.isTextual()) {
                actions.add(action.asText());
            }
            action.forEach(one -> actions.add(one.asText()));
        }
        return actions;
    }
}
