package dev.encryptedkinesis.operator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/** An account under test, and the few calls that these tests make over and over. */
record Account(VirtualClock clock, SimulatedAws aws) {
    static final Duration STEP = Duration.ofSeconds(30);

    /** Strongly consistent, every step taking 30 seconds. */
    static Account plain() {
        VirtualClock clock = VirtualClock.create();
        return new Account(clock, plain(clock).build());
    }

    static SimulatedAws.Builder plain(VirtualClock clock) {
        return SimulatedAws.builder(clock).delays(Delays.fixed(STEP)).consistency(Consistency.STRONG);
    }

    void create(String name, int shards) {
        aws.kinesis().createStream(request -> request.streamName(name).shardCount(shards));
    }

    void createActive(String name) {
        create(name, 1);
        clock.advance(STEP);
    }

    StreamDescriptionSummary describe(String name) {
        return aws.kinesis()
                .describeStreamSummary(request -> request.streamName(name))
                .streamDescriptionSummary();
    }

    void encrypt(String name, String key) {
        aws.kinesis()
                .startStreamEncryption(request -> request.streamName(name)
                        .encryptionType(EncryptionType.KMS)
                        .keyId(key));
    }

    void reshard(String name, int shards) {
        aws.kinesis()
                .updateShardCount(request ->
                        request.streamName(name).targetShardCount(shards).scalingType(ScalingType.UNIFORM_SCALING));
    }

    static AwsServiceException expectError(String code, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as("instead of " + code).isInstanceOf(AwsServiceException.class);
        AwsServiceException error = (AwsServiceException) thrown;
        assertThat(error.awsErrorDetails().errorCode()).as(error.getMessage()).isEqualTo(code);
        return error;
    }
}
