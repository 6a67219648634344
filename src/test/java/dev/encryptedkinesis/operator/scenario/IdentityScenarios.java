package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ApiGroup;
import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.Edit;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.tenancy.Identities;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may have what done. What is refused is refused before AWS is asked, and what there is stays as it is. */
abstract class IdentityScenarios extends OperatorScenario {

    private static final String ORDERS = "{shards: 1, key: {id: alias/orders}}";

    private String key;

    @BeforeEach
    void arrange() {
        key = keyNamed("alias/orders");
    }

    @AfterEach
    void forgetTheSecondIdentity() {
        second().delete();
    }

    private Resource<AwsIdentity> first() {
        return kubernetes().resources(AwsIdentity.class).withName(namespace());
    }

    private Resource<AwsIdentity> second() {
        return kubernetes().resources(AwsIdentity.class).withName(namespace() + "-2");
    }

    /** @param allowed what is to be said beside the selector, in YAML, on one line */
    private void allow(String allowed) {
        AwsIdentity wanted = Identities.named(
                namespace(), "{namespaceSelector: %s, %s}".formatted(Identities.namespace(namespace()), allowed));
        Edit.of(first(), identity -> {
            identity.setSpec(wanted.getSpec());
            return identity;
        });
    }

    private void allowAll() {
        allow(
                "allowedRegions: ['*'], allowedStreamNames: ['*'], allowedKeyARNs: ['*'], allowedDeletionPolicies: ['*']");
    }

    private List<JournalEntry> calls() {
        return aws().journal().entries().stream()
                // It is asked of the identity, and of no stream.
                .filter(entry -> entry.operation() != Operation.GET_CALLER_IDENTITY)
                .toList();
    }

    private String message(String name) {
        return condition(name, ConditionType.Ready).getMessage();
    }

    @Test
    void withoutAnIdentityNothingIsDoneUntilThereIsOne() {
        first().delete();
        apply("orders", ORDERS);

        awaitStalled("orders", Reason.NoIdentity);
        awaitEvent("orders", Reason.NoIdentity);
        assertThat(message("orders")).contains("namespace " + namespace());
        assertThat(calls()).isEmpty();

        kubernetes().resource(identity()).create();
        awaitReady("orders");
    }

    @Test
    void withTwoNothingIsDoneUntilOneIsLeft() {
        kubernetes().resource(Identities.ofEverything(namespace() + "-2", "{}")).create();
        apply("orders", ORDERS);

        awaitStalled("orders", Reason.AmbiguousIdentity);
        assertThat(message("orders")).contains(namespace() + ", " + namespace() + "-2");
        assertThat(calls()).isEmpty();

        second().delete();
        awaitReady("orders");
    }

    @Test
    void aNamespaceIsServedOnceItsLabelsSaySo() {
        Edit.of(first(), identity -> {
            identity.setSpec(Identities.ofEverything(namespace(), "{matchLabels: {team: shop}}")
                    .getSpec());
            return identity;
        });
        apply("orders", ORDERS);
        awaitStalled("orders", Reason.NoIdentity);
        assertThat(calls()).isEmpty();

        label("team", "shop");
        awaitReady("orders");

        label("team", "audit");
        awaitStalled("orders", Reason.NoIdentity);
    }

    private void label(String name, String value) {
        Edit.of(kubernetes().namespaces().withName(namespace()), namespace -> {
            namespace.getMetadata().getLabels().put(name, value);
            return namespace;
        });
    }

    @Test
    void anIdentityThatIsEditedWithoutEndCostsNoMoreThanAnObjectThatIs() {
        allowAll();
        apply("orders", ORDERS);
        awaitReady("orders");

        assertFewCallsWhile(edit -> first().patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": {\"allowedRegions\": [\"*\", \"eu-west-%d\"]}}".formatted(1 + edit % 2)));

