package dev.encryptedkinesis.operator.simulation;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kinesis.model.AccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.ExpiredNextTokenException;
import software.amazon.awssdk.services.kinesis.model.InternalFailureException;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KmsAccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.KmsDisabledException;
import software.amazon.awssdk.services.kinesis.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kinesis.model.KmsNotFoundException;
import software.amazon.awssdk.services.kinesis.model.KmsOptInRequiredException;
import software.amazon.awssdk.services.kinesis.model.KmsThrottlingException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

/**
 * The errors for which the Kinesis client has classes. It maps a code to its class whatever the operation, also where
 * the API model does not list the error for it.
 */
enum KinesisError {
    ACCESS_DENIED("AccessDeniedException", AccessDeniedException::builder),
    EXPIRED_ITERATOR("ExpiredIteratorException", ExpiredIteratorException::builder),
    EXPIRED_NEXT_TOKEN("ExpiredNextTokenException", ExpiredNextTokenException::builder),
    INTERNAL_FAILURE("InternalFailureException", InternalFailureException::builder),
    INVALID_ARGUMENT("InvalidArgumentException", InvalidArgumentException::builder),
    KMS_ACCESS_DENIED("KMSAccessDeniedException", KmsAccessDeniedException::builder),
    KMS_DISABLED("KMSDisabledException", KmsDisabledException::builder),
    KMS_INVALID_STATE("KMSInvalidStateException", KmsInvalidStateException::builder),
    KMS_NOT_FOUND("KMSNotFoundException", KmsNotFoundException::builder),
    KMS_OPT_IN_REQUIRED("KMSOptInRequired", KmsOptInRequiredException::builder),
    KMS_THROTTLING("KMSThrottlingException", KmsThrottlingException::builder),
    LIMIT_EXCEEDED("LimitExceededException", LimitExceededException::builder),
    PROVISIONED_THROUGHPUT_EXCEEDED(
            "ProvisionedThroughputExceededException", ProvisionedThroughputExceededException::builder),
    RESOURCE_IN_USE("ResourceInUseException", ResourceInUseException::builder),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", ResourceNotFoundException::builder),
    VALIDATION("ValidationException", ValidationException::builder);

    private final String code;
    private final Supplier<? extends AwsServiceException.Builder> builder;

    KinesisError(String code, Supplier<? extends AwsServiceException.Builder> builder) {
        this.code = code;
        this.builder = builder;
    }

    static Optional<KinesisError> withCode(String code) {
        return Arrays.stream(values()).filter(error -> error.code.equals(code)).findFirst();
    }

    AwsServiceException as(String message, Object... arguments) {
        return as(400, message.formatted(arguments));
    }

    AwsServiceException as(int status, String message) {
        return AwsErrors.built(builder.get(), Service.KINESIS, code, status, message);
    }
}
