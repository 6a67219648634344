package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.StartStreamEncryptionRequest;
import software.amazon.awssdk.services.kinesis.model.StartStreamEncryptionResponse;
import software.amazon.awssdk.services.kinesis.model.StopStreamEncryptionRequest;
import software.amazon.awssdk.services.kinesis.model.StopStreamEncryptionResponse;

/**
 * Starting, changing and stopping encryption. Describes show what was before until the stream is ACTIVE again. The
 * numbers and errors are those of the API reference of StartStreamEncryption and StopStreamEncryption.
 */
final class StreamEncryption {
    private static final int CHANGES_A_DAY = 25;

    private final World world;
    private final Streams streams;
    private final Keys keys;
    private final Authorizer authorizer;

    StreamEncryption(World world, Streams streams, Keys keys, Authorizer authorizer) {
        this.world = world;
        this.streams = streams;
        this.keys = keys;
        this.authorizer = authorizer;
    }

    /** The same key again takes as long and counts as much as another: no documentation says that it does not. */
    StartStreamEncryptionResponse start(StartStreamEncryptionRequest request) {
        check(request.encryptionType(), request.encryptionTypeAsString(), request.keyId());
        var found = streams.active(request.streamName(), request.streamARN());
        SimulatedKey key = usable(request.keyId(), found.stream().name());
        spendBudget("start encryption/", found.stream().name());
        Encryption.MovedAlias alias =
                world.dice().oneOf("moved alias/" + found.stream().name(), List.of(Encryption.MovedAlias.values()));
        update(found, Encryption.under(request.keyId(), key.arn(), alias));
        return StartStreamEncryptionResponse.builder().build();
    }

    /** The key has to be the present one, in whatever form. */
    StopStreamEncryptionResponse stop(StopStreamEncryptionRequest request) {
        check(request.encryptionType(), request.encryptionTypeAsString(), request.keyId());
        var found = streams.active(request.streamName(), request.streamARN());
        Encryption present = found.version().encryption();
        boolean isPresentKey = request.keyId().equals(present.keyId())
                || keys.find(request.keyId(), world.now())
                        .filter(key -> key.arn().equals(present.keyArn()))
                        .isPresent();
        if (!present.isOn() || !isPresentKey) {
            throw KinesisError.INVALID_ARGUMENT.as(
                    "Stream %s under account %s is not encrypted under key %s.",
                    found.stream().name(), world.account(), request.keyId());
        }
        spendBudget("stop encryption/", found.stream().name());
        update(found, Encryption.NONE);
        return StopStreamEncryptionResponse.builder().build();
    }

    private void update(Streams.Found found, Encryption next) {
        SimulatedStream stream = found.stream();
        Instant done = world.after(world.delays().encryption(), stream.name());
        stream.update(world.now(), done, found.version().with(next));
    }

    private static void check(EncryptionType type, String given, String keyId) {
        if (type != EncryptionType.KMS) {
            throw KinesisError.INVALID_ARGUMENT.as("EncryptionType %s is not valid here. Use KMS.", given);
        }
        if (keyId == null || keyId.isEmpty() || keyId.length() > 2048) {
            throw KinesisError.VALIDATION.as(
                    "1 validation error detected: Value at 'keyId' failed to satisfy constraint: "
                            + "Member must have length between 1 and 2048");
        }
    }

    private void spendBudget(String what, String stream) {
        if (world.inLastDay(what + stream) >= CHANGES_A_DAY) {
            throw KinesisError.LIMIT_EXCEEDED.as(
                    "The encryption of stream %s under account %s has been changed %d times in the last 24 hours,"
                            + " which is the limit.",
                    stream, world.account(), CHANGES_A_DAY);
        }
        world.windows().mark(what + stream, world.now());
    }

    /** KMS is eventually consistent too: Kinesis may not know yet of a key or of its new state. */
    private SimulatedKey usable(String keyId, String stream) {
        Instant at = world.sight().of("key/" + keyId);
        SimulatedKey key = keys.find(keyId, at).orElseThrow(() -> unknown(keyId, stream));
        checkAccess(key, streams.arn(stream));
        if (!key.kind().encryptsStreams()) {
            throw unsuitable(key, stream);
        }
        new KeyUse(keys)
                .check(
                        key,
                        key.versions()
                                .at(at)
                                .or(() -> key.versions().at(world.now()))
                                .orElseThrow());
        return key;
    }

    private void checkAccess(SimulatedKey key, String streamArn) {
        AccessRequest request = authorizer.requestViaKinesis(Operation.DESCRIBE_KEY.action(), key.arn(), streamArn);
        boolean isRefused = world.subject()
                .ownSide(authorizer.request(AwsConsole.KINESIS_USES_KEY, key.arn()))
                .refusal()
                .isPresent();
        Decision decision = isRefused ? Decision.NOT_IN_RESOURCE_POLICY : authorizer.decide(request);
        if (!decision.isAllowed()) {
            throw KinesisError.KMS_ACCESS_DENIED.as("%s", decision.message(request));
        }
    }

    /** A key of another Region cannot be known here, or its ARN is not valid here: drawn by seed. */
    private AwsServiceException unknown(String keyId, String stream) {
        return keys.isOfOtherRegion(keyId) && world.dice().oneOf("other Region/" + stream, List.of(1, 2)) == 1
                ? KinesisError.INVALID_ARGUMENT.as("Invalid KMS key ARN: %s", keyId)
                : KinesisError.KMS_NOT_FOUND.as("Key '%s' does not exist", keyId);
    }

    /** The API reference says that asymmetric keys are not valid, but not with which error: drawn by seed. */
    private AwsServiceException unsuitable(SimulatedKey key, String stream) {
        return world.dice()
                .oneOf(
                        "unsuitable key/" + stream,
                        List.of(KinesisError.INVALID_ARGUMENT, KinesisError.KMS_INVALID_STATE))
                .as("Key %s is not a symmetric encryption key.", key.arn());
    }
}
