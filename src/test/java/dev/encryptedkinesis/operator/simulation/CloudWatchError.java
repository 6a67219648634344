package dev.encryptedkinesis.operator.simulation;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.InternalServiceException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;

/** The errors of the operation simulated for which the CloudWatch client has classes, and one for which it has none. */
enum CloudWatchError {
    INTERNAL("InternalServiceFault", InternalServiceException::builder),
    INVALID_NEXT_TOKEN("InvalidNextToken", InvalidNextTokenException::builder),
    INVALID_PARAMETER("InvalidParameterValue", InvalidParameterValueException::builder),
    VALIDATION("ValidationError", CloudWatchException::builder);

    private final String code;
    private final Supplier<? extends AwsServiceException.Builder> builder;

    CloudWatchError(String code, Supplier<? extends AwsServiceException.Builder> builder) {
        this.code = code;
        this.builder = builder;
    }

    static Optional<CloudWatchError> withCode(String code) {
        return Arrays.stream(values()).filter(error -> error.code.equals(code)).findFirst();
    }

    AwsServiceException as(String message, Object... arguments) {
        return as(400, message.formatted(arguments));
    }

    AwsServiceException as(int status, String message) {
        return AwsErrors.built(builder.get(), Service.CLOUDWATCH, code, status, message);
    }
}
