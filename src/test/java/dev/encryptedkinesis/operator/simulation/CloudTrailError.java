package dev.encryptedkinesis.operator.simulation;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudtrail.model.AccessDeniedException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidLookupAttributesException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidMaxResultsException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidTimeRangeException;
import software.amazon.awssdk.services.cloudtrail.model.ThrottlingException;

/** The errors of the operation simulated for which the CloudTrail client has classes. */
enum CloudTrailError {
    ACCESS_DENIED("AccessDeniedException", AccessDeniedException::builder),
    INVALID_LOOKUP_ATTRIBUTES("InvalidLookupAttributesException", InvalidLookupAttributesException::builder),
    INVALID_MAX_RESULTS("InvalidMaxResultsException", InvalidMaxResultsException::builder),
    INVALID_NEXT_TOKEN("InvalidNextTokenException", InvalidNextTokenException::builder),
    INVALID_TIME_RANGE("InvalidTimeRangeException", InvalidTimeRangeException::builder),
    THROTTLING("ThrottlingException", ThrottlingException::builder);

    private final String code;
    private final Supplier<? extends AwsServiceException.Builder> builder;

    CloudTrailError(String code, Supplier<? extends AwsServiceException.Builder> builder) {
        this.code = code;
        this.builder = builder;
    }

    static Optional<CloudTrailError> withCode(String code) {
        return Arrays.stream(values()).filter(error -> error.code.equals(code)).findFirst();
    }

    AwsServiceException as(String message, Object... arguments) {
        return as(400, message.formatted(arguments));
    }

    AwsServiceException as(int status, String message) {
        return AwsErrors.built(builder.get(), Service.CLOUDTRAIL, code, status, message);
    }
}
