package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ApiGroup;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.StreamTimeline;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;

/** What becomes of an object that is applied, changed and left alone. */
abstract class StreamScenarios extends OperatorScenario {

    @Test
    void aNewStreamIsCreatedEncryptedAndThenAllElse() {
        String key = keyNamed("alias/orders");

        apply("orders", """
                shards: 2
                retentionHours: 48
                key: {id: alias/orders}
                tags: {team: shop}
                """);
        awaitReady("orders");

        assertThat(changes())
                .containsExactly(
                        Operation.CREATE_STREAM,
                        Operation.START_STREAM_ENCRYPTION,
                        Operation.INCREASE_STREAM_RETENTION_PERIOD);
        assertThat(status("orders").encryption().keyARN()).isEqualTo(key);
        assertThat(status("orders").shards()).isEqualTo(2);
        assertThat(status("orders").retentionHours()).isEqualTo(48);
        assertThat(status("orders").streamStatus()).isEqualTo("ACTIVE");
        assertThat(aws().console()
                        .kinesis()
                        .listTagsForStream(request -> request.streamName("orders"))
                        .tags())
                .anyMatch(tag -> tag.key().equals("team") && tag.value().equals("shop"))
                .anyMatch(tag -> tag.key().equals("encryptedkinesis.dev/namespace")
                        && tag.value().equals(namespace()));
        awaitEvent("orders", Reason.Encrypted);
        assertThat(events("orders"))
                .containsExactly(
                        Reason.StreamCreated.name(),
                        Reason.EncryptionStarted.name(),
                        Reason.StreamChanged.name(),
                        Reason.Encrypted.name());
        assertThat(status("orders").conditions())
                .extracting(Condition::getType)
                .containsExactlyInAnyOrder("Ready", "StreamActive", "Encrypted", "KeyUsable", "Synced");
    }

    @Test
    void noStreamIsCreatedUntilItsKeyIsUsable() {
        apply("orders", """
                shards: 1
                key: {id: alias/orders}
                """);
        awaitStalled("orders", Reason.KeyNotFound);
        assertThat(changes()).isEmpty();

        keyNamed("alias/orders");

        awaitReady("orders");
        assertThat(condition("orders", ConditionType.Stalled).getType()).isNull();
    }

    @Test
    void aChangeOfKeyNeverLeavesEncryption() {
        keyNamed("alias/first");
        String second = keyNamed("alias/second");
        apply("orders", "{shards: 1, key: {id: alias/first}}");
        awaitReady("orders");

        apply("orders", "{shards: 1, key: {id: alias/second}}");
        awaitReady("orders");

        assertThat(status("orders").encryption().keyARN()).isEqualTo(second);
        assertThat(changes(Operation.START_STREAM_ENCRYPTION)).isEqualTo(2);
        awaitEvent("orders", Reason.KeyChanged);
        List<StreamTimeline.Moment> moments =
                aws().timeline("orders").orElseThrow().moments();
        int encrypted = firstEncrypted(moments);
        assertThat(moments.subList(encrypted, moments.size()))
                .allMatch(moment -> moment.encryption() == EncryptionType.KMS);
    }

    private static int firstEncrypted(List<StreamTimeline.Moment> moments) {
        for (int i = 0; i < moments.size(); i++) {
            if (moments.get(i).encryption() == EncryptionType.KMS) {
                return i;
            }
        }
        throw new AssertionError("never encrypted: " + moments);
    }

    @Test
    void theSameKeyUnderAnotherNameIsNoChange() {
        String key = keyNamed("alias/orders");
        aws().console().pointAlias("alias/same", key);
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");

        for (String name : List.of("alias/same", key, key.substring(key.indexOf('/') + 1))) {
            apply("orders", "{shards: 1, key: {id: '%s'}}".formatted(name));
            awaitReady("orders");
        }

        assertThat(changes(Operation.START_STREAM_ENCRYPTION)).isEqualTo(1);
    }

