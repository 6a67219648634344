package dev.encryptedkinesis.operator.simulation;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.DependencyTimeoutException;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.InvalidAliasNameException;
import software.amazon.awssdk.services.kms.model.InvalidArnException;
import software.amazon.awssdk.services.kms.model.InvalidGrantIdException;
import software.amazon.awssdk.services.kms.model.InvalidMarkerException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInternalException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** The errors of the operations simulated for which the KMS client has classes, and one for which it has none. */
enum KmsError {
    ALREADY_EXISTS("AlreadyExistsException", AlreadyExistsException::builder),
    DEPENDENCY_TIMEOUT("DependencyTimeoutException", DependencyTimeoutException::builder),
    DISABLED("DisabledException", DisabledException::builder),
    INTERNAL("KMSInternalException", KmsInternalException::builder),
    INVALID_ALIAS_NAME("InvalidAliasNameException", InvalidAliasNameException::builder),
    INVALID_ARN("InvalidArnException", InvalidArnException::builder),
    INVALID_GRANT_ID("InvalidGrantIdException", InvalidGrantIdException::builder),
    INVALID_MARKER("InvalidMarkerException", InvalidMarkerException::builder),
    INVALID_STATE("KMSInvalidStateException", KmsInvalidStateException::builder),
    LIMIT_EXCEEDED("LimitExceededException", LimitExceededException::builder),
    MALFORMED_POLICY("MalformedPolicyDocumentException", MalformedPolicyDocumentException::builder),
    NOT_FOUND("NotFoundException", NotFoundException::builder),
    VALIDATION("ValidationException", KmsException::builder);

    private final String code;
    private final Supplier<? extends AwsServiceException.Builder> builder;

    KmsError(String code, Supplier<? extends AwsServiceException.Builder> builder) {
        this.code = code;
        this.builder = builder;
    }

    static Optional<KmsError> withCode(String code) {
        return Arrays.stream(values()).filter(error -> error.code.equals(code)).findFirst();
    }

    AwsServiceException as(String message, Object... arguments) {
        return as(400, message.formatted(arguments));
    }

    AwsServiceException as(int status, String message) {
        return AwsErrors.built(builder.get(), Service.KMS, code, status, message);
    }
}
