package dev.encryptedkinesis.operator.simulation;

import static dev.encryptedkinesis.operator.simulation.Account.expectError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;

class SimulatedIamTest {
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private final Account account = Account.plain();
    private final AccessConsole access = account.aws().console().access();
    private final IamClient iam = account.aws().iam();
    private String role;

    @BeforeEach
    void aRole() {
        role = access.createRole("api");
    }

    @Test
    void eachActionHasOneResultWithOneForEachResourceInside() {
        access.putPolicy(role, "produce", Allowance.ofProducer(STREAM, KEY));

        List<EvaluationResult> results = simulated(request ->
                request.actionNames("kinesis:PutRecord", "kms:GenerateDataKey").resourceArns(STREAM, KEY));

        assertThat(results)
                .extracting(EvaluationResult::evalActionName)
                .containsExactly("kinesis:PutRecord", "kms:GenerateDataKey");
        assertThat(results.get(0).resourceSpecificResults())
                .extracting(ResourceSpecificResult::evalResourceName, ResourceSpecificResult::evalResourceDecision)
                .containsExactly(
                        tuple(STREAM, PolicyEvaluationDecisionType.ALLOWED),
                        tuple(KEY, PolicyEvaluationDecisionType.IMPLICIT_DENY));
        assertThat(results.get(0).resourceSpecificResults().get(0).matchedStatements())
                .extracting(statement -> statement.sourcePolicyId())
                .containsExactly("produce");
    }

    @Test
    void aDenialIsExplicitOrNot() {
        access.putPolicy(
                role,
                "policy",
                Allowance.of(KEY, "kms:*").butNot(KEY, "kms:Decrypt").text());

        assertThat(decision("kms:GenerateDataKey")).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertThat(decision("kms:Decrypt")).isEqualTo(PolicyEvaluationDecisionType.EXPLICIT_DENY);
        assertThat(decision("kinesis:PutRecord")).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    }

