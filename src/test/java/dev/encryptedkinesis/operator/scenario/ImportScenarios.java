package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ApiGroup;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.Edit;
import dev.encryptedkinesis.operator.ops.ImportRun;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.status.ConditionList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.StreamMode;

/** What the import command writes of a Region's streams, applied as it is. */
abstract class ImportScenarios extends OperatorScenario {

    private static final String UNENCRYPTED = "unencrypted";

    private String key;

    @BeforeEach
    void makeStreams() {
        key = keyNamed("alias/orders");
        encrypted("by-arn", key);
        encrypted("by-alias", "alias/orders");
        encrypted("by-alias-arn", key.replaceFirst(":key/.*", ":alias/orders"));
        encrypted("by-id", key.substring(key.indexOf('/') + 1));
        encrypted("Of.AWS_itself-", "alias/aws/kinesis");
        aws().console().createActiveStream(UNENCRYPTED, 1, Map.of());
        kinesis()
                .createStream(request -> request.streamName("_on-demand..")
                        .streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
        aws().console().settle("_on-demand..");
        aws().console().encrypt("_on-demand..", key);
        kinesis()
                .updateStreamWarmThroughput(
                        request -> request.streamName("_on-demand..").warmThroughputMiBps(100));
        aws().console().settle("_on-demand..");
        withEverything("ORDERS");
        passes(Duration.ofMinutes(1));
    }

    private void encrypted(String name, String keyId) {
        aws().console()
                .createActiveStream(name, 2, Map.of("team", "shop", "empty", "", "encryptedkinesis.dev/uid", "left"));
        aws().console().encrypt(name, keyId);
    }

    private void withEverything(String name) {
        String arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/" + name;
        aws().console().createActiveStream(name, 3, Map.of("Cost Center", "4711 / +=:@", "on", "1:30"));
        aws().console().encrypt(name, key);
        kinesis()
                .increaseStreamRetentionPeriod(
                        request -> request.streamName(name).retentionPeriodHours(48));
        aws().console().settle(name);
        kinesis().enableEnhancedMonitoring(request -> request.streamName(name).shardLevelMetrics(MetricsName.ALL));
        aws().console().settle(name);
        kinesis().updateMaxRecordSize(request -> request.streamARN(arn).maxRecordSizeInKiB(2048));
        aws().console().settle(name);
        kinesis().registerStreamConsumer(request -> request.streamARN(arn).consumerName("Billing_1.2-x"));
        kinesis().putResourcePolicy(request -> request.resourceARN(arn).policy("""
                {"Version": "2012-10-17", "Id": "no", "Statement": [{"Sid": "1", "Effect": "Allow",
                 "Principal": {"AWS": ["arn:aws:iam::444455556666:root"]}, "Action": ["kinesis:PutRecord"],
                 "Resource": "%s", "Condition": {"Bool": {"aws:SecureTransport": "true"}}}]}""".formatted(arn)));
    }

    private KinesisClient kinesis() {
        return aws().console().kinesis();
    }

    @Test
    void differsInNothingButThatAStreamIsNotEncryptedAndLetGoOfIsOnlyTagged() {
        List<String> names = applyImported();
        assertThat(names).hasSize(8);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(names).allSatisfy(this::differsInNothingButThatItIsNotEncrypted));
        assertThat(aws().journal().mutations()).isEmpty();

        names.forEach(name -> annotate(name, Map.of(ApiGroup.PLAN, "true")));
        names.forEach(this::letGo);
        names.forEach(name -> awaitStalled(name, Reason.PlanOnly));
        for (String name : names) {
            assertThat(status(name).plan()).as(name).first().isEqualTo("AddTagsToStream, to adopt the stream");
            assertThat(status(name).plan())
                    .as(name)
                    .hasSize(spec(name).streamName().equals(UNENCRYPTED) ? 2 : 1);
        }
        assertThat(aws().journal().mutations()).isEmpty();

        names.forEach(name -> annotate(name, Map.of()));
        names.forEach(this::awaitReady);
        assertThat(changes(Operation.ADD_TAGS_TO_STREAM)).isEqualTo(names.size());
        assertThat(changes(Operation.START_STREAM_ENCRYPTION)).isEqualTo(1);
        assertThat(changes()).hasSize(names.size() + 1);
    }

    /** The names of the objects. */
    private List<String> applyImported() {
        return Stream.of(ImportRun.of(aws().kinesis(), "eu-west-1", namespace()).split("(?m)^---$"))
                .filter(document -> !document.isBlank())
                .flatMap(document ->
                        kubernetes()
                                .load(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)))
                                .create()
                                .stream())
                .map(HasMetadata::getMetadata)
                .map(metadata -> metadata.getName())
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** To be waited for: a stream is Ready only some seconds after it was first seen to be encrypted. */
    private void differsInNothingButThatItIsNotEncrypted(String name) {
        boolean differs = spec(name).streamName().equals(UNENCRYPTED);
        assertThat(ConditionList.isTrue(status(name).conditions(), ConditionType.StreamActive))
                .as(name)
                .isTrue();
        assertThat(status(name).differences())
                .as(name)
                .isEqualTo(differs ? List.of("key is none, wanted alias/aws/kinesis") : List.of());
        assertThat(condition(name, ConditionType.Ready).getReason())
                .as(name)
                .isEqualTo(differs ? "ObservedOnly" : "AsSpecified");
    }

    private EncryptedKinesisStreamSpec spec(String name) {
        return object(name).get().getSpec();
    }

    private void letGo(String name) {
        Edit.of(object(name), existing -> {
            EncryptedKinesisStream full =
                    kubernetes().getKubernetesSerialization().clone(existing);
            full.setSpec(kubernetes()
                    .getKubernetesSerialization()
                    .unmarshal(
                            kubernetes()
                                    .getKubernetesSerialization()
                                    .asYaml(existing.getSpec())
                                    .replaceFirst("(?m)^managementPolicy: .*$", "managementPolicy: Full"),
                            EncryptedKinesisStreamSpec.class));
            return full;
        });
    }
}
