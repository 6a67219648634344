package dev.encryptedkinesis.operator.simulation;

import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The services of one account, with one set of credentials. */
public record AwsAccess(
        KinesisClient kinesis,
        KmsClient kms,
        IamClient iam,
        StsClient sts,
        CloudTrailClient cloudTrail,
        CloudWatchClient cloudWatch,
        SqsClient sqs) {}
