package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyGateway;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KmsKeyGatewayTest extends GatewayTest {

    private static final String ARN = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";

    private KeyGateway gateway;

    @BeforeEach
    void take() {
        gateway = clients.keys(REALM);
    }

    @Test
    void describesAKeyThatIsAboutToBeDeleted() {
        aws.thenAnswers("""
            {"KeyMetadata": {"Arn": "%s", "KeyId": "x", "KeyState": "PendingDeletion", "KeyManager": "CUSTOMER",
            "KeySpec": "SYMMETRIC_DEFAULT", "KeyUsage": "ENCRYPT_DECRYPT", "DeletionDate": 1700000000}}
            """.formatted(ARN));

        assertThat(gateway.describe("alias/orders"))
                .isEqualTo(new KeyFacts(
                        ARN,
                        KeyFacts.Manager.CUSTOMER,
                        "PendingDeletion",
                        KeyFacts.Purpose.SYMMETRIC_ENCRYPTION,
                        KeyFacts.Store.KMS,
                        Optional.of(Instant.ofEpochSecond(1700000000))));
        assertThat(aws.onlyRequest().operation()).isEqualTo("DescribeKey");
        assertThat(aws.onlyRequest().json()).isEqualTo(LoopbackAws.json("{\"KeyId\": \"alias/orders\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "AWS, SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, AWS, SYMMETRIC_ENCRYPTION",
        "CUSTOMER, RSA_2048, ENCRYPT_DECRYPT, CUSTOMER, OTHER",
        "CUSTOMER, HMAC_256, GENERATE_VERIFY_MAC, CUSTOMER, OTHER",
        "CUSTOMER, SOMETHING_NEW, ENCRYPT_DECRYPT, CUSTOMER, OTHER"
    })
    void tellsManagerAndPurpose(
            String manager, String spec, String usage, KeyFacts.Manager expectedManager, KeyFacts.Purpose purpose) {
        aws.thenAnswers("""
            {"KeyMetadata": {"Arn": "%s", "KeyId": "x", "KeyState": "SomethingNew", "KeyManager": "%s",
            "KeySpec": "%s", "KeyUsage": "%s"}}
            """.formatted(ARN, manager, spec, usage));

        assertThat(gateway.describe("x"))
                .isEqualTo(new KeyFacts(
                        ARN, expectedManager, "SomethingNew", purpose, KeyFacts.Store.KMS, Optional.empty()));
    }

    @Test
    void tellsAStoreOfTheCustomers() {
        aws.thenAnswers("""
            {"KeyMetadata": {"Arn": "%s", "KeyId": "x", "KeyState": "Enabled", "KeyManager": "CUSTOMER",
            "KeySpec": "SYMMETRIC_DEFAULT", "Origin": "EXTERNAL_KEY_STORE", "CustomKeyStoreId": "cks-1234567890abcdef0"}}
            """.formatted(ARN));

        assertThat(gateway.describe("x").store()).isEqualTo(KeyFacts.Store.CUSTOM);
    }

    @ParameterizedTest
    @CsvSource({
        "NotFoundException, KEY_NOT_FOUND",
        "AccessDeniedException, KEY_ACCESS_DENIED",
        "InvalidArnException, MISCONFIGURED",
        "ThrottlingException, THROTTLED"
    })
    void reportsFailures(String code, Failure.Kind kind) {
        aws.thenFails(400, code, "what KMS says");

        FailureException thrown = catchThrowableOfType(FailureException.class, () -> gateway.describe("alias/orders"));

        assertThat(thrown.failure()).isEqualTo(new Failure(kind, "DescribeKey", code, "what KMS says"));
    }
}
