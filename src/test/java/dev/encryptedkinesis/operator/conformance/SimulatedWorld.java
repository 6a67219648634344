package dev.encryptedkinesis.operator.conformance;

import dev.encryptedkinesis.operator.simulation.Consistency;
import dev.encryptedkinesis.operator.simulation.Delays;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.TrustPolicy;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The simulation, with AWS's own delays; strongly consistent, because expectations about order need that. */
final class SimulatedWorld implements AwsWorld {
    private static final int LONGEST_WAIT_SECONDS = 600;

    private final VirtualClock clock = VirtualClock.create();
    private final SimulatedAws aws = SimulatedAws.builder(clock)
            .delays(Delays.likeAws())
            .consistency(Consistency.STRONG)
            .build();

    @Override
    public KinesisClient kinesis() {
        return aws.kinesis();
    }

    @Override
    public KmsClient kms() {
        return aws.kms();
    }

    @Override
    public IamClient iam() {
        return aws.iam();
    }

    @Override
    public StsClient sts() {
        return aws.sts();
    }

    @Override
    public SqsClient sqs() {
        return aws.sqs();
    }

    @Override
    public String newQueue() {
        return aws.console().createQueue();
    }

    @Override
    public void send(String queue, String body) {
        aws.console().send(body);
    }

    @Override
    public StsClient sts(String roleArn, String sessionName, Credentials session) {
        return aws.as(
                        roleArn,
                        sessionName,
                        StaticCredentialsProvider.create(AwsSessionCredentials.create(
                                session.accessKeyId(), session.secretAccessKey(), session.sessionToken())))
                .sts();
    }

    @Override
    public void trust(String roleArn) {
        aws.trust(
                roleArn,
                TrustPolicy.of(aws.sts()
                        .getCallerIdentity()
                        .arn()
                        .replaceFirst("arn:aws:sts::(\\d+):assumed-role/([^/]+)/.*", "arn:aws:iam::$1:role/$2")));
        clock.advance(Duration.ofMinutes(1));
    }

    @Override
    public void await(String what, BooleanSupplier condition) {
        for (int waited = 0; !condition.getAsBoolean(); waited++) {
            if (waited == LONGEST_WAIT_SECONDS) {
                throw new AssertionError("Waited for " + LONGEST_WAIT_SECONDS + " s in vain: " + what);
            }
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Override
    public Set<Deviation> deviations() {
        return Set.of();
    }
}
