package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Actor.Session;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Makes the SDK's clients. Called at most once per service and Region. */
public interface ClientFactory extends AutoCloseable {

    KinesisClient kinesis(Region region);

    KmsClient kms(Region region);

    /** IAM is one for all Regions of a partition; the Region says which partition. */
    IamClient iam(Region region);

    CloudTrailClient cloudTrail(Region region);

    CloudWatchClient cloudWatch(Region region);

    /** Waits for an answer as much longer as SQS waits for messages. */
    SqsClient sqs(Region region);

    StsClient sts(Region region);

    /**
     * Makes clients with the credentials of such a session, which begins with the first call. Closed by itself, before this
     * one is.
     *
     * @param region whose STS gives the credentials: those that the global endpoint gives do not count in every Region
     */
    ClientFactory assuming(Session session, Region region);

    /** Closes what the clients share. Called after the clients themselves were closed. */
    @Override
    void close();
}
