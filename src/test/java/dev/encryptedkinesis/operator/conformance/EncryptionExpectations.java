package dev.encryptedkinesis.operator.conformance;

import static dev.encryptedkinesis.operator.conformance.Streams.expectError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** Starting, changing and stopping encryption, and what it does to records. */
abstract class EncryptionExpectations {
    private final AwsWorld world = world();
    private final Streams streams = new Streams(world);

    /** Every form in which Kinesis takes a key. */
    enum KeyForm {
        KEY_ARN,
        KEY_ID,
        ALIAS_NAME,
        ALIAS_ARN,
        AWS_MANAGED
    }

    abstract AwsWorld world();

    @ParameterizedTest
    @EnumSource
    void encryptionStartsWithTheKeyInAnyFormAndDescribeEchoesTheForm(KeyForm form) {
        String name = streams.active(1);
        String key = newKey(form);

        streams.startEncryption(name, key);

        StreamDescriptionSummary updating = streams.describe(name);
        assertThat(updating.streamStatus()).isEqualTo(StreamStatus.UPDATING);
        world.expect(
                () -> assertThat(updating.encryptionType()).isEqualTo(EncryptionType.NONE),
                Deviation.ENCRYPTION_SHOWS_WHILE_UPDATING,
                () -> assertThat(updating.encryptionType()).isEqualTo(EncryptionType.KMS));
        streams.awaitActive(name);
        assertThat(streams.describe(name).encryptionType()).isEqualTo(EncryptionType.KMS);
        assertThat(streams.describe(name).keyId()).isEqualTo(key);
    }

    @Test
    void theKeyIsChangedWithoutStopping() {
        String before = newKey(KeyForm.KEY_ARN);
        String after = newKey(KeyForm.KEY_ARN);
        String name = encrypted(before);

        streams.startEncryption(name, after);

        StreamDescriptionSummary updating = streams.describe(name);
        assertThat(updating.streamStatus()).isEqualTo(StreamStatus.UPDATING);
        assertThat(updating.encryptionType()).isEqualTo(EncryptionType.KMS);
        world.expect(
                () -> assertThat(updating.keyId()).isEqualTo(before),
                Deviation.ENCRYPTION_SHOWS_WHILE_UPDATING,
                () -> assertThat(updating.keyId()).isEqualTo(after));
        streams.awaitActive(name);
        assertThat(streams.describe(name).keyId()).isEqualTo(after);
    }

    @Test
    void encryptionIsStoppedWithThePresentKey() {
        String key = newKey(KeyForm.KEY_ARN);
        String name = encrypted(key);

        world.kinesis()
                .stopStreamEncryption(request -> request.streamName(name)
                        .encryptionType(EncryptionType.KMS)
                        .keyId(key));

        assertThat(streams.describe(name).streamStatus()).isEqualTo(StreamStatus.UPDATING);
        streams.awaitActive(name);
        assertThat(streams.describe(name).encryptionType()).isEqualTo(EncryptionType.NONE);
    }

    @Test
    void aKeyThatDoesNotExistIsNotFound() {
        String name = streams.active(1);

        expectRefusal(
                "KMSNotFoundException",
                () -> streams.startEncryption(name, UUID.randomUUID().toString()));
    }

    @Test
    void anAliasThatDoesNotExistIsNotFound() {
        String name = streams.active(1);

        expectRefusal("KMSNotFoundException", () -> streams.startEncryption(name, "alias/" + UUID.randomUUID()));
    }

    @Test
    void aDisabledKeyIsRefused() {
        String name = streams.active(1);
        String key = newKey(KeyForm.KEY_ID);
        world.kms().disableKey(request -> request.keyId(key));

        expectRefusal("KMSDisabledException", () -> streams.startEncryption(name, key));
    }

    @Test
    void aKeyAboutToBeDeletedIsRefused() {
        String name = streams.active(1);
        String key = newKey(KeyForm.KEY_ID);
        world.kms().scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(7));

        expectRefusal("KMSInvalidStateException", () -> streams.startEncryption(name, key));
    }

    @Test
    void encryptionIsStartedTwentyFiveTimesADay() {
        String name = streams.active(1);
        String[] keys = {newKey(KeyForm.KEY_ARN), newKey(KeyForm.KEY_ARN)};
        IntStream.range(0, 25).forEach(time -> {
            streams.startEncryption(name, keys[time % 2]);
            streams.awaitActive(name);
        });

        world.expect(
                () -> expectError("LimitExceededException", () -> streams.startEncryption(name, keys[1])),
                Deviation.UNLIMITED_KEY_CHANGES,
                () -> assertThatCode(() -> streams.startEncryption(name, keys[1]))
                        .doesNotThrowAnyException());
    }

    @Test
    void recordsStayAsTheyWereWritten() {
        String name = streams.active(1);
        PutRecordResponse plaintext = put(name);
        assertThat(plaintext.encryptionType()).isNotEqualTo(EncryptionType.KMS);

        streams.startEncryption(name, newKey(KeyForm.KEY_ARN));
        streams.awaitActive(name);
        // For up to five seconds after ACTIVE AWS may still write plaintext.
        world.await("records are encrypted", () -> put(name).encryptionType() == EncryptionType.KMS);

        GetRecordsResponse read = readAll(name);
        assertThat(read.records().get(0).sequenceNumber()).isEqualTo(plaintext.sequenceNumber());
        assertThat(read.records().get(0).encryptionType()).isNotEqualTo(EncryptionType.KMS);
        assertThat(read.records()).last().extracting(Record::encryptionType).isEqualTo(EncryptionType.KMS);
    }

    private void expectRefusal(String code, ThrowingCallable start) {
        world.expect(
                () -> expectError(code, start),
                Deviation.KEYS_ARE_NOT_CHECKED,
                () -> assertThatCode(start).doesNotThrowAnyException());
    }

    private String encrypted(String key) {
        String name = streams.active(1);
        streams.startEncryption(name, key);
        streams.awaitActive(name);
        return name;
    }

    private String newKey(KeyForm form) {
        KeyMetadata key = world.kms().createKey().keyMetadata();
        String alias = "alias/conformance-" + UUID.randomUUID();
        world.kms().createAlias(request -> request.aliasName(alias).targetKeyId(key.keyId()));
        return switch (form) {
            case KEY_ARN -> key.arn();
            case KEY_ID -> key.keyId();
            case ALIAS_NAME -> alias;
            case ALIAS_ARN -> key.arn().replace("key/" + key.keyId(), alias);
            case AWS_MANAGED -> "alias/aws/kinesis";
        };
    }

    private PutRecordResponse put(String name) {
        return world.kinesis()
                .putRecord(request ->
                        request.streamName(name).partitionKey("order").data(SdkBytes.fromUtf8String("an order")));
    }

    private GetRecordsResponse readAll(String name) {
        String iterator = world.kinesis()
                .getShardIterator(request -> request.streamName(name)
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        return world.kinesis().getRecords(request -> request.shardIterator(iterator));
    }
}
