package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.Failure.Kind;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What to tell a human about missing or rejected credentials. Nothing of what AWS or the SDK say is passed on: AWS may
 * quote the signed request, and the SDK lists the classes of its provider chain.
 */
final class CredentialsTrouble {

    private static final String WHERE_TO_LOOK =
            "check the role of the operator's ServiceAccount (IRSA or EKS Pod Identity), or the AWS_* variables of its"
                    + " Pod";
    private static final String NONE_FOUND = "Unable to load credentials";
    private static final String ANSWER_OF_STS = "Service: Sts";
    private static final int FIRST_SERVER_ERROR = 500;
    private static final String TAG_SESSION = "sts:TagSession";
    private static final String ROLE_NOT_ASSUMED =
            "AWS STS does not let the operator assume the role of the AwsIdentity:"
                    + " check that the role exists, that its trust policy allows the operator's own role sts:AssumeRole and"
                    + " sts:TagSession and asks for no other external id, and that the operator's own policies allow both";
    private static final String TAGS_NOT_ALLOWED =
            "AWS STS does not let the operator tag the session of the AwsIdentity's"
                    + " role: allow sts:TagSession, beside sts:AssumeRole, in the role's trust policy and in the operator's own"
                    + " policies";

    private CredentialsTrouble() {}

    /** Also true of an exception that did not come through {@link CheckedCredentials}, as from a client under test. */
    static boolean isBehind(SdkException exception) {
        return exception instanceof CredentialsException || said(exception).startsWith(NONE_FOUND);
    }

    static Failure failure(AwsOperation operation, SdkException exception) {
        Throwable reason = exception instanceof CredentialsException ? exception.getCause() : exception;
        if (reason instanceof AwsServiceException sts && isPassing(sts)) {
            return new Failure(
                    Kind.TRANSIENT, operation.awsName(), "CredentialsDelayed", "AWS STS is not giving credentials now");
        }
        if (exception instanceof CredentialsException missing && missing.source() == CredentialsException.Source.ROLE) {
            return ofRole(operation, reason);
        }
        if (reason instanceof AwsServiceException || said(reason).contains(ANSWER_OF_STS)) {
            return new Failure(
                    Kind.CREDENTIALS_UNUSABLE,
                    operation.awsName(),
                    "RoleNotAssumed",
                    "AWS STS does not let the operator assume its role: check that the role exists and that its trust"
                            + " policy names the cluster's OIDC provider and the operator's ServiceAccount");
        }
        return new Failure(
                Kind.CREDENTIALS_UNUSABLE,
                operation.awsName(),
                "NoCredentials",
                "The operator has no AWS credentials: " + WHERE_TO_LOOK);
    }

    /** Of a role that an AwsIdentity names. What STS says would name the account and the role to whoever reads the status. */
    private static Failure ofRole(AwsOperation operation, Throwable reason) {
        return reason instanceof AwsServiceException
                ? new Failure(
                        Kind.CREDENTIALS_UNUSABLE,
                        operation.awsName(),
                        "RoleNotAssumed",
                        said(reason).contains(TAG_SESSION) ? TAGS_NOT_ALLOWED : ROLE_NOT_ASSUMED)
                : new Failure(
                        Kind.TRANSIENT,
                        operation.awsName(),
                        "CredentialsDelayed",
                        "AWS STS does not answer the operator, which is to assume the role of the AwsIdentity");
    }

    /** @param code with which AWS rejected the credentials */
    static String message(String code) {
        String what = switch (code) {
            case "ExpiredToken", "ExpiredTokenException" -> "The operator's AWS credentials have expired";
            case "InvalidToken",
                    "InvalidClientTokenId",
                    "InvalidAccessKeyId",
                    "UnrecognizedClientException",
                    "AuthFailure" -> "AWS does not know the operator's credentials";
            case "MissingAuthenticationToken", "MissingAuthenticationTokenException" ->
                "The request reached AWS without credentials";
            default -> "AWS rejects the request's signature: the secret key is wrong, or a proxy changes requests";
        };
        return what + "; " + WHERE_TO_LOOK;
    }

    private static boolean isPassing(AwsServiceException sts) {
        return sts.statusCode() >= FIRST_SERVER_ERROR || sts.isThrottlingException();
    }

    private static String said(Throwable exception) {
        return exception.getMessage() == null ? "" : exception.getMessage();
    }
}
