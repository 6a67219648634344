package dev.encryptedkinesis.operator.scenario;

import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.aws.CallListener;
import dev.encryptedkinesis.operator.aws.ClientFactory;
import dev.encryptedkinesis.operator.aws.budget.Budgets;
import dev.encryptedkinesis.operator.aws.budget.CallBudgets;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.stream.Actor.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Lets the operator's own adapters reach the simulated AWS. */
public record SimulatedClients(SimulatedAws aws) implements ClientFactory {

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
        return aws.kinesis();
    }

    @Override
    public KmsClient kms(Region region) {
        return aws.kms();
    }

    @Override
    public IamClient iam(Region region) {
        return aws.iam();
    }

    @Override
    public StsClient sts(Region region) {
        return aws.sts();
    }

    @Override
    public CloudTrailClient cloudTrail(Region region) {
        return aws.cloudTrail();
    }

    @Override
    public CloudWatchClient cloudWatch(Region region) {
        return aws.cloudWatch();
    }

    /** One account knows no roles to be assumed. */
    @Override
    public ClientFactory assuming(Session session, Region region) {
        throw new AssertionError("a role was to be assumed: " + session);
    }

    @Override
    public void close() {
        // The simulated AWS holds nothing open.
    }
}
