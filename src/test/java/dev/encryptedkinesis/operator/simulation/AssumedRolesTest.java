package dev.encryptedkinesis.operator.simulation;

import static dev.encryptedkinesis.operator.simulation.Account.expectError;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Tag;

/** Sessions of roles, as the STS API reference and the IAM user guide tell of them. */
class AssumedRolesTest {

    private static final String OPERATOR = "arn:aws:iam::123456789012:role/operator";

    private final Account account = Account.plain();
    private final SimulatedAws other = account.aws().beside("444455556666");
    private String role;

    @BeforeEach
    void aRoleThatTrustsTheOperator() {
        role = other.console().access().createRole("streams");
        other.console().access().putPolicy(role, "all", Allowance.of("*", "*").text());
    }

    private String assume(Consumer<AssumeRoleRequest.Builder> more) {
        return account.aws()
                .sts()
                .assumeRole(request -> more.accept(request.roleArn(role).roleSessionName("shop")))
                .credentials()
                .accessKeyId();
    }

    private void trust(TrustPolicy policy) {
        other.trust(role, policy);
        account.clock().advance(Account.STEP);
    }

    private static AwsCredentialsProvider with(String accessKeyId) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "secret"));
    }

    @Test
    void aSessionIsOfTheRolesAccountAndHasAnHour() {
        trust(TrustPolicy.of(OPERATOR));
        AwsAccess session = other.as(role, "shop", with(assume(request -> {})));

        assertThat(session.sts().getCallerIdentity().arn())
                .isEqualTo("arn:aws:sts::444455556666:assumed-role/streams/shop");
        assertThat(session.sts().getCallerIdentity().account()).isEqualTo("444455556666");

        account.clock().advance(Duration.ofHours(1));
        expectError("ExpiredTokenException", () -> session.kinesis().listStreams());
    }

    @Test
    void whoIsNotTrustedIsDeniedLikeWhoAsksForARoleThatIsNotThere() {
        expectError("AccessDenied", () -> assume(request -> {}));
        trust(TrustPolicy.of("arn:aws:iam::123456789012:role/another"));
        expectError("AccessDenied", () -> assume(request -> {}));
        expectError("AccessDenied", () -> assume(request -> request.roleArn("arn:aws:iam::777788889999:role/streams")));
    }

    @Test
    void aTrustPolicyCountsAfterAWhile() {
        other.trust(role, TrustPolicy.of(OPERATOR));
        expectError("AccessDenied", () -> assume(request -> {}));

        account.clock().advance(Account.STEP);
        assertThat(assume(request -> {})).startsWith("ASIA");
    }

    @Test
    void theExternalIdHasToBeTheOneThatIsAskedFor() {
        trust(TrustPolicy.of(OPERATOR).withExternalId("shop-7"));

        expectError("AccessDenied", () -> assume(request -> {}));
        expectError("AccessDenied", () -> assume(request -> request.externalId("shop-8")));
        assertThat(assume(request -> request.externalId("shop-7"))).startsWith("ASIA");
    }

    @Test
    void tagsNeedAnActionOfTheirOwn() {
        trust(TrustPolicy.of(OPERATOR).withoutTags());
        Tag tag = Tag.builder()
                .key("encryptedkinesis.dev/namespace")
                .value("shop")
                .build();

        assertThat(expectError("AccessDenied", () -> assume(request -> request.tags(tag))))
                .hasMessageContaining("sts:TagSession");
        assertThat(assume(request -> {})).startsWith("ASIA");
    }

    @Test
    void whatIsNotWellFormedIsRefused() {
        trust(TrustPolicy.of(OPERATOR));

        expectError("ValidationError", () -> assume(request -> request.roleSessionName("a")));
        expectError("ValidationError", () -> assume(request -> request.roleSessionName("a b")));
        expectError("ValidationError", () -> assume(request -> request.externalId("\n\n")));
        expectError(
                "ValidationError",
                () -> assume(request ->
                        request.tags(Tag.builder().key("team").value("a,b").build())));
    }

    @Test
    void whatTheRoleMayNotDoItsSessionMayNot() {
        trust(TrustPolicy.of(OPERATOR));
        other.console().access().deletePolicy(role, "all");
        AwsAccess session = other.as(role, "shop", with(assume(request -> {})));

        expectError("AccessDeniedException", () -> session.kinesis().listStreams());
    }

    @Test
    void credentialsThatNobodyGaveAreNone() {
        trust(TrustPolicy.of(OPERATOR));

        expectError(
                "ExpiredTokenException",
                () -> other.as(role, "shop", with("ASIAFORGED")).kinesis().listStreams());
    }
}
