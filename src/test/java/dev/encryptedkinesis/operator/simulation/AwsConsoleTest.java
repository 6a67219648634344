package dev.encryptedkinesis.operator.simulation;

import static dev.encryptedkinesis.operator.simulation.Account.expectError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;

class AwsConsoleTest {
    private final Account account = Account.plain();
    private final AwsConsole console = account.aws().console();
    private final Journal journal = account.aws().journal();

    @Test
    void whatOthersDoIsJournaledApart() {
        console.createActiveStream("orders", 2, Map.of("team", "shop"));
        console.encrypt("orders", "alias/aws/kinesis");
        console.stopEncryption("orders");

        assertThat(account.describe("orders").encryptionType()).isEqualTo(EncryptionType.NONE);
        assertThat(journal.count(Operation.STOP_STREAM_ENCRYPTION)).isZero();
        assertThat(journal.mutations()).isEmpty();
        assertThat(journal.foreignEntries())
                .extracting(JournalEntry::operation)
                .contains(Operation.CREATE_STREAM, Operation.START_STREAM_ENCRYPTION, Operation.STOP_STREAM_ENCRYPTION);
        assertThat(account.aws().timeline("orders").orElseThrow().encryptionRequests())
                .hasSize(1);
    }

    @Test
    void othersStreamsSettleAtOnceOrInTheirOwnTime() {
        console.createActiveStream("orders", 1, Map.of());
        assertThat(account.describe("orders").streamStatus()).isEqualTo(StreamStatus.ACTIVE);

        console.kinesis().deleteStream(request -> request.streamName("orders"));
        assertThat(account.describe("orders").streamStatus()).isEqualTo(StreamStatus.DELETING);
        console.settle("orders");
        expectError("ResourceNotFoundException", () -> account.describe("orders"));
    }

    @Test
    void othersAreNeitherDeniedNorThrottledNorDisturbed() {
        console.deny("kinesis:CreateStream");
        console.deny("kms:DescribeKey");
        console.expireCredentials();
        account.aws().faults().atRandom(1);
        for (int number = 0; number < 10; number++) {
            console.createActiveStream("stream-" + number, 1, Map.of("number", "" + number));
        }
        assertThatCode(() -> console.encrypt("stream-0", "alias/aws/kinesis")).doesNotThrowAnyException();
    }

    @Test
    void creatingWithTagsNeedsThePermissionToTag() {
        console.deny("kinesis:AddTagsToStream");

        expectError(
                "AccessDeniedException",
                () -> account.aws()
                        .kinesis()
                        .createStream(request ->
                                request.streamName("orders").shardCount(1).tags(Map.of("team", "shop"))));
        assertThatCode(() -> account.create("orders", 1)).doesNotThrowAnyException();
        console.allow("kinesis:AddTagsToStream");
        assertThatCode(() -> account.aws()
                        .kinesis()
                        .createStream(request ->
                                request.streamName("payments").shardCount(1).tags(Map.of("team", "shop"))))
                .doesNotThrowAnyException();
    }

    @Test
    void credentialsExpireAreLostAndComeBack() {
        console.expireCredentials();
        expectError("ExpiredTokenException", () -> account.create("orders", 1));
        expectError("ExpiredTokenException", () -> describe("alias/aws/kinesis"));
        console.loseCredentials();
        assertThatThrownBy(() -> account.create("orders", 1)).isInstanceOf(SdkClientException.class);
        console.restoreCredentials();
        assertThatCode(() -> account.create("orders", 1)).doesNotThrowAnyException();
    }

    @Test
    void aKeyIsDeniedByAnyOfItsForms() {
        String key = console.createKey();
        console.pointAlias("alias/orders", key);
        console.deny("kms:DescribeKey", key);
        account.createActive("orders");

        expectError("AccessDeniedException", () -> describe(key));
        expectError("AccessDeniedException", () -> describe("alias/orders"));
        expectError("KMSAccessDeniedException", () -> account.encrypt("orders", "alias/orders"));
    }

    @Test
    void kmsMayRefuseKinesisAKeyThatTheOperatorMayDescribe() {
        String key = console.createKey();
        console.denyKinesisTheKey(key);
        account.createActive("orders");

        assertThat(describe(key).enabled()).isTrue();
        expectError("KMSAccessDeniedException", () -> account.encrypt("orders", key));
        console.allowKinesisAllKeys();
        assertThatCode(() -> account.encrypt("orders", key)).doesNotThrowAnyException();
    }

    @Test
    void aKeyOfAnotherAccountIsFoundByItsArnAlone() {
        String key = console.createKeyOfAccount("999999999999");
        String id = key.substring(key.lastIndexOf('/') + 1);
        account.createActive("orders");

        assertThat(describe(key).awsAccountId()).isEqualTo("999999999999");
        expectError("NotFoundException", () -> describe(id));
        expectError("KMSNotFoundException", () -> account.encrypt("orders", id));
        assertThatCode(() -> account.encrypt("orders", key)).doesNotThrowAnyException();
    }

    @Test
    void keysThatCannotEncryptAStreamAreRefused() {
        account.createActive("orders");

        assertThatThrownBy(() -> account.encrypt("orders", console.createAsymmetricKey()))
                .hasMessageContaining("is not a symmetric encryption key");
        assertThatThrownBy(() -> account.encrypt("orders", console.createKey().replace("eu-west-1", "us-east-1")))
                .isInstanceOf(KinesisException.class);
        expectError("NotFoundException", () -> describe(console.createKey().replace("eu-west-1", "us-east-1")));
        assertThatCode(() -> account.encrypt("orders", console.createMultiRegionKey()))
                .doesNotThrowAnyException();
    }

    @Test
    void aKeyIsGoneWhenItsWaitingPeriodIsOver() {
        String key = console.createKey();
        console.scheduleKeyDeletion(key, 7);
        assertThat(describe(key).keyState()).isEqualTo(KeyState.PENDING_DELETION);
        account.clock().advance(Duration.ofDays(7));

        expectError("NotFoundException", () -> describe(key));
    }

    @Test
    void theAwsManagedKeyComesIntoBeingWhenDescribedAndStaysTheSame() {
        assertThat(account.aws().kms().listAliases().aliases()).isEmpty();

        String arn = describe("alias/aws/kinesis").arn();

        assertThat(describe("alias/aws/kinesis").arn()).isEqualTo(arn);
        assertThat(account.aws().kms().listAliases().aliases()).hasSize(1);
        expectError("AccessDeniedException", () -> console.disableKey(arn));
    }

    private KeyMetadata describe(String key) {
        return account.aws().kms().describeKey(request -> request.keyId(key)).keyMetadata();
    }
}
