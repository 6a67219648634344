package dev.encryptedkinesis.operator.simulation;

import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Builds exceptions as the SDK does from an error answer: the modeled class by code, else the service's base class. */
final class AwsErrors {
    private AwsErrors() {}

    static AwsServiceException of(Service service, String code, int status, String message) {
        return switch (service) {
            case KINESIS ->
                KinesisError.withCode(code)
                        .map(error -> error.as(status, message))
                        .orElseGet(() -> built(KinesisException.builder(), service, code, status, message));
            case KMS ->
                KmsError.withCode(code)
                        .map(error -> error.as(status, message))
                        .orElseGet(() -> built(KmsException.builder(), service, code, status, message));
            case IAM ->
                IamError.withCode(code)
                        .map(error -> error.as(status, message))
                        .orElseGet(() -> built(IamException.builder(), service, code, status, message));
            case SQS ->
                SqsError.withCode(code)
                        .map(error -> error.as(status, message))
                        .orElseGet(() -> built(SqsException.builder(), service, code, status, message));
            case STS -> built(StsException.builder(), service, code, status, message);
            case CLOUDTRAIL ->
                CloudTrailError.withCode(code)
                        .map(error -> error.as(status, message))
                        .orElseGet(() -> built(CloudTrailException.builder(), service, code, status, message));
            case CLOUDWATCH ->
                CloudWatchError.withCode(code)
                        .map(error -> error.as(status, message))
                        .orElseGet(() -> built(CloudWatchException.builder(), service, code, status, message));
        };
    }

    static AwsServiceException built(
            AwsServiceException.Builder builder, Service service, String code, int status, String message) {
        SdkHttpResponse response = SdkHttpResponse.builder().statusCode(status).build();
        AwsErrorDetails details = AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(message)
                .serviceName(service.sdkName())
                .sdkHttpResponse(response)
                .build();
        return builder.awsErrorDetails(details)
                .statusCode(status)
                .requestId(UUID.randomUUID().toString())
                .message(message)
                .build();
    }
}
