package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.encryptedkinesis.operator.access.IdentityDecision;
import dev.encryptedkinesis.operator.access.IdentityDecision.Outcome;
import dev.encryptedkinesis.operator.access.IdentityGateway;
import dev.encryptedkinesis.operator.access.IdentityQuestion;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IamIdentityGatewayTest extends GatewayTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/api";
    private static final IdentityQuestion QUESTION = new IdentityQuestion(
            ROLE,
            List.of("kms:Decrypt"),
            "arn:aws:kms:eu-west-1:123456789012:key/1",
            Map.of("kms:ViaService", "kinesis.eu-west-1.amazonaws.com"));

    private IdentityGateway gateway;

    @BeforeEach
    void take() {
        gateway = clients.identities(REALM);
    }

    private void answers(String results, String rest) {
        aws.thenAnswers(200, Map.of("Content-Type", "text/xml"), """
                <SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult>
                <EvaluationResults>%s</EvaluationResults>%s
                </SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>""".formatted(results, rest));
    }

    private static String result(String action, String decision, String details) {
        return "<member><EvalActionName>%s</EvalActionName><EvalDecision>%s</EvalDecision>%s</member>"
                .formatted(action, decision, details);
    }

    @Test
    void asksWithTheContextThatKinesisWouldGive() {
        answers(result("kms:Decrypt", "allowed", ""), "<IsTruncated>false</IsTruncated>");

        assertThat(gateway.decisions(QUESTION))
                .containsExactly(new IdentityDecision("kms:Decrypt", Outcome.ALLOWED, List.of()));
        assertThat(URLDecoder.decode(aws.onlyRequest().body(), StandardCharsets.UTF_8))
                .contains(
                        "Action=SimulatePrincipalPolicy",
                        "PolicySourceArn=" + ROLE,
                        "ActionNames.member.1=kms:Decrypt",
                        "ResourceArns.member.1=arn:aws:kms:eu-west-1:123456789012:key/1",
                        "ContextEntries.member.1.ContextKeyName=kms:ViaService",
                        "ContextEntries.member.1.ContextKeyType=string",
                        "ContextEntries.member.1.ContextKeyValues.member.1=kinesis.eu-west-1.amazonaws.com")
                .doesNotContain("ResourcePolicy");
    }

    @Test
    void readsAnswersPageByPage() {
        answers(result("kms:Decrypt", "allowed", ""), "<IsTruncated>true</IsTruncated><Marker>more</Marker>");
        answers(result("kms:Encrypt", "implicitDeny", ""), "<IsTruncated>false</IsTruncated>");

        assertThat(gateway.decisions(QUESTION))
                .extracting(IdentityDecision::outcome)
                .containsExactly(Outcome.ALLOWED, Outcome.NOT_ALLOWED);
        assertThat(aws.requests().get(1).body()).contains("Marker=more");
    }

    @ParameterizedTest
    @CsvSource({
        "allowed, '', ALLOWED",
        "implicitDeny, '', NOT_ALLOWED",
        "explicitDeny, '', DENIED",
        "implicitDeny, boundary, OUTSIDE_BOUNDARY",
        "explicitDeny, boundary, DENIED_BY_BOUNDARY",
        "implicitDeny, organization, OUTSIDE_ORGANIZATION",
        "explicitDeny, organization, OUTSIDE_ORGANIZATION"
    })
    void tellsWhoSaysNo(String decision, String who, Outcome outcome) {
        String details = switch (who) {
            case "boundary" ->
                "<PermissionsBoundaryDecisionDetail><AllowedByPermissionsBoundary>false</AllowedByPermissionsBoundary>"
                        + "</PermissionsBoundaryDecisionDetail>";
            case "organization" ->
                "<OrganizationsDecisionDetail><AllowedByOrganizations>false</AllowedByOrganizations>"
                        + "</OrganizationsDecisionDetail>";
            default -> "";
        };
        answers(result("kms:Decrypt", decision, details), "");

        assertThat(gateway.decisions(QUESTION))
                .extracting(IdentityDecision::outcome)
                .containsExactly(outcome);
    }

    @Test
    void tellsWhatWasMissingForTheResourceToo() {
        answers(
                result(
                        "kms:Decrypt",
                        "implicitDeny",
                        "<MissingContextValues><member>aws:SourceIp</member></MissingContextValues>"
                                + "<ResourceSpecificResults><member><MissingContextValues>"
                                + "<member>aws:SourceVpc</member><member>aws:SourceIp</member>"
                                + "</MissingContextValues></member></ResourceSpecificResults>"),
                "");

        assertThat(gateway.decisions(QUESTION))
                .extracting(IdentityDecision::missingContext)
                .containsExactly(List.of("aws:SourceIp", "aws:SourceVpc"));
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchEntity, NOT_FOUND",
        "403, AccessDenied, DENIED",
        "400, Throttling, THROTTLED",
        "400, InvalidInput, MISCONFIGURED",
        "500, ServiceFailure, TRANSIENT"
    })
    void reportsFailures(int status, String code, Failure.Kind kind) {
        aws.thenAnswers(
                status,
                Map.of("Content-Type", "text/xml"),
                "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>what IAM says</Message></Error></ErrorResponse>"
                        .formatted(code));

        FailureException failure = catchThrowableOfType(FailureException.class, () -> gateway.decisions(QUESTION));

        assertThat(failure.failure()).isEqualTo(new Failure(kind, "SimulatePrincipalPolicy", code, "what IAM says"));
    }
}