    @Test
    void aConditionOnWhatWasNotSuppliedDeniesAndTheKeyIsNamed() {
        access.putPolicy(
                role,
                "consume",
                Allowance.of(STREAM, "kinesis:GetRecords")
                        .andThroughKinesis("eu-west-1", STREAM, KEY, "kms:Decrypt")
                        .text());

        EvaluationResult without = simulated(
                        request -> request.actionNames("kms:Decrypt").resourceArns(KEY))
                .get(0);
        assertThat(without.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
        assertThat(without.missingContextValues()).isEmpty();
        assertThat(without.resourceSpecificResults().get(0).missingContextValues())
                .containsExactlyInAnyOrder("kms:ViaService", "kms:EncryptionContext:aws:kinesis:arn");
        assertThat(simulated(request -> request.actionNames("kms:Decrypt"))
                        .get(0)
                        .evalResourceName())
                .isEqualTo("*");

        assertThat(simulated(request -> request.actionNames("kms:Decrypt")
                                .resourceArns(KEY)
                                .contextEntries(
                                        supplied("kms:ViaService", "kinesis.eu-west-1.amazonaws.com"),
                                        supplied("kms:EncryptionContext:aws:kinesis:arn", STREAM)))
                        .get(0)
                        .evalDecision())
                .isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    }

    @Test
    void boundaryAndOrganizationAreToldApart() {
        access.putPolicy(role, "policy", Allowance.of("*", "kms:*").text());
        EvaluationResult plain = result("kms:Decrypt");
        assertThat(plain.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertThat(plain.permissionsBoundaryDecisionDetail()).isNull();
        assertThat(plain.organizationsDecisionDetail()).isNull();

        access.putBoundary(role, Allowance.of("*", "kinesis:*").text());
        EvaluationResult bounded = result("kms:Decrypt");
        assertThat(bounded.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
        assertThat(bounded.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())
                .isFalse();

        access.deleteBoundary(role);
        access.putServiceControlPolicy(
                "123456789012",
                Allowance.of("*", "*").butNot("*", "kms:Decrypt").text());
        EvaluationResult controlled = result("kms:Decrypt");
        assertThat(controlled.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.EXPLICIT_DENY);
        assertThat(controlled.organizationsDecisionDetail().allowedByOrganizations())
                .isFalse();

        access.deleteServiceControlPolicy("123456789012");
        assertThat(decision("kms:Decrypt")).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    }

    @Test
    void onlyUsersAndRolesOfTheAccountAreSimulated() {
        expectError("NoSuchEntity", () -> decision("arn:aws:iam::123456789012:role/missing", "kms:Decrypt"));
        expectError("NoSuchEntity", () -> decision("arn:aws:iam::123456789012:user/missing", "kms:Decrypt"));
        assertThat(expectError(
                        "InvalidInput",
                        () -> decision("arn:aws:sts::123456789012:assumed-role/api/session", "kms:Decrypt")))
                .hasMessageContaining("does not clearly define entity type and name");
        String elsewhere = access.createRole("999999999999", "api");
        assertThatThrownBy(() -> decision(elsewhere, "kms:Decrypt")).isInstanceOf(IamException.class);
        assertThat(decision(access.createUser("jane"), "kms:Decrypt"))
                .isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    }

    @Test
    void aResourcePolicyIsNotSimulatedForARole() {
        expectError(
                "InvalidInput",
                () -> simulated(request -> request.actionNames("kms:Decrypt")
                        .resourcePolicy(Allowance.of("*", "kms:*").text())));
        expectError("InvalidInput", () -> decision("kms:*"));
    }

    @Test
    void resultsComeInPagesThatMayBeShorterThanAskedFor() {
        String[] actions =
                IntStream.range(0, 40).mapToObj("kms:Action%d"::formatted).toArray(String[]::new);
        List<Integer> pages = new ArrayList<>();
        String marker = null;
        do {
            String next = marker;
            var page = iam.simulatePrincipalPolicy(request -> request.policySourceArn(role)
                    .actionNames(actions)
                    .maxItems(5)
                    .marker(next));
            pages.add(page.evaluationResults().size());
            marker = page.marker();
            assertThat(page.isTruncated()).isEqualTo(marker != null);
            account.clock().advance(Duration.ofSeconds(1));
        } while (marker != null);

        assertThat(pages.stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
        assertThat(pages).contains(2, 5).allMatch(size -> size <= 5);
        expectError(
                "ValidationError",
                () -> simulated(request -> request.actionNames("kms:Decrypt").marker("not a marker")));
    }

    @Test
    void itIsThrottledAndDeniedInIamsOwnWords() {
        IntStream.range(0, 5).forEach(number -> decision("kms:Decrypt"));
        expectError("Throttling", () -> decision("kms:Decrypt"));
        account.clock().advance(Duration.ofSeconds(1));

        account.aws().console().deny("iam:SimulatePrincipalPolicy");
        var error = expectError("AccessDenied", () -> decision("kms:Decrypt"));
        assertThat(error.statusCode()).isEqualTo(403);
        assertThat(error.awsErrorDetails().serviceName()).isEqualTo("Iam");

        account.aws().console().expireCredentials();
        expectError("ExpiredToken", () -> decision("kms:Decrypt"));
        assertThat(account.aws().journal().count(Operation.SIMULATE_PRINCIPAL_POLICY, role))
                .isEqualTo(8);
    }

    @Test
    void aFaultIsThrottlingInIamsOwnWords() {
        account.aws().faults().on(Operation.SIMULATE_PRINCIPAL_POLICY).isThrottled();

        expectError("Throttling", () -> decision("kms:Decrypt"));
    }

    @Test
    void rolesAreMadeFoundAndDeleted() {
        IamClient theirs = access.iam();
        String arn = theirs.createRole(request -> request.roleName("billing")
                        .path("/team/")
                        .assumeRolePolicyDocument(
                                Allowance.of("*", "sts:AssumeRole").text()))
                .role()
                .arn();
        assertThat(arn).isEqualTo("arn:aws:iam::123456789012:role/team/billing");
        assertThat(iam.getRole(request -> request.roleName("billing")).role().roleId())
                .startsWith("AROA");

        theirs.putRolePolicy(request ->
                request.roleName("billing").policyName("consume").policyDocument(Allowance.ofConsumer(STREAM, KEY)));
        expectError("DeleteConflict", () -> theirs.deleteRole(request -> request.roleName("billing")));
        theirs.deleteRolePolicy(request -> request.roleName("billing").policyName("consume"));
        theirs.deleteRole(request -> request.roleName("billing"));

        expectError("NoSuchEntity", () -> iam.getRole(request -> request.roleName("billing")));
    }

    @Test
    void aPolicyShowsBeforeItCounts() {
        account.createActive("orders");
        access.iam()
                .putRolePolicy(request -> request.roleName("api")
                        .policyName("produce")
                        .policyDocument(Allowance.ofProducer(STREAM, KEY)));

        assertThat(decision("kms:GenerateDataKey")).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        expectError("AccessDeniedException", this::put);
        account.clock().advance(Account.STEP);
        put();
        assertThat(account.aws().journal().applicationEntries())
                .extracting(JournalEntry::outcome)
                .containsExactly("AccessDeniedException", "OK");
    }

    private static ContextEntry supplied(String key, String value) {
        return ContextEntry.builder()
                .contextKeyName(key)
                .contextKeyType(ContextKeyTypeEnum.STRING)
                .contextKeyValues(value)
                .build();
    }

    private void put() {
        account.aws()
                .kinesisAs(role)
                .putRecord(request ->
                        request.streamName("orders").partitionKey("order").data(SdkBytes.fromUtf8String("an order")));
    }

    private EvaluationResult result(String action) {
        return simulated(request -> request.actionNames(action).resourceArns(KEY))
                .get(0);
    }

    private PolicyEvaluationDecisionType decision(String action) {
        return result(action).evalDecision();
    }

    private PolicyEvaluationDecisionType decision(String source, String action) {
        return simulated(request -> request.policySourceArn(source).actionNames(action))
                .get(0)
                .evalDecision();
    }

    private List<EvaluationResult> simulated(Consumer<SimulatePrincipalPolicyRequest.Builder> different) {
        return iam.simulatePrincipalPolicy(request -> {
                    request.policySourceArn(role);
                    different.accept(request);
                })
                .evaluationResults();
    }
}
