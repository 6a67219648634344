package dev.encryptedkinesis.operator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** What all expectations do with streams. Each stream has a name of its own, since stand-ins outlive a test. */
final class Streams {
    private final AwsWorld world;

    Streams(AwsWorld world) {
        this.world = world;
    }

    static String newName() {
        return "conformance-" + UUID.randomUUID();
    }

    KinesisClient kinesis() {
        return world.kinesis();
    }

    /** @return the name of a new stream, still CREATING */
    String creating(int shards) {
        String name = newName();
        kinesis().createStream(request -> request.streamName(name).shardCount(shards));
        return name;
    }

    /** @return the name of a new stream, ACTIVE */
    String active(int shards) {
        String name = creating(shards);
        awaitActive(name);
        return name;
    }

    /** @return the name, of a new stream that is ACTIVE */
    String active(String name, StreamMode mode) {
        kinesis()
                .createStream(request -> request.streamName(name)
                        .shardCount(mode == StreamMode.PROVISIONED ? 1 : null)
                        .streamModeDetails(details -> details.streamMode(mode)));
        awaitActive(name);
        return name;
    }

    StreamDescriptionSummary describe(String name) {
        return kinesis()
                .describeStreamSummary(request -> request.streamName(name))
                .streamDescriptionSummary();
    }

    void awaitActive(String name) {
        world.await(name + " is ACTIVE", () -> describe(name).streamStatus() == StreamStatus.ACTIVE);
    }

    void awaitGone(String name) {
        world.await(name + " is gone", () -> catchThrowable(() -> describe(name)) instanceof ResourceNotFoundException);
    }

    void startEncryption(String name, String keyId) {
        kinesis()
                .startStreamEncryption(request -> request.streamName(name)
                        .encryptionType(EncryptionType.KMS)
                        .keyId(keyId));
    }

    /** Expects AWS's error code; the Java class says less. */
    static void expectError(String code, ThrowingCallable call) {
        assertThat(catchThrowable(call))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode())
                                .as(error.getMessage())
                                .isEqualTo(code));
    }
}
