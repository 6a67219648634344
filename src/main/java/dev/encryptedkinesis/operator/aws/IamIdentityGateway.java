package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.access.IdentityDecision;
import dev.encryptedkinesis.operator.access.IdentityDecision.Outcome;
import dev.encryptedkinesis.operator.access.IdentityGateway;
import dev.encryptedkinesis.operator.access.IdentityQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

/** IAM through the AWS SDK. Retries nothing: whoever calls decides about that. */
public final class IamIdentityGateway implements IdentityGateway {

    private final IamClient iam;
    private final AwsCalls calls;

    /** @param iam stays the caller's to close */
    public IamIdentityGateway(IamClient iam, AwsCalls calls) {
        this.iam = iam;
        this.calls = calls;
    }

    @Override
    public List<IdentityDecision> decisions(IdentityQuestion question) {
        SimulatePrincipalPolicyRequest.Builder request = SimulatePrincipalPolicyRequest.builder()
                .policySourceArn(question.principal())
                .actionNames(question.actions())
                .resourceArns(question.resourceArn())
                .contextEntries(question.context().entrySet().stream()
                        .map(entry -> ContextEntry.builder()
                                .contextKeyName(entry.getKey())
                                .contextKeyType(ContextKeyTypeEnum.STRING)
                                .contextKeyValues(entry.getValue())
                                .build())
                        .toList());
        List<IdentityDecision> decisions = new ArrayList<>();
        SimulatePrincipalPolicyResponse page =
                calls.call(AwsOperation.SIMULATE_PRINCIPAL_POLICY, () -> iam.simulatePrincipalPolicy(request.build()));
        page.evaluationResults().stream().map(IamIdentityGateway::decision).forEach(decisions::add);
        while (Boolean.TRUE.equals(page.isTruncated())) {
            request.marker(page.marker());
            page = calls.goOn(
                    AwsOperation.SIMULATE_PRINCIPAL_POLICY, () -> iam.simulatePrincipalPolicy(request.build()));
            page.evaluationResults().stream().map(IamIdentityGateway::decision).forEach(decisions::add);
        }
        return decisions;
    }

    private static IdentityDecision decision(EvaluationResult result) {
        return new IdentityDecision(result.evalActionName(), outcome(result), missingContext(result));
    }

    /** Where a resource is named, what was missing is told for the resource. */
    private static List<String> missingContext(EvaluationResult result) {
        return Stream.concat(
                        result.missingContextValues().stream(),
                        result.resourceSpecificResults().stream()
                                .flatMap(specific -> specific.missingContextValues().stream()))
                .distinct()
                .toList();
    }

    /** Who says no is told where AWS tells it. */
    private static Outcome outcome(EvaluationResult result) {
        if (result.evalDecision() == PolicyEvaluationDecisionType.ALLOWED) {
            return Outcome.ALLOWED;
        }
        if (result.organizationsDecisionDetail() != null
                && Boolean.FALSE.equals(result.organizationsDecisionDetail().allowedByOrganizations())) {
            return Outcome.OUTSIDE_ORGANIZATION;
        }
        boolean isDenied = result.evalDecision() == PolicyEvaluationDecisionType.EXPLICIT_DENY;
        if (result.permissionsBoundaryDecisionDetail() != null
                && Boolean.FALSE.equals(
                        result.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())) {
            return isDenied ? Outcome.DENIED_BY_BOUNDARY : Outcome.OUTSIDE_BOUNDARY;
        }
        return isDenied ? Outcome.DENIED : Outcome.NOT_ALLOWED;
    }
}
