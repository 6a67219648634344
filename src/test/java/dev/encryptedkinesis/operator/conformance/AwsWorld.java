package dev.encryptedkinesis.operator.conformance;

import java.util.Set;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Something that should behave like an AWS account. */
interface AwsWorld {
    KinesisClient kinesis();

    KmsClient kms();

    IamClient iam();

    StsClient sts();

    /** STS with the credentials of a session. */
    StsClient sts(String roleArn, String sessionName, Credentials session);

    SqsClient sqs();

    /** A queue without messages; its URL. */
    String newQueue();

    /** Writes to the queue, as EventBridge does. */
    void send(String queue, String body);

    /** Lets whoever calls STS assume the role, and waits until that counts. */
    void trust(String roleArn);

    /** Waits, by this world's time, and fails if it takes unreasonably long. */
    void await(String what, BooleanSupplier condition);

    /** What is known to be different here. */
    Set<Deviation> deviations();

    /**
     * Expects AWS's behaviour, or, where this world is known to deviate, that it still does: the day it stops, the
     * deviation is to be struck off the list.
     */
    default void expect(Runnable asOnAws, Deviation unless, Runnable asThere) {
        if (deviations().contains(unless)) {
            asThere.run();
        } else {
            asOnAws.run();
        }
    }
}