    @Test
    void aStreamGoesFromTheAwsManagedKeyToOneOfTheCustomerAndBack() {
        String key = keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {awsManaged: {}}}");
        awaitReady("orders");
        assertThat(status("orders").encryption().keyManager()).isEqualTo("AWS");

        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");
        assertThat(status("orders").encryption().keyARN()).isEqualTo(key);

        apply("orders", "{shards: 1, key: {awsManaged: {}}}");
        awaitReady("orders");
        assertThat(status("orders").encryption().keyId()).isEqualTo("alias/aws/kinesis");
    }

    @Test
    void aForeignStreamIsLeftAloneUntilItIsToBeAdopted() {
        keyNamed("alias/orders");
        aws().console().createActiveStream("orders", 1, Map.of("team", "others"));

        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitStalled("orders", Reason.NameTaken);
        assertThat(changes()).isEmpty();
        assertThat(condition("orders", ConditionType.Ready).getMessage())
                .contains("exists, and object " + namespace() + "/orders did not create it")
                .contains("adoptionPolicy: AdoptOrCreate");

        apply("orders", "{shards: 1, key: {id: alias/orders}, adoptionPolicy: AdoptOrCreate}");
        awaitReady("orders");
        assertThat(changes()).containsExactly(Operation.ADD_TAGS_TO_STREAM, Operation.START_STREAM_ENCRYPTION);
        awaitEvent("orders", Reason.StreamAdopted);
    }

    @Test
    void whoOnlyObservesChangesNothing() {
        keyNamed("alias/orders");
        aws().console().createActiveStream("orders", 3, Map.of());

        apply("orders", "{shards: 2, key: {id: alias/orders}, managementPolicy: ObserveOnly}");
        awaitStalled("orders", Reason.ObservedOnly);

        assertThat(status("orders").shards()).isEqualTo(3);
        assertThat(condition("orders", ConditionType.Encrypted).getReason()).isEqualTo("NotEncrypted");
        assertThat(changes()).isEmpty();
    }

    @Test
    void ofTwoObjectsForOneStreamTheOlderHasIt() {
        keyNamed("alias/orders");
        apply("older", "{streamName: orders, shards: 1, key: {id: alias/orders}}");
        awaitReady("older");

        apply("younger", "{streamName: orders, shards: 1, key: {id: alias/orders}, adoptionPolicy: AdoptOrCreate}");
        awaitStalled("younger", Reason.NameTaken);
        assertThat(condition("younger", ConditionType.Ready).getMessage())
                .contains("wanted by the older object " + namespace() + "/older");

        object("older").delete();
        awaitReady("younger");
        assertThat(changes(Operation.CREATE_STREAM)).isEqualTo(1);
    }

    @Test
    void anEncryptionThatSomebodyStoppedIsStartedAgain() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");

        aws().console().stopEncryption("orders");

        awaitEvent("orders", Reason.EncryptionLost);
        awaitReady("orders");
        assertThat(changes(Operation.START_STREAM_ENCRYPTION)).isEqualTo(2);
        assertThat(changes(Operation.STOP_STREAM_ENCRYPTION)).isZero();
    }

    @Test
    void aStreamThatSomebodyDeletedIsCreatedAgain() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");

        aws().console().deleteStream("orders");

        awaitEvent("orders", Reason.StreamVanished);
        awaitReady("orders");
        assertThat(changes(Operation.CREATE_STREAM)).isEqualTo(2);
        assertThat(changes(Operation.START_STREAM_ENCRYPTION)).isEqualTo(2);
    }

    @Test
    void aSteadyPassWritesNothing() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");
        awaitEvent("orders", Reason.Encrypted);
        int before = writes();

        awaitPasses(2);

        assertThat(writes()).isEqualTo(before);
    }

    private int writes() {
        return cluster()
                .writes()
                .matching("(POST|PATCH|PUT|DELETE)", namespace() + "/(encryptedkinesis|events)")
                .size();
    }

    @Test
    void missingCredentialsAreToldAndTheirReturnIsNoticed() {
        keyNamed("alias/orders");
        aws().console().loseCredentials();

        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitStalled("orders", Reason.CredentialsUnusable);
        aws().console().restoreCredentials();

        awaitReady("orders");
        assertThat(events("orders").stream().filter("CredentialsUnusable"::equals))
                .hasSize(1);
    }

    @Test
    void whenAwsIsDownTheStatusSaysThatNothingIsKnown() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");

        aws().faults().on(Operation.DESCRIBE_STREAM_SUMMARY).always().fails("ServiceUnavailable", 503);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(condition("orders", ConditionType.Ready).getStatus()).isEqualTo("Unknown");
            assertThat(condition("orders", ConditionType.Encrypted).getStatus()).isEqualTo("True");
        });
        aws().faults().clear();

        awaitReady("orders");
    }

    @Test
    void anOperatorThatStopsAnywhereGoesOnWhereItWas() {
        keyNamed("alias/orders");
        apply("orders", """
                shards: 1
                retentionHours: 48
                key: {id: alias/orders}
                tags: {team: shop}
                """);
        for (int change = 1; change <= 3; change++) {
            int soFar = change;
            await().atMost(Duration.ofSeconds(30)).until(() -> changes().size() >= soFar);
            stopOperator();
            startOperator();
        }

        awaitReady("orders");
        assertThat(changes())
                .containsExactly(
                        Operation.CREATE_STREAM,
                        Operation.START_STREAM_ENCRYPTION,
                        Operation.INCREASE_STREAM_RETENTION_PERIOD);
    }

    @Test
    void aCreationWhoseAnswerIsLostIsRecognisedAsOurs() {
        keyNamed("alias/orders");
        aws().faults().on(Operation.CREATE_STREAM).times(1).losesTheAnswer();

        apply("orders", "{shards: 1, key: {id: alias/orders}}");

        awaitReady("orders");
        assertThat(changes(Operation.CREATE_STREAM)).isEqualTo(1);
    }

    @Test
    void aRetainedStreamSaysWhoseItWasAndComesBackToItsObject() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");
        assertThat(object("orders").get().getFinalizers()).isEmpty();

        object("orders").delete();
        awaitGone("orders");
        assertThat(changes(Operation.DELETE_STREAM)).isZero();

        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");
        assertThat(changes(Operation.CREATE_STREAM)).isEqualTo(1);
        assertThat(changes(Operation.START_STREAM_ENCRYPTION)).isEqualTo(1);
    }

    @Test
    void aStreamThatIsToGoWithItsObjectIsGoneBeforeIt() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}, deletionPolicy: Delete}");
        awaitReady("orders");
        assertThat(object("orders").get().getFinalizers()).containsExactly(ApiGroup.FINALIZER);

        object("orders").delete();
        awaitGone("orders");

        assertThat(aws().console().kinesis().listStreams().streamNames()).isEmpty();
        awaitEvent("orders", Reason.StreamDeleted);
    }

    @Test
    void registeredConsumersKeepAStreamUntilTheSpecLetsThemGo() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}, deletionPolicy: Delete}");
        awaitReady("orders");
        aws().console()
                .kinesis()
                .registerStreamConsumer(request ->
                        request.streamARN(status("orders").streamARN()).consumerName("billing"));
        aws().console().settle("orders");

        object("orders").delete();
        awaitStalled("orders", Reason.ConsumersRegistered);
        assertThat(changes(Operation.DELETE_STREAM)).isZero();

        apply("orders", "{shards: 1, key: {id: alias/orders}, deletionPolicy: DeleteWithConsumers}");
        awaitGone("orders");
        assertThat(changes(Operation.DELETE_STREAM)).isEqualTo(1);
    }

    @Test
    void aDeletionThatAwsDeniesIsToldAndTheAnnotationReleases() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}, deletionPolicy: Delete}");
        awaitReady("orders");
        aws().console().deny("kinesis:DeleteStream");

        object("orders").delete();
        awaitStalled("orders", Reason.AccessDenied);
        awaitEvent("orders", Reason.AccessDenied);

        object("orders").edit(held -> {
            held.getMetadata().setAnnotations(Map.of(ApiGroup.ORPHAN, "true"));
            return held;
        });
        awaitGone("orders");
        assertThat(aws().console().kinesis().listStreams().streamNames()).containsExactly("orders");
    }
}
