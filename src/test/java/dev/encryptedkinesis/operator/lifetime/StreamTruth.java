package dev.encryptedkinesis.operator.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.Tag;

/** How the stream truly is, beside what a status says of it. */
final class StreamTruth {

    private final World world;

    StreamTruth(World world) {
        this.world = world;
    }

    void isEncryptedAsSaid(EncryptedKinesisStreamStatus status) {
        StreamDescriptionSummary truth = present("a stream that is Encrypted is there");
        Instant settled = world.aws()
                .timeline(World.STREAM)
                .orElseThrow()
                .encryptedAt()
                .orElse(Instant.MAX.minusSeconds(5))
                .plusSeconds(5);
        assertThat(world.clock().instant())
                .as("Encrypted only once no plaintext is written any more: %s", status)
                .isAfterOrEqualTo(settled);
        assertThat(truth.encryptionType()).as("Encrypted: %s", status).isEqualTo(EncryptionType.KMS);
        assertThat(world.aws()
                        .console()
                        .kms()
                        .describeKey(request -> request.keyId(truth.keyId()))
                        .keyMetadata()
                        .arn())
                .as("the key it is said to be under")
                .isEqualTo(status.encryption().keyARN());
    }

    void isAsAsked(EncryptedKinesisStreamSpec spec, EncryptedKinesisStreamStatus status) {
        StreamDescriptionSummary truth = present("a stream that is Ready is there");
        if (spec.shards() != null) {
            assertThat(truth.openShardCount()).as("shards: %s", status).isEqualTo(spec.shards());
        }
        if (spec.retentionHours() != null) {
            assertThat(truth.retentionPeriodHours()).as("retention: %s", status).isEqualTo(spec.retentionHours());
        }
        if (spec.maxRecordSizeKiB() != null) {
            assertThat(truth.maxRecordSizeInKiB()).as("record size: %s", status).isEqualTo(spec.maxRecordSizeKiB());
        }
        if (spec.warmThroughputMiBps() != null) {
            assertThat(truth.warmThroughput().targetMiBps())
                    .as("warm throughput: %s", status)
                    .isEqualTo(spec.warmThroughputMiBps());
        }
        if (spec.shardLevelMetrics() != null) {
            assertThat(truth.enhancedMonitoring().get(0).shardLevelMetrics())
                    .as("metrics: %s", status)
                    .isEqualTo(metrics(spec.shardLevelMetrics()));
        }
        if (spec.fanOutConsumers() != null) {
            hasConsumers(spec, status);
        }
        if (spec.resourcePolicy() != null) {
            assertThat(policy(status)).as("policy: %s", status).isEqualTo(spec.resourcePolicy());
        }
        assertThat(tags())
                .as("tags")
                .containsAllEntriesOf(Optional.ofNullable(spec.tags()).orElse(Map.of()));
    }

    private void hasConsumers(EncryptedKinesisStreamSpec spec, EncryptedKinesisStreamStatus status) {
        Map<String, String> active = world
                .aws()
                .console()
                .kinesis()
                .listStreamConsumers(request -> request.streamARN(status.streamARN()))
                .consumers()
                .stream()
                .filter(consumer -> consumer.consumerStatus() == ConsumerStatus.ACTIVE)
                .collect(Collectors.toMap(Consumer::consumerName, Consumer::consumerARN));
        assertThat(active.keySet()).as("consumers: %s", status).containsAll(spec.fanOutConsumers());
        assertThat(status.consumers())
                .as("the ARNs to subscribe with")
                .hasSameSizeAs(spec.fanOutConsumers())
                .allSatisfy(told -> assertThat(active).containsEntry(told.name(), told.arn()));
    }

    /** AWS reports each metric, in an order of its own. */
    private static List<MetricsName> metrics(List<String> names) {
        return Arrays.stream(MetricsName.values())
                .filter(name -> name != MetricsName.ALL && name != MetricsName.UNKNOWN_TO_SDK_VERSION)
                .filter(name -> names.contains("ALL") || names.contains(name.toString()))
                .toList();
    }

    private Object policy(EncryptedKinesisStreamStatus status) {
        String policy = world.aws()
                .console()
                .kinesis()
                .getResourcePolicy(request -> request.resourceARN(status.streamARN()))
                .policy();
        return Serialization.unmarshal(policy, Object.class);
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new HashMap<>();
        for (Tag tag : world.aws()
                .console()
                .kinesis()
                .listTagsForStream(request -> request.streamName(World.STREAM))
                .tags()) {
            tags.put(tag.key(), tag.value());
        }
        return tags;
    }

    private StreamDescriptionSummary present(String claim) {
        Optional<StreamDescriptionSummary> truth = world.stream();
        assertThat(truth).as(claim).isPresent();
        return truth.get();
    }
}
