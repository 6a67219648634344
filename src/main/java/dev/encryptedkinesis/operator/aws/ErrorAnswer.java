package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.Failure.Kind;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What AWS's error answers mean, by error code. The SDK's exception classes do not serve: several operations can answer
 * with codes for which the API model, and so the SDK, has no class there.
 */
final class ErrorAnswer {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    private ErrorAnswer() {}

    static Failure failure(AwsOperation operation, AwsServiceException answer) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(answer.awsErrorDetails());
        Optional<String> code = details.map(AwsErrorDetails::errorCode).filter(c -> !c.isBlank());
        String said = details.map(AwsErrorDetails::errorMessage).orElse("");
        if (code.isEmpty()) {
            return withoutCode(operation, answer.statusCode());
        }
        if (isAboutTheClock(code.get(), said)) {
            // Transient, because the SDK has by now read AWS's clock from the answer and signs the next request by it.
            return new Failure(
                    Kind.TRANSIENT,
                    operation.awsName(),
                    code.get(),
                    "AWS rejects the request's time: the clock of the operator's node is wrong; synchronise it");
        }
        Kind kind = kind(operation, answer.statusCode(), code.get(), said);
        // AWS's explanation of rejected credentials may quote what was signed, so it is replaced.
        String message = kind == Kind.CREDENTIALS_UNUSABLE ? CredentialsTrouble.message(code.get()) : explained(said);
        return new Failure(kind, operation.awsName(), PlainText.of(code.get()), message);
    }

    /** Kinesis and KMS report a wrong clock as a wrong signature; only the message tells them apart. */
    private static boolean isAboutTheClock(String code, String said) {
        return switch (code) {
            case "RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture" -> true;
            case "InvalidSignature", "InvalidSignatureException", "SignatureDoesNotMatch" ->
                said.startsWith("Signature expired") || said.startsWith("Signature not yet current");
            default -> false;
        };
    }

    private static Kind kind(AwsOperation operation, int status, String code, String said) {
        return switch (code) {
            case "Throttling",
                    "ThrottlingException",
                    "ThrottledException",
                    "RequestThrottled",
                    "RequestThrottledException",
                    "RequestLimitExceeded",
                    "TooManyRequestsException",
                    "ProvisionedThroughputExceededException",
                    "KMSThrottlingException",
                    "KmsThrottled",
                    "KMS.ThrottlingException",
                    "OverLimit",
                    "BandwidthLimitExceeded",
                    "PriorRequestNotComplete",
                    "SlowDown" -> Kind.THROTTLED;
            case "LimitExceededException" -> limit(operation, said);

            case "ExpiredToken",
                    "ExpiredTokenException",
                    "InvalidToken",
                    "InvalidClientTokenId",
                    "InvalidAccessKeyId",
                    "UnrecognizedClientException",
                    "AuthFailure",
                    "InvalidSignature",
                    "InvalidSignatureException",
                    "SignatureDoesNotMatch",
                    "IncompleteSignature",
                    "IncompleteSignatureException",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException" -> Kind.CREDENTIALS_UNUSABLE;
            case "AccessDenied", "AccessDeniedException" ->
                switch (operation.service()) {
                    case KINESIS, IAM, STS, CLOUDTRAIL, CLOUDWATCH, SQS -> Kind.DENIED;
                    case KMS -> Kind.KEY_ACCESS_DENIED;
                };
            // The account has not subscribed to the service: nothing is wrong with the request, and whoever looks after
            // the account has to grant it, as with a missing permission.
            case "KMSOptInRequired", "OptInRequired", "SubscriptionRequiredException" -> Kind.DENIED;

            case "ResourceInUseException" -> operation == AwsOperation.CREATE_STREAM ? Kind.ALREADY_EXISTS : Kind.BUSY;
            case "ResourceNotFoundException", "NoSuchEntity", "NoSuchEntityException" -> Kind.NOT_FOUND;

            case "KMSAccessDeniedException", "KmsAccessDenied", "KMS.AccessDeniedException" -> Kind.KEY_ACCESS_DENIED;
            case "KMSNotFoundException", "NotFoundException", "KmsNotFound", "KMS.NotFoundException" ->
                Kind.KEY_NOT_FOUND;
            case "KMSDisabledException", "DisabledException", "KmsDisabled", "KMS.DisabledException" ->
                Kind.KEY_DISABLED;
            case "KMSInvalidStateException", "KmsInvalidState", "KMS.InvalidStateException" ->
                Kind.KEY_IN_INVALID_STATE;

            case "InvalidArgumentException", "ValidationException", "ValidationError", "InvalidArnException" ->
                Kind.MISCONFIGURED;

            // Server faults, also where a proxy or a stand-in answers them with a status below 500.
            case "InternalFailure",
                    "InternalFailureException",
                    "InternalError",
                    "KMSInternalException",
                    "DependencyTimeoutException",
                    "RequestTimeout",
                    "RequestTimeoutException",
                    "ServiceUnavailable",
                    "ServiceUnavailableException" -> FailureClassification.unanswered(operation);

            default -> byStatus(operation, status);
        };
    }

    /**
     * One code for three things: too fast, too many in motion, and too many of something altogether. Of a consumer it is
     * known that there is room for it, or it would not be asked for: so only others that are CREATING can be in its way.
     */
    private static Kind limit(AwsOperation operation, String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("rate exceeded")) {
            return Kind.THROTTLED;
        }
        boolean areInMotion = lower.contains("simultaneously") || operation == AwsOperation.REGISTER_STREAM_CONSUMER;
        return areInMotion ? Kind.CREATION_SLOTS_TAKEN : Kind.QUOTA_REACHED;
    }

    private static Kind byStatus(AwsOperation operation, int status) {
        if (status >= FIRST_SERVER_ERROR) {
            return FailureClassification.unanswered(operation);
        }
        return status == TOO_MANY_REQUESTS ? Kind.THROTTLED : Kind.MISCONFIGURED;
    }

    /** AWS always gives a code, so this answer comes from something before it, such as a proxy. */
    private static Failure withoutCode(AwsOperation operation, int status) {
        return new Failure(
                byStatus(operation, status),
                operation.awsName(),
                "HTTP" + status,
                "HTTP status %d without an AWS error code: if it persists, %s is not what answers; check proxies, %s"
                        .formatted(
                                status,
                                operation.service().displayName(),
                                operation.service().endpointVariable()));
    }

    private static String explained(String said) {
        String plain = PlainText.of(said);
        return plain.isEmpty() ? "AWS gave no explanation" : plain;
    }
}