        allow("allowedRegions: [us-east-1], allowedStreamNames: ['*'], allowedKeyARNs: ['*']");
        awaitStalled("orders", Reason.RegionNotAllowed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RegionNotAllowed         | allowedRegions: [us-east-1], allowedStreamNames: ['*'], allowedKeyARNs: ['*']
            StreamNameNotAllowed     | allowedRegions: ['*'], allowedStreamNames: ['${namespace}.*'], allowedKeyARNs: ['*']
            KeyNotAllowed            | allowedRegions: ['*'], allowedStreamNames: ['*'], allowedKeyARNs: [AwsManaged]
            KeyNotAllowed            | allowedRegions: ['*'], allowedStreamNames: ['*']
            DeletionPolicyNotAllowed | allowedRegions: ['*'], allowedStreamNames: ['*'], allowedKeyARNs: ['*']
            """)
    void whatTheSpecAloneSaysIsRefusedBeforeAwsIsAsked(Reason reason, String allowed) {
        allow(allowed);
        apply(
                "orders",
                "{shards: 1, deletionPolicy: %s, key: {id: alias/orders}}"
                        .formatted(reason == Reason.DeletionPolicyNotAllowed ? "Delete" : "Retain"));

        awaitStalled("orders", reason);
        awaitEvent("orders", reason);
        assertThat(message("orders")).contains("AwsIdentity " + namespace());
        assertThat(calls()).isEmpty();

        allowAll();
        awaitReady("orders");
    }

    /** KMS has to be asked which key an alias means; nothing else is. */
    @Test
    void anAliasOfAKeyThatIsNotAllowedIsRefusedLikeOneThatDoesNotExist() {
        allow("allowedRegions: ['*'], allowedStreamNames: ['*'], allowedKeyARNs: ['arn:aws:kms:*:*:key/0000*']");
        apply("orders", ORDERS);
        apply("guess", "{shards: 1, key: {id: alias/does-not-exist}}");

        awaitStalled("orders", Reason.KeyNotAllowed);
        awaitStalled("guess", Reason.KeyNotAllowed);
        assertThat(message("orders").replace("alias/orders", "it"))
                .isEqualTo(message("guess").replace("alias/does-not-exist", "it"))
                .doesNotContain(key);
        assertThat(calls()).extracting(JournalEntry::operation).containsOnly(Operation.DESCRIBE_KEY);

        allow("allowedRegions: ['*'], allowedStreamNames: ['*'], allowedKeyARNs: ['%s']".formatted(key));
        awaitReady("orders");
    }

    @Test
    void whatIsNoLongerAllowedStaysAsItIs() {
        apply("orders", ORDERS);
        awaitReady("orders");
        long before = changes().size();

        allow("allowedRegions: ['*'], allowedStreamNames: ['other'], allowedKeyARNs: ['*']");
        awaitStalled("orders", Reason.StreamNameNotAllowed);
        apply("orders", "{shards: 4, key: {id: alias/orders}}");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(status("orders").observedGeneration()).isEqualTo(2));
        awaitStalled("orders", Reason.StreamNameNotAllowed);
        assertThat(condition("orders", ConditionType.Encrypted).getStatus()).isEqualTo("True");
        assertThat(changes()).hasSize((int) before);

        allowAll();
        awaitReady("orders");
        assertThat(changes()).contains(Operation.UPDATE_SHARD_COUNT);
    }

    @Test
    void anObjectThatIsNotServedLeavesItsStreamToDeletionOnlyOnceItIsServedAgain() {
        apply("orders", "{shards: 1, deletionPolicy: Delete, key: {id: alias/orders}}");
        awaitReady("orders");
        first().delete();
        awaitStalled("orders", Reason.NoIdentity);

        object("orders").delete();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(message("orders")).contains(ApiGroup.ORPHAN));
        awaitStalled("orders", Reason.NoIdentity);
        assertThat(changes()).doesNotContain(Operation.DELETE_STREAM);

        kubernetes().resource(identity()).create();
        awaitGone("orders");
        assertThat(changes()).contains(Operation.DELETE_STREAM);
    }

    @Test
    void anObjectThatIsNotServedCanBeReleased() {
        apply("orders", "{shards: 1, deletionPolicy: Delete, key: {id: alias/orders}}");
        awaitReady("orders");
        first().delete();
        // As long as the operator sees the identity, it rightly deletes.
        awaitStalled("orders", Reason.NoIdentity);
        object("orders").delete();
        awaitStalled("orders", Reason.NoIdentity);

        annotate("orders", Map.of(ApiGroup.ORPHAN, "true"));
        awaitGone("orders");
        assertThat(changes()).doesNotContain(Operation.DELETE_STREAM);
    }

    @Test
    void whatWasNeverServedIsDeletedAtOnce() {
        allow("allowedRegions: ['*'], allowedStreamNames: ['*'], allowedKeyARNs: ['*']");
        apply("orders", "{shards: 1, deletionPolicy: Delete, key: {id: alias/orders}}");
        awaitStalled("orders", Reason.DeletionPolicyNotAllowed);

        object("orders").delete();
        awaitGone("orders");
        assertThat(calls()).isEmpty();
    }

    /** Else whoever can make an object could keep a stream from those whose it is. */
    @Test
    void whoMayNotHaveAStreamKeepsItFromNobody() {
        allow("allowedRegions: ['*'], allowedStreamNames: ['*'], allowedKeyARNs: ['*']");
        apply("squatter", "{streamName: orders, shards: 1, deletionPolicy: Delete, key: {id: alias/orders}}");
        awaitStalled("squatter", Reason.DeletionPolicyNotAllowed);

        apply("younger", "{streamName: orders, shards: 1, key: {id: alias/orders}}");
        awaitReady("younger");
    }
}
