package dev.encryptedkinesis.operator.simulation;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.OverLimitException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/** The errors of the operations simulated simulated; the codes are those of its older protocol. */
enum SqsError {
    EMPTY_BATCH_REQUEST("AWS.SimpleQueueService.EmptyBatchRequest", EmptyBatchRequestException::builder),
    /** Without a class of its own. */
    INVALID_PARAMETER_VALUE("InvalidParameterValue", SqsException::builder),
    OVER_LIMIT("OverLimit", OverLimitException::builder),
    QUEUE_DOES_NOT_EXIST("AWS.SimpleQueueService.NonExistentQueue", QueueDoesNotExistException::builder),
    TOO_MANY_ENTRIES(
            "AWS.SimpleQueueService.TooManyEntriesInBatchRequest", TooManyEntriesInBatchRequestException::builder);

    private final String code;
    private final Supplier<? extends AwsServiceException.Builder> builder;

    SqsError(String code, Supplier<? extends AwsServiceException.Builder> builder) {
        this.code = code;
        this.builder = builder;
    }

    static Optional<SqsError> withCode(String code) {
        return Arrays.stream(values()).filter(error -> error.code.equals(code)).findFirst();
    }

    AwsServiceException as(String message) {
        return as(400, message);
    }

    AwsServiceException as(int status, String message) {
        return AwsErrors.built(builder.get(), Service.SQS, code, status, message);
    }
}
