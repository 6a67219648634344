package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.PrincipalAccess;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.simulation.NamedKeyPolicy;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.tenancy.Identities;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.GrantListEntry;

/** Who can use a stream: told, given and taken back. */
abstract class AccessScenarios extends OperatorScenario {

    private static final String ALL_OF_KINESIS = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["kinesis:*"], "Resource": "*"}]}""";

    private String key;
    private String api;

    @Override
    AwsIdentity identity() {
        return mayGrant() ? Identities.withGrants(namespace(), Identities.namespace(namespace())) : super.identity();
    }

    boolean mayGrant() {
        return true;
    }

    @BeforeEach
    void arrange() {
        key = keyNamed("alias/orders");
        aws().console()
                .access()
                .putKeyPolicy(key, NamedKeyPolicy.NAMES_NOBODY, "arn:aws:iam::123456789012:role/nobody");
        api = aws().console().access().createRole("api");
        aws().console().access().putPolicy(api, "stream", ALL_OF_KINESIS);
    }

    final String producing(String mode) {
        return "{shards: 1, key: {id: alias/orders}, access: {mode: %s, producers: ['%s']}}".formatted(mode, api);
    }

    @Test
    void whatIsMissingIsToldWithTheStatementThatMendsIt() {
        apply("orders", producing("Verify"));

        awaitStalled("orders", Reason.ProducerDenied);
        awaitEvent("orders", Reason.ProducerDenied);
        assertThat(condition("orders", ConditionType.Encrypted).getStatus()).isEqualTo("True");
        PrincipalAccess told = status("orders").access().principals().get(0);
        assertThat(told)
                .extracting(PrincipalAccess::principal, PrincipalAccess::allowed, PrincipalAccess::deniedBy)
                .containsExactly(api, "False", "KeyPolicy");
        assertThat(told.fix())
                .contains("kms:GenerateDataKey", api, status("orders").streamARN(), "kinesis.eu-west-1.amazonaws.com");

        aws().console().access().putKeyPolicy(key, NamedKeyPolicy.NAMES_ROLE_VIA_KINESIS, api);

        awaitReady("orders");
        assertThat(condition("orders", ConditionType.Authorized).getReason()).isEqualTo("Authorized");
    }

    @Test
    void whatPermitsTooMuchIsToldAndNotChanged() {
        aws().console().access().putKeyPolicy(key, NamedKeyPolicy.OPEN_TO_EVERYBODY, api);

        apply("orders", producing("Verify"));

        awaitReady("orders");
        awaitEvent("orders", Reason.AccessTooBroad);
        assertThat(status("orders").access().findings()).first().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo("Critical");
            assertThat(finding.subject()).contains(key);
        });
        assertThat(changes()).doesNotContain(Operation.PUT_KEY_POLICY);
    }

    @Test
    void whatAwsDoesNotTellHoldsUpNothing() {
        // The policy of such a key leaves it to the policies of the role.
        keyNamed("alias/ledger");
        aws().console().deny("iam:SimulatePrincipalPolicy");

        apply("orders", producing("Verify").replace("alias/orders", "alias/ledger"));

        awaitReady("orders");
        assertThat(condition("orders", ConditionType.Authorized).getStatus()).isEqualTo("Unknown");
        assertThat(condition("orders", ConditionType.Authorized).getReason()).isEqualTo("NotVerifiable");
    }

    @Test
    void anObjectThatGoesTakesItsGrantsAlong() {
        apply("orders", producing("Grant"));
        awaitReady("orders");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(grants()).hasSize(1));
        awaitEvent("orders", Reason.GrantsChanged);

        object("orders").delete();

        awaitGone("orders");
        assertThat(grants()).isEmpty();
        assertThat(aws().console().kinesis().listStreams().streamNames()).contains("orders");
        awaitEvent("orders", Reason.StreamRetained);
        apply("returns", producing("Verify"));
        awaitEvent("returns", Reason.StreamCreated);
        assertThat(events("orders")).containsOnlyOnce(Reason.StreamRetained.name());
    }

    @Test
    void grantsThatKmsDoesNotTakeBackHoldTheObjectUntilItIsOrphaned() {
        apply("orders", producing("Grant"));
        awaitReady("orders");
        aws().console().deny("kms:RevokeGrant");

        object("orders").delete();

        awaitStalled("orders", Reason.GrantFailed);
        annotate("orders", Map.of("encryptedkinesis.dev/orphan", "true"));
        awaitGone("orders");
    }

    final List<GrantListEntry> grants() {
        aws().console().access().settleGrants(key);
        return aws().console().kms().listGrants(request -> request.keyId(key)).grants();
    }
}
