package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConsumerStatus;
import dev.encryptedkinesis.operator.simulation.Operation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/** What becomes of the settings beside capacity, retention, key and tags. */
abstract class SettingScenarios extends OperatorScenario {

    @Test
    void recordSizeAndMetricsAreMadeAsAskedAndOtherwiseLeft() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}, maxRecordSizeKiB: 2048, shardLevelMetrics: [ALL]}");
        awaitReady("orders");
        assertThat(summary().maxRecordSizeInKiB()).isEqualTo(2048);
        assertThat(metrics()).hasSize(7);

        apply("orders", "{shards: 1, key: {id: alias/orders}, shardLevelMetrics: [OutgoingBytes, IncomingBytes]}");
        awaitReady("orders");
        assertThat(summary().maxRecordSizeInKiB()).isEqualTo(2048);
        assertThat(metrics()).containsExactlyInAnyOrder(MetricsName.INCOMING_BYTES, MetricsName.OUTGOING_BYTES);

        // Made anew, since the client leaves empty lists out of its patches.
        object("orders").delete();
        awaitGone("orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}, shardLevelMetrics: []}");
        awaitReady("orders");
        assertThat(metrics()).isEmpty();
        assertThat(changes(Operation.ENABLE_ENHANCED_MONITORING)).isEqualTo(1);
        assertThat(changes(Operation.DISABLE_ENHANCED_MONITORING)).isEqualTo(2);
        assertThat(changes(Operation.UPDATE_MAX_RECORD_SIZE)).isEqualTo(1);
    }

    @Test
    void warmThroughputIsMadeAsAskedAndOtherwiseLeft() {
        keyNamed("alias/orders");
        apply("orders", "{mode: OnDemand, key: {id: alias/orders}, warmThroughputMiBps: 100}");
        awaitReady("orders");
        assertThat(changes())
                .containsExactly(
                        Operation.CREATE_STREAM,
                        Operation.START_STREAM_ENCRYPTION,
                        Operation.UPDATE_STREAM_WARM_THROUGHPUT);

        apply("orders", "{mode: OnDemand, key: {id: alias/orders}, warmThroughputMiBps: 40}");
        awaitReady("orders");
        assertThat(summary().warmThroughput().targetMiBps()).isEqualTo(40);

        object("orders").delete();
        awaitGone("orders");
        apply("orders", "{mode: OnDemand, key: {id: alias/orders}}");
        awaitReady("orders");
        assertThat(summary().warmThroughput().targetMiBps()).isEqualTo(40);
        assertThat(changes(Operation.UPDATE_STREAM_WARM_THROUGHPUT)).isEqualTo(2);
    }

    @Test
    void consumersAreRegisteredAndToldAndThoseOfOthersStay() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}, fanOutConsumers: [billing, audit]}");
        awaitReady("orders");
        assertThat(status("orders").consumers())
                .extracting(ConsumerStatus::name, ConsumerStatus::status)
                .containsExactly(tuple("audit", "ACTIVE"), tuple("billing", "ACTIVE"));
        assertThat(status("orders").consumers())
                .allSatisfy(consumer ->
                        assertThat(consumer.arn()).startsWith(summary().streamARN() + "/consumer/" + consumer.name()));
        aws().console()
                .kinesis()
                .registerStreamConsumer(
                        request -> request.streamARN(summary().streamARN()).consumerName("theirs"));

        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");
        assertThat(changes(Operation.REGISTER_STREAM_CONSUMER)).isEqualTo(2);
        assertThat(changes(Operation.DEREGISTER_STREAM_CONSUMER)).isEqualTo(2);
        assertThat(status("orders").consumers()).isEmpty();
        await().atMost(Duration.ofSeconds(30)).until(() -> consumers().equals(List.of("theirs")));
    }

    @Test
    void aStreamGoesWithTheConsumersThatItsObjectRegistered() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}, fanOutConsumers: [billing], deletionPolicy: Delete}");
        awaitReady("orders");

        object("orders").delete();

        awaitGone("orders");
        assertThat(changes()).endsWith(Operation.DEREGISTER_STREAM_CONSUMER, Operation.DELETE_STREAM);
    }

    @Test
    void aPolicyIsPutOnComparedByMeaningAndTakenOffAgain() {
        keyNamed("alias/orders");
        apply("orders", "shards: 1\nkey: {id: alias/orders}\n" + policyAllowing("kinesis:PutRecord"));
        awaitReady("orders");
        assertThat(changes()).endsWith(Operation.PUT_RESOURCE_POLICY);

        apply("orders", "shards: 1\nkey: {id: alias/orders}\n" + policyAllowing("[Kinesis:PutRecord]"));
        awaitReady("orders");
        assertThat(changes(Operation.PUT_RESOURCE_POLICY)).isEqualTo(1);

        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");
        assertThat(changes()).endsWith(Operation.DELETE_RESOURCE_POLICY);
    }

    private static String policyAllowing(String action) {
        return """
            resourcePolicy:
              Version: "2012-10-17"
              Statement:
              - Effect: Allow
                Principal: {AWS: "444455556666"}
                Action: %s
                Resource: "*"
            """.formatted(action);
    }

    @Test
    void whatOthersAttachedStaysAndIsNotAskedFor() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");
        aws().console()
                .kinesis()
                .putResourcePolicy(
                        request -> request.resourceARN(summary().streamARN()).policy("{\"Statement\": []}"));

        awaitPasses(2);

        assertThat(changes(Operation.DELETE_RESOURCE_POLICY)).isZero();
        assertThat(aws().journal().count(Operation.GET_RESOURCE_POLICY)).isZero();
        assertThat(aws().journal().count(Operation.LIST_STREAM_CONSUMERS)).isZero();
    }

    private List<String> consumers() {
        return aws()
                .console()
                .kinesis()
                .listStreamConsumers(request -> request.streamARN(summary().streamARN()))
                .consumers()
                .stream()
                .map(Consumer::consumerName)
                .toList();
    }

    private List<MetricsName> metrics() {
        return summary().enhancedMonitoring().get(0).shardLevelMetrics();
    }

    private StreamDescriptionSummary summary() {
        return aws().console()
                .kinesis()
                .describeStreamSummary(request -> request.streamName("orders"))
                .streamDescriptionSummary();
    }
}
