package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The one place that says what the SDK's exceptions mean. */
final class FailureClassification {

    private FailureClassification() {}

    static FailureException of(AwsOperation operation, SdkException exception) {
        if (exception instanceof AwsServiceException answer) {
            // Without the exception: all it says is in the failure, and its message may quote the request's headers,
            // as that of a wrong signature does with the session token.
            return new FailureException(ErrorAnswer.failure(operation, answer), null);
        }
        if (CredentialsTrouble.isBehind(exception)) {
            return new FailureException(CredentialsTrouble.failure(operation, exception), null);
        }
        return new FailureException(MissingAnswer.failure(operation, exception), exception);
    }

    /** What it means that nobody can tell whether a request was carried out. */
    static Failure.Kind unanswered(AwsOperation operation) {
        return switch (operation.effect()) {
            case NONE -> Failure.Kind.TRANSIENT;
            case CHANGE -> Failure.Kind.AMBIGUOUS;
        };
    }
}
