package dev.encryptedkinesis.operator.simulation;

import static dev.encryptedkinesis.operator.simulation.Account.expectError;
import static dev.encryptedkinesis.operator.simulation.Operation.CREATE_STREAM;
import static dev.encryptedkinesis.operator.simulation.Operation.DESCRIBE_KEY;
import static dev.encryptedkinesis.operator.simulation.Operation.DESCRIBE_STREAM_SUMMARY;
import static dev.encryptedkinesis.operator.simulation.Operation.START_STREAM_ENCRYPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.KmsThrottlingException;

class FaultsTest {
    private final Account account = Account.plain();
    private final Faults faults = account.aws().faults();

    @Test
    void aRefusedCallDoesNothingAndTheNextPasses() {
        account.createActive("orders");
        faults.on(START_STREAM_ENCRYPTION).fails("KMSThrottlingException", 400);

        assertThatThrownBy(() -> account.encrypt("orders", "alias/aws/kinesis"))
                .isInstanceOf(KmsThrottlingException.class);
        assertThat(account.aws().journal().mutations())
                .extracting(JournalEntry::operation)
                .containsExactly(CREATE_STREAM);
        assertThatCode(() -> account.encrypt("orders", "alias/aws/kinesis")).doesNotThrowAnyException();
    }

    @Test
    void aFaultMeetsOnlyTheCallsItWasAskedFor() {
        faults.on(CREATE_STREAM).about("orders").times(2).isThrottled();

        expectError("ThrottlingException", () -> account.create("orders", 1));
        assertThatCode(() -> account.create("payments", 1)).doesNotThrowAnyException();
        expectError("ThrottlingException", () -> account.create("orders", 1));
        assertThatCode(() -> account.create("orders", 1)).doesNotThrowAnyException();
    }

    @Test
    void aLostAnswerHidesWhatWasDone() {
        faults.on(CREATE_STREAM).losesTheAnswer();

        assertThatThrownBy(() -> account.create("orders", 1)).isInstanceOf(SdkClientException.class);

        assertThat(account.describe("orders").streamName()).isEqualTo("orders");
        assertThat(account.aws().journal().entries("orders").get(0))
                .returns("SdkClientException", JournalEntry::outcome)
                .returns(true, JournalEntry::tookEffect);
    }

    @Test
    void anErrorAfterTheActHidesWhatWasDoneToo() {
        faults.on(CREATE_STREAM).failsAfterwards("InternalFailure", 500);

        var error = expectError("InternalFailure", () -> account.create("orders", 1));

        assertThat(error.statusCode()).isEqualTo(500);
        assertThat(account.describe("orders").streamName()).isEqualTo("orders");
    }

    @Test
    void aSlowAnswerTakesItsTime() {
        Instant before = account.clock().instant();
        faults.on(CREATE_STREAM).takes(Duration.ofSeconds(9));

        account.create("orders", 1);

        assertThat(account.clock().instant()).isEqualTo(before.plusSeconds(9));
    }

    @Test
    void anAnswerSlowerThanTheCallTimeoutIsLost() {
        Instant before = account.clock().instant();
        faults.callTimeout(Duration.ofSeconds(3));
        faults.on(CREATE_STREAM).takes(Duration.ofSeconds(9));

        assertThatThrownBy(() -> account.create("orders", 1)).isInstanceOf(ApiCallTimeoutException.class);

        assertThat(account.clock().instant()).isEqualTo(before.plusSeconds(3));
        assertThat(account.describe("orders").streamName()).isEqualTo("orders");
    }

    @Test
    void aStaleAnswerIsFromBefore() {
        account.createActive("orders");
        account.encrypt("orders", "alias/aws/kinesis");
        account.clock().advance(Account.STEP);
        faults.on(DESCRIBE_STREAM_SUMMARY).isStaleBy(Duration.ofSeconds(1));

        assertThat(account.describe("orders").encryptionType()).isEqualTo(EncryptionType.NONE);
        assertThat(account.describe("orders").encryptionType()).isEqualTo(EncryptionType.KMS);
    }

    @Test
    void faultsOfKmsCarryItsName() {
        faults.on(DESCRIBE_KEY).always().fails("KMSInternalException", 500);

        var error = expectError(
                "KMSInternalException",
                () -> account.aws().kms().describeKey(request -> request.keyId("alias/aws/kinesis")));

        assertThat(error.awsErrorDetails().serviceName()).isEqualTo("Kms");
    }

    @Test
    void chanceBringsEveryKindOfFaultAndCanBeCalledOff() {
        account.createActive("orders");
        faults.atRandom(0.5);
        Set<String> outcomes = new TreeSet<>();
        for (int call = 0; call < 200; call++) {
            try {
                account.describe("orders");
                outcomes.add("OK");
            } catch (SdkException e) {
                outcomes.add(e.getClass().getSimpleName());
            }
            account.clock().advance(Duration.ofSeconds(1));
        }
        assertThat(outcomes)
                .contains(
                        "OK",
                        "KinesisException",
                        "LimitExceededException",
                        "SdkClientException",
                        "ApiCallTimeoutException");

        faults.clear();

        assertThatCode(() -> account.describe("orders")).doesNotThrowAnyException();
    }
}
