package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.AwsIdentityStatus;
import dev.encryptedkinesis.operator.api.CallerIdentity;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.api.ServingIdentity;
import dev.encryptedkinesis.operator.simulation.Allowance;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.TrustPolicy;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.tenancy.Identities;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Identities with roles, in the operator's account and in another. */
abstract class RoleScenarios extends OperatorScenario {

    private static final String OTHER = "444455556666";
    private static final String OPERATOR = "arn:aws:iam::123456789012:role/operator";
    private static final String ORDERS = "{shards: 1, key: {id: alias/orders}}";

    private SimulatedAws other;

    @BeforeEach
    void arrange() {
        other = aws().beside(OTHER);
        keyNamed("alias/orders");
        other.console().pointAlias("alias/orders", other.console().createKey());
    }

    /** A role of the other account that may do everything there. */
    private String role(TrustPolicy trust) {
        String arn = other.console().access().createRole("streams");
        other.console().access().putPolicy(arn, "all", Allowance.of("*", "*").text());
        other.trust(arn, trust);
        return arn;
    }

    private Resource<AwsIdentity> identityObject() {
        return kubernetes().resources(AwsIdentity.class).withName(namespace());
    }

    /** A patch, since the operator may be writing the status just then. */
    private void become(String role, String externalId) {
        identityObject()
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": {\"roleARN\": %s, \"externalID\": %s}}"
                                .formatted(quoted(role), quoted(externalId)));
    }

    private static String quoted(String text) {
        return text == null ? "null" : '"' + text + '"';
    }

    private AwsIdentityStatus identityStatus() {
        AwsIdentityStatus status = identityObject().get().getStatus();
        return status == null ? AwsIdentityStatus.NONE : status;
    }

    private Condition ready() {
        return ConditionList.find(identityStatus().conditions(), ConditionType.Ready)
                .orElse(new Condition());
    }

    private void awaitIdentity(Reason reason) {
        await("AwsIdentity is " + reason).atMost(PATIENCE).untilAsserted(() -> {
            assertThat(ready().getReason()).as(ready().getMessage()).isEqualTo(reason.name());
            assertThat(identityStatus().observedGeneration())
                    .isEqualTo(identityObject().get().getMetadata().getGeneration());
        });
    }

    @Test
    void anIdentityTellsAsWhomAwsKnowsIt() {
        awaitIdentity(Reason.IdentityUsable);
        assertThat(identityStatus().callerIdentity())
                .isEqualTo(
                        new CallerIdentity("arn:aws:sts::123456789012:assumed-role/operator/session", "123456789012"));
        assertThat(identityStatus().namespaces()).isEqualTo(1);

        become(role(TrustPolicy.of(OPERATOR).withExternalId("shop-7")), "shop-7");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(identityStatus().callerIdentity())
                        .isEqualTo(new CallerIdentity(
                                "arn:aws:sts::444455556666:assumed-role/streams/"
                                        + ("ekstream-" + namespace())
                                                .substring(
                                                        0,
                                                        Math.min(
                                                                64,
                                                                9 + namespace().length())),
                                OTHER)));
        awaitIdentity(Reason.IdentityUsable);
    }

    @Test
    void twoThatSelectANamespaceBothSaySoUntilOneIsLeft() {
        String second = namespace() + "-2";
        awaitIdentity(Reason.IdentityUsable);

        kubernetes()
                .resource(Identities.ofEverything(second, Identities.namespace(namespace())))
                .create();
        awaitIdentity(Reason.AmbiguousIdentity);
        assertThat(ready().getStatus()).isEqualTo("False");
        assertThat(ready().getMessage()).contains("1 (" + namespace() + "), by " + second + ".");
        assertThat(identityStatus().callerIdentity()).isNotNull();

        kubernetes().resources(AwsIdentity.class).withName(second).delete();
        awaitIdentity(Reason.IdentityUsable);
    }

    @Test
    void aStreamIsMadeInTheAccountOfTheRole() {
        become(role(TrustPolicy.of(OPERATOR)), null);
        awaitIdentity(Reason.IdentityUsable);

        apply("orders", ORDERS);
        awaitReady("orders");

        assertThat(status("orders").identity()).isEqualTo(new ServingIdentity(namespace(), OTHER));
        assertThat(status("orders").streamARN()).contains(":" + OTHER + ":");
        assertThat(changes()).isEmpty();
        assertThat(other.journal().mutations())
                .extracting(JournalEntry::operation)
                .contains(Operation.CREATE_STREAM, Operation.START_STREAM_ENCRYPTION);
    }

    @Test
    void withTheWrongExternalIdNothingIsDoneAndTheIdentitySaysWhy() {
        become(role(TrustPolicy.of(OPERATOR).withExternalId("shop-7")), "wrong");
        apply("orders", ORDERS);

        awaitIdentity(Reason.CredentialsUnusable);
        assertThat(ready().getStatus()).isEqualTo("False");
        assertThat(ready().getMessage()).contains("trust policy", "external id");
        assertThat(identityStatus().callerIdentity()).isNull();
        awaitStalled("orders", Reason.CredentialsUnusable);
        // What is asked of AWS gets as far as the credentials that are to be had first.
        assertThat(other.journal().entries()).extracting(JournalEntry::outcome).containsOnly("CredentialsException");
        assertThat(events()).contains(Reason.CredentialsUnusable.name());
    }

    @Test
    void aTrustPolicyThatForgetsTagsIsToldApart() {
        become(role(TrustPolicy.of(OPERATOR).withoutTags()), null);

        awaitIdentity(Reason.CredentialsUnusable);
        assertThat(ready().getMessage()).contains("sts:TagSession");
    }

    @Test
    void anIdentityOfAnotherAccountDoesNotTakeTheStreamAlong() {
        apply("orders", ORDERS);
        awaitReady("orders");
        assertThat(status("orders").identity()).isEqualTo(new ServingIdentity(namespace(), "123456789012"));

        become(role(TrustPolicy.of(OPERATOR)), null);
        awaitStalled("orders", Reason.AccountChanged);
        assertThat(condition("orders", ConditionType.Ready).getMessage()).contains("123456789012", OTHER);
        assertThat(other.journal().mutations()).isEmpty();
        assertThat(other.journal().count(Operation.DESCRIBE_STREAM_SUMMARY)).isZero();

        become(null, null);
        awaitReady("orders");
    }

    private List<String> events() {
        return kubernetes().events().v1().events().inNamespace("default").list().getItems().stream()
                .filter(event -> namespace().equals(event.getRegarding().getName()))
                .map(Event::getReason)
                .toList();
    }
}
