package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.StreamTimeline;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;

/** What becomes of a new stream, of a change of its key, and of one with which all is well. */
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
}
