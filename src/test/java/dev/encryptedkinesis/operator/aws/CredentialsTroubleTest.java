package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.Realm;
import dev.encryptedkinesis.operator.stream.StreamAction;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;

/** What becomes of credentials that are missing or rejected, with the real SDK and a server on the other side. */
@Timeout(60)
class CredentialsTroubleTest {

    private static final StreamAction CHANGE = new StreamAction.AddTags(Map.of("team", "shop"));
    private static final AwsCredentialsProvider CREDENTIALS = StaticCredentialsProvider.create(
            AwsSessionCredentials.create("AKIAIOSFODNN7EXAMPLE", "TheSecretKey", "TheSessionToken"));

    private LoopbackAws aws;
    private AwsClients clients;

    @BeforeEach
    void connect() throws IOException {
        aws = new LoopbackAws();
        clients = clients(CREDENTIALS);
    }

    @AfterEach
    void disconnect() {
        clients.close();
        aws.close();
    }

    @Test
    void noSecretComesBackInAFailure() {
        aws.thenFails(
                403,
                "SignatureDoesNotMatch",
                "The canonical string should have been x-amz-security-token:TheSessionToken AKIAIOSFODNN7EXAMPLE");

        FailureException thrown = catchThrowableOfType(FailureException.class, this::change);
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));

        assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.CREDENTIALS_UNUSABLE);
        assertThat(trace.toString()).doesNotContain("TheSessionToken", "TheSecretKey", "AKIAIOSFODNN7EXAMPLE");
    }

    @Test
    void expiredCredentialsSayWhatToCheck() {
        aws.thenFails(400, "ExpiredTokenException", "The security token included in the request is expired");

        Failure failure = failureOfChange();

        assertThat(failure.kind()).isEqualTo(Failure.Kind.CREDENTIALS_UNUSABLE);
        assertThat(failure.message()).contains("have expired", "ServiceAccount", "IRSA", "EKS Pod Identity", "AWS_*");
    }

    @Test
    void noCredentialsAtAllSayWhatToCheckAndSendNothing() {
        reconnect(AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create()));

        Failure failure = failureOfChange();

        assertThat(failure.kind()).isEqualTo(Failure.Kind.CREDENTIALS_UNUSABLE);
        assertThat(failure.code()).isEqualTo("NoCredentials");
        assertThat(failure.message()).contains("ServiceAccount").doesNotContain("Provider");
        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void aRoleThatMayNotBeAssumedPointsAtItsTrustPolicy(@TempDir Path directory) throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "TheWebIdentityToken");
        aws.thenAnswers(403, Map.of("Content-Type", "text/xml"), """
            <ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>\
            <Message>Not authorized to perform sts:AssumeRoleWithWebIdentity</Message></Error></ErrorResponse>\
            """);
        reconnect(WebIdentityTokenFileCredentialsProvider.builder()
                .webIdentityTokenFile(token)
                .roleArn("arn:aws:iam::123456789012:role/operator")
                .build());

        Failure failure = failureOfChange();

        assertThat(failure.kind()).isEqualTo(Failure.Kind.CREDENTIALS_UNUSABLE);
        assertThat(failure.code()).isEqualTo("RoleNotAssumed");
        assertThat(failure.message()).contains("trust policy");
        assertThat(aws.onlyRequest().body()).contains("AssumeRoleWithWebIdentity");
    }

    /** What makes a wrong clock a failure that passes. */
    @Test
    void signsByAwssClockAfterAWrongOne() throws IOException {
        Instant awssTime = Instant.now().plus(Duration.ofHours(1));
        try (ServerWithItsOwnClock server = new ServerWithItsOwnClock(awssTime)) {
            aws.property("aws.endpointUrlKinesis", server.endpoint());

            Failure first = failureOfChange();
            failureOfChange();

            assertThat(first.kind()).isEqualTo(Failure.Kind.TRANSIENT);
            assertThat(first.message()).contains("clock");
            assertThat(server.signingTimes())
                    .satisfiesExactly(
                            wrong -> assertThat(wrong).isBefore(awssTime.minusSeconds(1800)),
                            right -> assertThat(right).isBetween(awssTime.minusSeconds(60), awssTime.plusSeconds(60)));
        }
    }

    private void change() {
        clients.streams(Realm.own("eu-west-1")).carryOut("orders", CHANGE);
    }

    private Failure failureOfChange() {
        return catchThrowableOfType(FailureException.class, this::change).failure();
    }

    private void reconnect(AwsCredentialsProvider credentials) {
        clients.close();
        clients = clients(credentials);
    }

    private static AwsClients clients(AwsCredentialsProvider credentials) {
        return new AwsClients(new SdkClientFactory("1.2.3", credentials, Timeouts.DEFAULT));
    }
}
