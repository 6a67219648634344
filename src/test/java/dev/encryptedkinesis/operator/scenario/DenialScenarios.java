package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.AccessDenial;
import dev.encryptedkinesis.operator.api.AccessStatus;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.simulation.Operation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is seen of the use of keys: who is denied it, and how much KMS is asked. */
abstract class DenialScenarios extends OperatorScenario {

    private static final String ALL_OF_KINESIS = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["kinesis:*"], "Resource": "*"}]}""";

    private String api;
    private String stranger;

    @BeforeEach
    void arrange() {
        keyNamed("alias/orders");
        api = aws().console().access().createRole("api");
        stranger = aws().console().access().createRole("stranger");
        aws().console().access().putPolicy(api, "stream", ALL_OF_KINESIS);
        aws().console().access().putPolicy(stranger, "stream", ALL_OF_KINESIS);
    }

    @Test
    void whoeverIsDeniedTheKeyIsToldOnceDeclaredOrNot() {
        apply("orders", declared());
        awaitEncrypted();
        putInVain(api);
        putInVain(stranger);

        awaitEvent("orders", Reason.AccessDeniedSeen);
        await("both are named")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(denials())
                        .extracting(AccessDenial::principal)
                        .containsExactlyInAnyOrder(api, stranger));
        assertThat(denials()).allSatisfy(denial -> {
            assertThat(denial.action()).isEqualTo("kms:GenerateDataKey");
            assertThat(denial.keyARN()).isEqualTo(status("orders").encryption().keyARN());
            assertThat(denial.message()).startsWith("because no identity-based policy allows");
        });
        assertThat(condition("orders", ConditionType.Authorized).getMessage())
                .contains(api)
                .contains("CloudTrail shows that it has been denied kms:GenerateDataKey, since ");
        awaitPasses(3);
        assertThat(events("orders").stream().filter(Reason.AccessDeniedSeen.name()::equals))
                .hasSize(2);
    }

    @Test
    void aQuotaThatIsNearIsToldOnce() {
        apply("orders", declared());
        awaitEncrypted();
        assertThat(status("orders").forecast().kmsRequestsPerSecond()).isEqualTo("0.04");
        assertThat(status("orders").forecast().warning()).isNull();

        aws().console().useKms(90_000);

        awaitEvent("orders", Reason.KmsQuotaNear);
        assertThat(status("orders").forecast().warning())
                .startsWith("This account uses over 80 % of the 100,000 requests a second that KMS takes from it");
        awaitPasses(3);
        assertThat(events("orders").stream().filter(Reason.KmsQuotaNear.name()::equals))
                .hasSize(1);
    }

    @Test
    void withoutThePermissionsNothingElseSuffers() {
        aws().console().deny("cloudtrail:LookupEvents");
        aws().console().deny("cloudwatch:GetMetricData");
        apply("orders", declared());
        awaitEncrypted();
        putInVain(api);
        awaitPasses(5);

        assertThat(condition("orders", ConditionType.Authorized).getReason()).isEqualTo("ProducerDenied");
        assertThat(status("orders").forecast().monthlyCostUSD()).isEqualTo("0.31");
        assertThat(denials()).isEmpty();
        assertThat(aws().journal().count(Operation.LOOKUP_EVENTS)).isOne();
        assertThat(aws().journal().count(Operation.GET_METRIC_DATA)).isOne();
    }

    private String declared() {
        return "{shards: 1, key: {id: alias/orders}, access: {producers: ['%s']}}".formatted(api);
    }

    private void awaitEncrypted() {
        await("orders is encrypted")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                condition("orders", ConditionType.Encrypted).getStatus())
                        .isEqualTo("True"));
    }

    private List<AccessDenial> denials() {
        return Optional.ofNullable(status("orders").access())
                .map(AccessStatus::denials)
                .orElse(List.of());
    }
}
