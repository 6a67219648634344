package dev.encryptedkinesis.operator.scenario;

import dev.encryptedkinesis.operator.aws.AssumedCredentials;
import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.aws.CallListener;
import dev.encryptedkinesis.operator.aws.ClientFactory;
import dev.encryptedkinesis.operator.aws.budget.Budgets;
import dev.encryptedkinesis.operator.aws.budget.CallBudgets;
import dev.encryptedkinesis.operator.simulation.AwsAccess;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.stream.Actor.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Lets the operator's own adapters reach the simulated AWS.
 *
 * @param aws the account of the operator's own credentials
 * @param access with the credentials that these clients use
 */
public record SimulatedClients(SimulatedAws aws, AwsAccess access) implements ClientFactory {

    public SimulatedClients(SimulatedAws aws) {
        this(aws, aws.own());
    }

    /** All of an operator's AWS, which keeps to its budget by the clock of the simulation. */
    public static AwsClients of(SimulatedAws aws, Clock clock) {
        return of(aws, clock, CallListener.NONE);
    }

    public static AwsClients of(SimulatedAws aws, Clock clock, CallListener listener) {
        return of(aws, clock, listener, budgets(clock));
    }

    public static AwsClients of(SimulatedAws aws, Clock clock, CallListener listener, Budgets budgets) {
        return new AwsClients(new SimulatedClients(aws), listener, nanoTime(clock), budgets);
    }

    /** Half of each of AWS's rates, as an operator has by default. */
    public static CallBudgets budgets(Clock clock) {
        return new CallBudgets(0.5, nanoTime(clock));
    }

    private static LongSupplier nanoTime(Clock clock) {
        return () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }

    @Override
    public KinesisClient kinesis(Region region) {
        return access.kinesis();
    }

    @Override
    public KmsClient kms(Region region) {
        return access.kms();
    }

    @Override
    public IamClient iam(Region region) {
        return access.iam();
    }

    @Override
    public StsClient sts(Region region) {
        return access.sts();
    }

    @Override
    public SqsClient sqs(Region region) {
        return access.sqs();
    }

    @Override
    public CloudTrailClient cloudTrail(Region region) {
        return access.cloudTrail();
    }

    @Override
    public CloudWatchClient cloudWatch(Region region) {
        return access.cloudWatch();
    }

    /** A role of an account that there is not is denied, as one that does not trust the operator; any account can say so. */
    @Override
    public ClientFactory assuming(Session session, Region region) {
        AwsCredentialsProvider credentials = AssumedCredentials.of(session, aws.sts());
        SimulatedAws theirs = aws.account(session.account()).orElse(aws);
        return new SimulatedClients(
                aws, theirs.as(session.roleArn(), AssumedCredentials.sessionName(session), credentials));
    }

    @Override
    public void close() {
        // The simulated AWS holds nothing open.
    }
}
