package dev.encryptedkinesis.operator.simulation;

import static dev.encryptedkinesis.operator.simulation.Account.expectError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.Record;

class RecordsTest {
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final Account account = Account.plain();
    private String key;

    @BeforeEach
    void aPlaintextStreamAndAKey() {
        account.createActive("orders");
        key = account.aws().console().createKey();
    }

    @Test
    void untilTheStreamIsActiveAgainRecordsAreWrittenInPlaintext() {
        account.encrypt("orders", key);
        account.clock().advance(Account.STEP.minusMillis(1));

        assertThat(written(50)).containsOnly(EncryptionType.NONE);
    }

    @Test
    void forFiveSecondsAfterwardsSomeStillAre() {
        account.encrypt("orders", key);
        account.clock().advance(Account.STEP.plusSeconds(2));
        assertThat(written(50)).contains(EncryptionType.NONE, EncryptionType.KMS);

        account.clock().advance(SETTLING.minusSeconds(2).minusMillis(1));
        assertThat(written(50)).contains(EncryptionType.KMS);
    }

    @Test
    void thenNoneIs() {
        account.encrypt("orders", key);
        account.clock().advance(Account.STEP.plus(SETTLING));

        assertThat(written(50)).containsOnly(EncryptionType.KMS);
    }

    @Test
    void aDisabledKeyBitesWhenTheDataKeyIsRenewed() {
        encryptAndSettle();
        account.aws().console().disableKey(key);

        assertThatCode(() -> written(1)).doesNotThrowAnyException();
        account.clock().advance(Duration.ofMinutes(5));
        expectError("KMSDisabledException", () -> written(1));
        expectError("KMSDisabledException", this::read);
    }

    @Test
    void recordsUnderAnOldKeyNeedItUntilTheyExpire() {
        encryptAndSettle();
        written(1);
        account.encrypt("orders", account.aws().console().createKey());
        account.clock().advance(Account.STEP.plus(SETTLING));
        account.aws().console().scheduleKeyDeletion(key, 7);
        account.clock().advance(Duration.ofMinutes(5));
        assertThatCode(() -> written(1)).doesNotThrowAnyException();
        expectError("KMSInvalidStateException", this::read);

        account.clock().advance(Duration.ofHours(24).minus(Duration.ofMinutes(5)));

        assertThat(read()).hasSize(1);
    }

    @Test
    void whoMayNotUseTheKeyMayNotReadNorWriteOnceTheDataKeyIsRenewed() {
        encryptAndSettle();
        written(1);
        account.aws().console().deny("kms:GenerateDataKey", key);
        account.aws().console().deny("kms:Decrypt");

        expectError("KMSAccessDeniedException", this::read);
        assertThatCode(() -> written(1)).doesNotThrowAnyException();
        account.clock().advance(Duration.ofMinutes(5));
        expectError("KMSAccessDeniedException", () -> written(1));

        account.aws().console().allow("kms:GenerateDataKey");
        assertThatCode(() -> written(1)).doesNotThrowAnyException();
    }

    @Test
    void anIteratorExpiresAfterFiveMinutes() {
        String iterator = iterator();
        account.clock().advance(Duration.ofMinutes(5).plusMillis(1));

        expectError(
                "ExpiredIteratorException",
                () -> account.aws().kinesis().getRecords(request -> request.shardIterator(iterator)));
    }

    private void encryptAndSettle() {
        account.encrypt("orders", key);
        // To just after a renewal of the data key, so that what follows has almost five minutes.
        account.clock().advance(Duration.ofMinutes(5));
        long intoPeriod = account.clock().instant().getEpochSecond() % 300;
        account.clock().advance(Duration.ofSeconds(301 - intoPeriod));
    }

    private List<EncryptionType> written(int records) {
        return IntStream.range(0, records)
                .mapToObj(number -> account.aws()
                        .kinesis()
                        .putRecord(request -> request.streamName("orders")
                                .partitionKey("key-" + number)
                                .data(SdkBytes.fromUtf8String("order " + number))))
                .map(answer -> answer.encryptionType())
                .toList();
    }

    private String iterator() {
        return account.aws()
                .kinesis()
                .getShardIterator(request -> request.streamName("orders")
                        .shardId("shardId-000000000000")
                        .shardIteratorType("TRIM_HORIZON"))
                .shardIterator();
    }

    private List<Record> read() {
        String iterator = iterator();
        return account.aws()
                .kinesis()
                .getRecords(request -> request.shardIterator(iterator))
                .records();
    }
}
