package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.aws.CallListener.Effect;
import dev.encryptedkinesis.operator.aws.CredentialsException.Source;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.Failure.Kind;
import dev.encryptedkinesis.operator.stream.FailureException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class FailureClassificationTest {

    private static final String TOKEN = "FwoGZXIvYXdzEBYaDPlainlyASecret".repeat(8);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        CREATE_STREAM             | 400 | Throttling                             | THROTTLED
        CREATE_STREAM             | 400 | ThrottlingException                    | THROTTLED
        CREATE_STREAM             | 400 | ThrottledException                     | THROTTLED
        CREATE_STREAM             | 400 | RequestThrottled                       | THROTTLED
        CREATE_STREAM             | 400 | RequestThrottledException              | THROTTLED
        CREATE_STREAM             | 400 | RequestLimitExceeded                   | THROTTLED
        CREATE_STREAM             | 400 | TooManyRequestsException               | THROTTLED
        CREATE_STREAM             | 400 | ProvisionedThroughputExceededException | THROTTLED
        START_STREAM_ENCRYPTION   | 400 | KMSThrottlingException                 | THROTTLED
        CREATE_STREAM             | 400 | BandwidthLimitExceeded                 | THROTTLED
        CREATE_STREAM             | 400 | PriorRequestNotComplete                | THROTTLED
        CREATE_STREAM             | 503 | SlowDown                               | THROTTLED
        CREATE_STREAM             | 429 | SomethingNew                           | THROTTLED

        CREATE_STREAM             | 400 | ExpiredToken                           | CREDENTIALS_UNUSABLE
        DESCRIBE_STREAM_SUMMARY   | 400 | ExpiredTokenException                  | CREDENTIALS_UNUSABLE
        DESCRIBE_KEY              | 400 | ExpiredTokenException                  | CREDENTIALS_UNUSABLE
        CREATE_STREAM             | 403 | InvalidToken                           | CREDENTIALS_UNUSABLE
        CREATE_STREAM             | 403 | InvalidClientTokenId                   | CREDENTIALS_UNUSABLE
        CREATE_STREAM             | 403 | InvalidAccessKeyId                     | CREDENTIALS_UNUSABLE
        DESCRIBE_KEY              | 400 | UnrecognizedClientException            | CREDENTIALS_UNUSABLE
        CREATE_STREAM             | 403 | AuthFailure                            | CREDENTIALS_UNUSABLE
        CREATE_STREAM             | 403 | InvalidSignature                       | CREDENTIALS_UNUSABLE
        CREATE_STREAM             | 403 | InvalidSignatureException              | CREDENTIALS_UNUSABLE
        CREATE_STREAM             | 403 | SignatureDoesNotMatch                  | CREDENTIALS_UNUSABLE
        CREATE_STREAM             | 403 | IncompleteSignature                    | CREDENTIALS_UNUSABLE
        CREATE_STREAM             | 400 | IncompleteSignatureException           | CREDENTIALS_UNUSABLE
        CREATE_STREAM             | 403 | MissingAuthenticationToken             | CREDENTIALS_UNUSABLE
        CREATE_STREAM             | 400 | MissingAuthenticationTokenException    | CREDENTIALS_UNUSABLE
        CREATE_STREAM             | 400 | RequestExpired                         | TRANSIENT
        CREATE_STREAM             | 403 | RequestTimeTooSkewed                   | TRANSIENT
        CREATE_STREAM             | 403 | RequestInTheFuture                     | TRANSIENT

        CREATE_STREAM             | 400 | AccessDenied                           | DENIED
        CREATE_STREAM             | 400 | AccessDeniedException                  | DENIED
        DESCRIBE_KEY              | 400 | AccessDenied                           | KEY_ACCESS_DENIED
        DESCRIBE_KEY              | 400 | AccessDeniedException                  | KEY_ACCESS_DENIED
        START_STREAM_ENCRYPTION   | 400 | KMSOptInRequired                       | DENIED
        CREATE_STREAM             | 403 | OptInRequired                          | DENIED
        DESCRIBE_KEY              | 400 | SubscriptionRequiredException          | DENIED

        CREATE_STREAM             | 400 | ResourceInUseException                 | ALREADY_EXISTS
        START_STREAM_ENCRYPTION   | 400 | ResourceInUseException                 | BUSY
        DELETE_STREAM             | 400 | ResourceInUseException                 | BUSY
        DESCRIBE_STREAM_SUMMARY   | 400 | ResourceNotFoundException              | NOT_FOUND
        ADD_TAGS_TO_STREAM        | 400 | ResourceNotFoundException              | NOT_FOUND
        DELETE_STREAM             | 400 | ResourceNotFoundException              | NOT_FOUND

        START_STREAM_ENCRYPTION   | 400 | KMSAccessDeniedException               | KEY_ACCESS_DENIED
        START_STREAM_ENCRYPTION   | 400 | KMSNotFoundException                   | KEY_NOT_FOUND
        START_STREAM_ENCRYPTION   | 400 | KMSDisabledException                   | KEY_DISABLED
        START_STREAM_ENCRYPTION   | 400 | KMSInvalidStateException               | KEY_IN_INVALID_STATE
        DESCRIBE_KEY              | 400 | NotFoundException                      | KEY_NOT_FOUND
        DESCRIBE_KEY              | 400 | DisabledException                      | KEY_DISABLED
        DESCRIBE_KEY              | 400 | KMSInvalidStateException               | KEY_IN_INVALID_STATE

        UPDATE_SHARD_COUNT        | 400 | InvalidArgumentException               | MISCONFIGURED
        UPDATE_SHARD_COUNT        | 400 | ValidationException                    | MISCONFIGURED
        UPDATE_SHARD_COUNT        | 400 | ValidationError                        | MISCONFIGURED
        DESCRIBE_KEY              | 400 | InvalidArnException                    | MISCONFIGURED
        UPDATE_SHARD_COUNT        | 400 | SomethingNew                           | MISCONFIGURED

        CREATE_STREAM             | 500 | InternalFailure                        | AMBIGUOUS
        CREATE_STREAM             | 400 | InternalFailureException               | AMBIGUOUS
        DESCRIBE_STREAM_SUMMARY   | 500 | InternalFailure                        | TRANSIENT
        DESCRIBE_STREAM_SUMMARY   | 500 | InternalError                          | TRANSIENT
        DESCRIBE_KEY              | 500 | KMSInternalException                   | TRANSIENT
        DESCRIBE_KEY              | 400 | DependencyTimeoutException             | TRANSIENT
        START_STREAM_ENCRYPTION   | 400 | RequestTimeout                         | AMBIGUOUS
        START_STREAM_ENCRYPTION   | 400 | RequestTimeoutException                | AMBIGUOUS
        START_STREAM_ENCRYPTION   | 503 | ServiceUnavailable                     | AMBIGUOUS
        LIST_TAGS_FOR_STREAM      | 503 | ServiceUnavailableException            | TRANSIENT
        CREATE_STREAM             | 502 | SomethingNew                           | AMBIGUOUS
        DESCRIBE_STREAM_SUMMARY   | 502 | SomethingNew                           | TRANSIENT
        """)
    void errorCodesMeanKinds(AwsOperation operation, int status, String code, Kind kind) {
        Failure failure = failure(operation, answer(status, code, "some words"));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.operation()).isEqualTo(operation.awsName());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Rate exceeded for stream orders under account 123456789012.                   | THROTTLED
        At most 5 streams can simultaneously be in CREATING or DELETING.               | CREATION_SLOTS_TAKEN
        This request would exceed the shard limit for the account 123456789012: 200.   | QUOTA_REACHED
                                                                                       | QUOTA_REACHED
        """)
    void onlyTheMessageTellsLimitsApart(String said, Kind kind) {
        Failure failure = failure(AwsOperation.CREATE_STREAM, answer(400, "LimitExceededException", said));

        assertThat(failure.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Signature expired: 20261124T000000Z is now earlier than 20261124T010000Z",
                "Signature not yet current: 20261124T020000Z is still later than 20261124T010000Z"
            })
    void aWrongClockIsNotAWrongSignature(String said) {
        Failure failure = failure(AwsOperation.DESCRIBE_KEY, answer(400, "InvalidSignatureException", said));

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.message()).contains("clock").contains("synchronise");
    }

    @Test
    void passesOnWhatAwsSaidWithoutWhatTheSdkAdds() {
        Failure failure = failure(
                AwsOperation.DELETE_STREAM,
                answer(400, "AccessDeniedException", "User u may not\n kinesis:DeleteStream"));

        assertThat(failure)
                .isEqualTo(new Failure(
                        Kind.DENIED, "DeleteStream", "AccessDeniedException", "User u may not kinesis:DeleteStream"));
    }

    @Test
    void saysSoIfAwsSaidNothing() {
        assertThat(failure(AwsOperation.DELETE_STREAM, answer(400, "ValidationException", null))
                        .message())
                .isEqualTo("AWS gave no explanation");
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE_STREAM, 404, MISCONFIGURED, AWS_ENDPOINT_URL_KINESIS",
        "CREATE_STREAM, 502, AMBIGUOUS, AWS_ENDPOINT_URL_KINESIS",
        "DESCRIBE_KEY, 502, TRANSIENT, AWS_ENDPOINT_URL_KMS"
    })
    void anAnswerWithoutErrorCodeIsNotFromAws(AwsOperation operation, int status, Kind kind, String variable) {
        Failure failure = failure(operation, answer(status, null, null));
        Failure withoutDetails = failure(
                operation, AwsServiceException.builder().statusCode(status).build());

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo("HTTP" + status);
        assertThat(failure.message()).contains("" + status, "prox", variable);
        assertThat(withoutDetails).isEqualTo(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExpiredTokenException", "UnrecognizedClientException", "SignatureDoesNotMatch"})
    void rejectedCredentialsAreExplainedWithoutQuotingThem(String code) {
        FailureException thrown = FailureClassification.of(
                AwsOperation.CREATE_STREAM,
                answer(403, code, "The canonical string should have been x-amz-security-token:" + TOKEN));

        assertThat(thrown.failure().message()).contains("IRSA", "EKS Pod Identity", "AWS_*");
        assertThat(thrown).hasMessageNotContaining("FwoG").hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "ExpiredToken, have expired",
        "ExpiredTokenException, have expired",
        "InvalidClientTokenId, does not know",
        "MissingAuthenticationToken, without credentials",
        "IncompleteSignature, signature"
    })
    void rejectedCredentialsAreToldApart(String code, String words) {
        assertThat(failure(AwsOperation.CREATE_STREAM, answer(403, code, "x")).message())
                .contains(words);
    }

    @Test
    void theSdksListOfCredentialSourcesBecomesAnInstruction() {
        SdkException nowhere = clientException("Unable to load credentials from any of the providers in the chain"
                + " AwsCredentialsProviderChain(credentialsProviders=[SystemPropertyCredentialsProvider()])");

        FailureException thrown = FailureClassification.of(AwsOperation.CREATE_STREAM, nowhere);

        assertThat(thrown.failure().kind()).isEqualTo(Kind.CREDENTIALS_UNUSABLE);
        assertThat(thrown.failure().code()).isEqualTo("NoCredentials");
        assertThat(thrown.failure().message()).contains("ServiceAccount").doesNotContain("Provider");
        assertThat(thrown).hasNoCause();
    }

    @Test
    void whateverACredentialsProviderThrowsIsAboutCredentials() {
        Failure failure = failure(
                AwsOperation.CREATE_STREAM,
                new CredentialsException(Source.OPERATOR, new IllegalStateException("SomeProvider(secret)")));

        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS_UNUSABLE);
        assertThat(failure.message()).doesNotContain("secret");
    }

    @Test
    void aRoleThatStsRefusesIsAboutTheTrustPolicy() {
        SdkException direct = new CredentialsException(Source.OPERATOR, answer(403, "AccessDenied", "no"));
        SdkException throughTheChain = clientException("Unable to load credentials from any of the providers in the"
                + " chain : [WebIdentityTokenFileCredentialsProvider(): no (Service: Sts, Status Code: 403)]");

        assertThat(Stream.of(direct, throughTheChain).map(e -> failure(AwsOperation.CREATE_STREAM, e)))
                .allSatisfy(failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS_UNUSABLE);
                    assertThat(failure.code()).isEqualTo("RoleNotAssumed");
                    assertThat(failure.message()).contains("trust policy", "ServiceAccount");
                });
    }

    @Test
    void theRoleOfAnIdentityThatStsRefusesIsToldWithoutNamingIt() {
        Failure failure = failure(
                AwsOperation.CREATE_STREAM,
                new CredentialsException(
                        Source.ROLE,
                        answer(
                                403,
                                "AccessDenied",
                                "not authorized to perform: sts:AssumeRole on arn:aws:iam::1:role/x")));

        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS_UNUSABLE);
        assertThat(failure.message())
                .contains("AwsIdentity", "sts:TagSession", "external id")
                .doesNotContain("arn:aws");
    }

    @Test
    void stsThatDoesNotAnswerForARoleIsAskedAgain() {
        assertThat(failure(AwsOperation.CREATE_STREAM, new CredentialsException(Source.ROLE, (RuntimeException)
                                clientException("no answer")))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void stsInTroubleIsTransientEvenForAChangeBecauseNothingWasSent() {
        assertThat(Stream.of(answer(503, "ServiceUnavailable", "x"), answer(400, "Throttling", "x"))
                        .map(sts ->
                                failure(AwsOperation.CREATE_STREAM, new CredentialsException(Source.OPERATOR, sts))))
                .extracting(Failure::kind)
                .containsOnly(Kind.TRANSIENT);
    }

    @ParameterizedTest
    @EnumSource(AwsOperation.class)
    void operationsThatAskChangeNothing(AwsOperation operation) {
        boolean asks = Stream.of("Describe", "Get", "List", "Lookup", "Simulate", "Receive")
                .anyMatch(verb -> operation.awsName().startsWith(verb));
        // What is lost with a message that was to be deleted is at most that it does not come twice.
        boolean matters = !asks && operation != AwsOperation.DELETE_MESSAGE_BATCH;

        assertThat(operation.effect()).isEqualTo(!matters ? Effect.NONE : Effect.CHANGE);
    }

    private static Failure failure(AwsOperation operation, SdkException exception) {
        return FailureClassification.of(operation, exception).failure();
    }

    private static AwsServiceException answer(int status, String code, String message) {
        return AwsServiceException.builder()
                .message("as the SDK puts it")
                .statusCode(status)
                .requestId("11111111-2222-3333-4444-555555555555")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Kinesis")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    private static SdkClientException clientException(String message) {
        return SdkClientException.builder().message(message).build();
    }
}
