package dev.encryptedkinesis.operator.conformance;

import static dev.encryptedkinesis.operator.conformance.Streams.expectError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.Tag;

/** Creating, finding, tagging and deleting streams. */
abstract class StreamExpectations {
    private final AwsWorld world = world();
    private final Streams streams = new Streams(world);

    abstract AwsWorld world();

    @Test
    void aNewStreamIsCreatingThenActiveAndInPlaintextWithTheTagsItWasCreatedWith() {
        String name = Streams.newName();

        world.kinesis()
                .createStream(
                        request -> request.streamName(name).shardCount(2).tags(Map.of("team", "shop", "env", "test")));

        assertThat(streams.describe(name).streamStatus()).isEqualTo(StreamStatus.CREATING);
        streams.awaitActive(name);
        StreamDescriptionSummary active = streams.describe(name);
        assertThat(active.streamARN()).startsWith("arn:aws:kinesis:").endsWith(":stream/" + name);
        assertThat(active.streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
        assertThat(active.openShardCount()).isEqualTo(2);
        assertThat(active.retentionPeriodHours()).isEqualTo(24);
        assertThat(active.consumerCount()).isZero();
        assertThat(active.encryptionType()).isEqualTo(EncryptionType.NONE);
        assertThat(active.keyId()).isNull();
        assertThat(tags(name)).containsExactlyInAnyOrder(tag("team", "shop"), tag("env", "test"));
    }

    @Test
    void aStreamIsFoundByArnToo() {
        String name = streams.active(1);
        String arn = streams.describe(name).streamARN();

        var byArn = world.kinesis().describeStreamSummary(request -> request.streamARN(arn));

        assertThat(byArn.streamDescriptionSummary()).isEqualTo(streams.describe(name));
    }

    @Test
    void aStreamThatDoesNotExistIsNotFound() {
        String name = Streams.newName();

        expectError("ResourceNotFoundException", () -> streams.describe(name));
        expectError(
                "ResourceNotFoundException", () -> world.kinesis().describeStream(request -> request.streamName(name)));
        expectError("ResourceNotFoundException", () -> tags(name));
        expectError("ResourceNotFoundException", () -> streams.startEncryption(name, "alias/aws/kinesis"));
        expectError(
                "ResourceNotFoundException", () -> world.kinesis().deleteStream(request -> request.streamName(name)));
    }

    @Test
    void aNameCanBeTakenOnlyOnce() {
        String name = streams.creating(1);
        expectError(
                "ResourceInUseException",
                () -> world.kinesis()
                        .createStream(request -> request.streamName(name).shardCount(1)));

        streams.awaitActive(name);

        expectError(
                "ResourceInUseException",
                () -> world.kinesis()
                        .createStream(request -> request.streamName(name).shardCount(1)));
    }

    @Test
    void aDeletedStreamIsDeletingThenGoneAndItsNameFreeAgain() {
        String name = streams.active(1);

        world.kinesis().deleteStream(request -> request.streamName(name));

        assertThat(streams.describe(name).streamStatus()).isEqualTo(StreamStatus.DELETING);
        expectError(
                "ResourceInUseException",
                () -> world.kinesis()
                        .createStream(request -> request.streamName(name).shardCount(1)));
        streams.awaitGone(name);
        assertThatCode(() -> world.kinesis()
                        .createStream(request -> request.streamName(name).shardCount(1)))
                .doesNotThrowAnyException();
    }

    @Test
    void aStreamWithConsumersIsDeletedOnlyByForce() {
        String name = streams.active(1);
        String arn = streams.describe(name).streamARN();
        world.kinesis().registerStreamConsumer(request -> request.streamARN(arn).consumerName("billing"));
        world.await("the consumer is ACTIVE", () -> consumerStatuses(arn).equals(List.of(ConsumerStatus.ACTIVE)));

        expectError("ResourceInUseException", () -> world.kinesis().deleteStream(request -> request.streamName(name)));
        assertThat(streams.describe(name).streamStatus()).isEqualTo(StreamStatus.ACTIVE);

        world.kinesis().deleteStream(request -> request.streamName(name).enforceConsumerDeletion(true));
        streams.awaitGone(name);
    }

    @Test
    void tagsAreAddedReplacedListedAndRemoved() {
        String name = streams.active(1);

        world.kinesis().addTagsToStream(request -> request.streamName(name).tags(Map.of("a", "1", "b", "2")));
        world.kinesis().addTagsToStream(request -> request.streamName(name).tags(Map.of("b", "3")));
        assertThat(tags(name)).containsExactlyInAnyOrder(tag("a", "1"), tag("b", "3"));

        world.kinesis().removeTagsFromStream(request -> request.streamName(name).tagKeys("a", "never there"));
        assertThat(tags(name)).containsExactly(tag("b", "3"));
    }

    @Test
    void tagsAreListedPageByPageByKey() {
        String name = Streams.newName();
        world.kinesis()
                .createStream(
                        request -> request.streamName(name).shardCount(1).tags(Map.of("a", "1", "b", "2", "c", "3")));
        streams.awaitActive(name);

        var first = world.kinesis()
                .listTagsForStream(request -> request.streamName(name).limit(2));
        var second = world.kinesis()
                .listTagsForStream(request -> request.streamName(name).exclusiveStartTagKey("b"));

        assertThat(first.tags()).extracting(Tag::key).containsExactly("a", "b");
        assertThat(first.hasMoreTags()).isTrue();
        assertThat(second.tags()).extracting(Tag::key).containsExactly("c");
        assertThat(second.hasMoreTags()).isFalse();
    }

    @Test
    void shardLevelMetricsAreSwitchedOnAndOff() {
        String name = streams.active(1);

        world.kinesis()
                .enableEnhancedMonitoring(request -> request.streamName(name)
                        .shardLevelMetrics(MetricsName.INCOMING_BYTES, MetricsName.OUTGOING_BYTES));
        streams.awaitActive(name);
        assertThat(metrics(name)).containsExactlyInAnyOrder(MetricsName.INCOMING_BYTES, MetricsName.OUTGOING_BYTES);

        world.kinesis()
                .disableEnhancedMonitoring(
                        request -> request.streamName(name).shardLevelMetrics(MetricsName.INCOMING_BYTES));
        streams.awaitActive(name);
        assertThat(metrics(name)).containsExactly(MetricsName.OUTGOING_BYTES);
    }

    @Test
    void limitsCountOpenShards() {
        int before = world.kinesis().describeLimits().openShardCount();
        streams.active(3);

        // Once a second is all that AWS allows, and creation took longer than that.
        assertThat(world.kinesis().describeLimits().openShardCount()).isGreaterThanOrEqualTo(before + 3);
    }

    @Test
    void callsAreLimitedByRate() {
        String name = streams.active(1);
        Runnable burst = () -> {
            for (int call = 0; call < 25; call++) {
                streams.describe(name);
            }
        };

        world.expect(
                () -> expectError("LimitExceededException", burst::run),
                Deviation.UNLIMITED_RATES,
                () -> assertThatCode(burst::run).doesNotThrowAnyException());
    }

    private List<Tag> tags(String name) {
        return world.kinesis()
                .listTagsForStream(request -> request.streamName(name))
                .tags();
    }

    private List<MetricsName> metrics(String name) {
        return streams.describe(name).enhancedMonitoring().stream()
                .flatMap(metrics -> metrics.shardLevelMetrics().stream())
                .toList();
    }

    private List<ConsumerStatus> consumerStatuses(String arn) {
        return world.kinesis().listStreamConsumers(request -> request.streamARN(arn)).consumers().stream()
                .map(consumer -> consumer.consumerStatus())
                .toList();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
