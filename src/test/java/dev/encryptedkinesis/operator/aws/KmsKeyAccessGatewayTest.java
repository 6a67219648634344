package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import dev.encryptedkinesis.operator.access.GrantOrder;
import dev.encryptedkinesis.operator.access.KeyAccessGateway;
import dev.encryptedkinesis.operator.access.KeyGrant;
import dev.encryptedkinesis.operator.access.Use;
import dev.encryptedkinesis.operator.access.policy.Grant;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.Owner;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KmsKeyAccessGatewayTest extends GatewayTest {

    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
    private static final String ROLE = "arn:aws:iam::123456789012:role/api";

    private KeyAccessGateway gateway;

    @BeforeEach
    void take() {
        gateway = clients.keyAccess(REALM);
    }

    @Test
    void asksForTheOnePolicyThatAKeyHas() {
        aws.thenAnswers("{\"Policy\": \"{}\", \"PolicyName\": \"default\"}");

        assertThat(gateway.policy(KEY)).isEqualTo("{}");
        assertThat(aws.onlyRequest().json())
                .isEqualTo(LoopbackAws.json("{\"KeyId\": \"%s\", \"PolicyName\": \"default\"}".formatted(KEY)));
    }

    @Test
    void readsGrantsPageByPage() {
        aws.thenAnswers("""
            {"Truncated": true, "NextMarker": "more", "Grants": [{"GrantId": "g1", "Name": "ours", "GranteePrincipal": "%s",
             "Operations": ["Decrypt"], "Constraints": {"EncryptionContextSubset": {"aws:kinesis:arn": "%s"}}}]}
            """.formatted(ROLE, STREAM));
        aws.thenAnswers("""
            {"Truncated": false, "Grants": [{"GrantId": "g2", "Name": "", "GranteePrincipal": "%s",
             "Operations": ["GenerateDataKey", "SomethingNew"]}]}
            """.formatted(ROLE));

        assertThat(gateway.grants(KEY))
                .containsExactly(
                        new KeyGrant(
                                Optional.of("ours"),
                                new Grant("g1", ROLE, Set.of("Decrypt"), Map.of(), Map.of("aws:kinesis:arn", STREAM))),
                        new KeyGrant(
                                Optional.empty(),
                                new Grant("g2", ROLE, Set.of("GenerateDataKey", "SomethingNew"), Map.of(), Map.of())));
        assertThat(aws.requests().get(1).json().path("Marker").asText()).isEqualTo("more");
    }

    @Test
    void givesTheUseForOneStreamAlone() {
        aws.thenAnswers("{\"GrantId\": \"g1\", \"GrantToken\": \"t\"}");
        Owner owner = new Owner("cluster", "shop", "orders", "uid");
        GrantOrder order = GrantOrder.of(owner, KEY, new Party(ROLE, Use.PRODUCER), STREAM);

        gateway.give(order);

        assertThat(aws.onlyRequest().json())
                .isEqualTo(LoopbackAws.json("""
                {"KeyId": "%s", "GranteePrincipal": "%s", "Operations": ["GenerateDataKey"], "Name": "%s",
                 "Constraints": {"EncryptionContextSubset": {"aws:kinesis:arn": "%s"}}}
                """.formatted(KEY, ROLE, order.name(), STREAM)));
    }

    @Test
    void takesAGrantBack() {
        aws.thenConfirms();

        gateway.takeBack(KEY, "g1");

        assertThat(aws.onlyRequest().operation()).isEqualTo("RevokeGrant");
        assertThat(aws.onlyRequest().json())
                .isEqualTo(LoopbackAws.json("{\"KeyId\": \"%s\", \"GrantId\": \"g1\"}".formatted(KEY)));
    }

    @Test
    void aGrantThatIsNotThereIsAsGoodAsTakenBack() {
        aws.thenFails(400, "NotFoundException", "Grant ID g1 not found");

        assertThatCode(() -> gateway.takeBack(KEY, "g1")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDeniedException, KEY_ACCESS_DENIED",
        "InvalidArnException, MISCONFIGURED",
        "DisabledException, KEY_DISABLED",
        "KMSInvalidStateException, KEY_IN_INVALID_STATE",
        "LimitExceededException, QUOTA_REACHED",
        "ThrottlingException, THROTTLED"
    })
    void reportsFailures(String code, Failure.Kind kind) {
        aws.thenFails(400, code, "what KMS says");
        GrantOrder order = GrantOrder.of(
                new Owner("cluster", "shop", "orders", "uid"), KEY, new Party(ROLE, Use.CONSUMER), STREAM);

        FailureException failure = catchThrowableOfType(FailureException.class, () -> gateway.give(order));

        assertThat(failure.failure()).isEqualTo(new Failure(kind, "CreateGrant", code, "what KMS says"));
    }
}
