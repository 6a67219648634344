package dev.encryptedkinesis.operator.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.simulation.Caller;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.Service;
import dev.encryptedkinesis.operator.status.ConditionList;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.Tag;

/** What must be so after every pass, whatever happened before. */
final class Invariants {

    /** What a status claims may be as much out of date as AWS's answers are stale, and no more. */
    private static final Duration STALE = Duration.ofSeconds(5);

    /** Reasons that a story can end with: somebody has to act, and in the story nobody does. */
    private static final Set<String> ENDS =
            Set.of("NameTaken", "StreamMissing", "RetentionDecreaseNotAllowed", "ObservedOnly", "ConsumersRegistered");

    private final World world;
    private final VirtualCluster cluster;
    private final BindingInvariants bindings;
    private final Map<String, EncryptedKinesisStreamStatus> judged = new HashMap<>();
    private Instant lastDisturbance = Instant.MIN;
    private boolean isStrangers;
    private boolean mayAdopt;
    private Optional<Operation> made = Optional.empty();
    private boolean countIsLost;
    private int read;
    private Instant passBegan = Instant.MIN;

    Invariants(World world, VirtualCluster cluster, BindingInvariants bindings) {
        this.world = world;
        this.cluster = cluster;
        this.bindings = bindings;
    }

    void specApplied(EncryptedKinesisStreamSpec spec) {
        mayAdopt |= adopts(spec);
        made = Optional.empty();
    }

    private static boolean adopts(EncryptedKinesisStreamSpec spec) {
        return spec.adoptionPolicy() != null && spec.adoptionPolicy().startsWith("Adopt");
    }

    /** Another object, one that was deleted, or a process that ended between the deed and its record, does not know what AWS counted. */
    void countIsLost() {
        countIsLost = true;
    }

    void somebodyActed() {
        countIsLost = true;
        lastDisturbance = world.clock().instant();
    }

    void check(Instant began) {
        passBegan = began;
        check();
    }

    private void check() {
        List<JournalEntry> journal = world.aws().journal().all();
        journal.subList(read, journal.size()).forEach(this::judge);
        read = journal.size();
        cluster.all().forEach(this::judge);
        bindings.checkWritten(isDisturbed());
    }

    private void judge(JournalEntry entry) {
        judgeOwnership(entry);
        if (entry.caller() != Caller.OPERATOR) {
            return;
        }
        assertThat(entry.operation()).as("encryption is never stopped").isNotEqualTo(Operation.STOP_STREAM_ENCRYPTION);
        assertThat(entry.outcome())
                .as("no call that AWS calls wrong: %s", entry)
                .isNotIn("InvalidArgumentException", "ValidationException");
        judgeBudgets(entry);
        judgeRepetition(entry);
        if (entry.tookEffect() && entry.operation().service() == Service.KINESIS) {
            assertThat(entry.resource())
                    .as("nobody else's stream is touched: %s", entry)
                    .isEqualTo(World.STREAM);
        }
    }

    /** A stream of somebody else's making is touched only if, since it was made, an object was there to adopt it. */
    private void judgeOwnership(JournalEntry entry) {
        if (!entry.tookEffect() || !entry.resource().equals(World.STREAM)) {
            return;
        }
        if (entry.operation() == Operation.CREATE_STREAM) {
            isStrangers = entry.caller() != Caller.OPERATOR;
            mayAdopt =
                    cluster.all().stream().map(EncryptedKinesisStream::getSpec).anyMatch(Invariants::adopts);
        } else if (entry.caller() == Caller.OPERATOR) {
            assertThat(isStrangers && !mayAdopt)
                    .as("a stream that nobody was asked to adopt is left alone: %s", entry)
                    .isFalse();
        }
    }

    private void judge(EncryptedKinesisStream object) {
        EncryptedKinesisStreamStatus status = object.getStatus();
        if (status == null) {
            return;
        }
        EncryptedKinesisStreamStatus before = judged.put(object.getMetadata().getUid(), status);
        if (status.equals(before)) {
            return;
        }
        boolean isReady = ConditionList.isTrue(status.conditions(), ConditionType.Ready);
        boolean isReconciling = ConditionList.isTrue(status.conditions(), ConditionType.Reconciling);
        boolean isStalled = ConditionList.isTrue(status.conditions(), ConditionType.Stalled);
        assertThat(List.of(isReady, isReconciling, isStalled).stream().filter(Boolean::booleanValue))
                .as("one of Ready, Reconciling and Stalled: %s", status.conditions())
                .hasSize(1);
        if (isDisturbed() || isOld(status, ConditionType.Encrypted)) {
            return;
        }
        bindings.checkSeen(object);
        // What stands from before, while AWS does not answer and something else is told, is no new claim.
        if (isClaimed(before, status, ConditionType.Encrypted)) {
            judgeEncrypted(status);
        }
        if (isClaimed(before, status, ConditionType.Ready)
                && Objects.equals(
                        status.observedGeneration(), object.getMetadata().getGeneration())) {
            judgeReady(object.getSpec(), status);
        }
    }

    private static boolean isClaimed(
            EncryptedKinesisStreamStatus before, EncryptedKinesisStreamStatus now, ConditionType type) {
        boolean isNew = before == null
                || !ConditionList.find(before.conditions(), type).equals(ConditionList.find(now.conditions(), type));
        return isNew && ConditionList.isTrue(now.conditions(), type);
    }

    /** A pass that waits for answers in vain can take longer than AWS's answers are stale. */
    private boolean isDisturbed() {
        return lastDisturbance.plus(STALE).isAfter(passBegan);
    }

    /** Whether a condition was kept from an earlier look, since the last one showed nothing. */
    private static boolean isOld(EncryptedKinesisStreamStatus status, ConditionType type) {
        return !ConditionList.find(status.conditions(), ConditionType.StreamActive)
                        .filter(active -> !"Unknown".equals(active.getStatus()))
                        .isPresent()
                || ConditionList.find(status.conditions(), type)
                        .filter(condition ->
                                Objects.equals(condition.getObservedGeneration(), status.observedGeneration()))
                        .isEmpty();
    }

    /** What AWS allows so many of in any 24 hours is not asked for beyond that. */
    private void judgeBudgets(JournalEntry latest) {
        Set<Operation> limited =
                Set.of(Operation.START_STREAM_ENCRYPTION, Operation.UPDATE_SHARD_COUNT, Operation.UPDATE_STREAM_MODE);
        if (!countIsLost
                && limited.contains(latest.operation())
                && latest.outcome().equals("LimitExceededException")) {
            throw new AssertionError("a budget that was known to be spent was asked for: " + latest);
        }
    }

    /** AWS is asked but once for a change, however late it shows it; unless it was not known that it had been asked. */
    private void judgeRepetition(JournalEntry latest) {
        boolean isRepeated = made.filter(latest.operation()::equals).isPresent();
        if (!countIsLost && isRepeated && latest.outcome().equals("ResourceInUseException")) {
            throw new AssertionError("a change was asked for again while AWS was at it: " + latest);
        }
        // Of consumers there are several, and one is registered after the other.
        if (latest.tookEffect() && latest.operation() != Operation.REGISTER_STREAM_CONSUMER) {
            made = Optional.of(latest.operation());
        }
    }

    private void judgeEncrypted(EncryptedKinesisStreamStatus status) {
        Instant settled = world.aws()
                .timeline(World.STREAM)
                .orElseThrow()
                .encryptedAt()
                .orElseThrow()
                .plusSeconds(5);
        assertThat(world.clock().instant())
                .as("Encrypted only once no plaintext is written any more: %s", status)
                .isAfterOrEqualTo(settled);
        StreamDescriptionSummary truth = truth("a stream that is Encrypted is there");
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

    private void judgeReady(EncryptedKinesisStreamSpec spec, EncryptedKinesisStreamStatus status) {
        StreamDescriptionSummary truth = truth("a stream that is Ready is there");
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
            judgeConsumers(spec, status);
        }
        if (spec.resourcePolicy() != null) {
            String policy = world.aws()
                    .console()
                    .kinesis()
                    .getResourcePolicy(request -> request.resourceARN(status.streamARN()))
                    .policy();
            assertThat(Serialization.unmarshal(policy, Object.class))
                    .as("policy: %s", status)
                    .isEqualTo(spec.resourcePolicy());
        }
        Map<String, String> tags = new HashMap<>();
        for (Tag tag : world.aws()
                .console()
                .kinesis()
                .listTagsForStream(request -> request.streamName(World.STREAM))
                .tags()) {
            tags.put(tag.key(), tag.value());
        }
        assertThat(tags)
                .as("tags")
                .containsAllEntriesOf(Optional.ofNullable(spec.tags()).orElse(Map.of()));
    }

    private void judgeConsumers(EncryptedKinesisStreamSpec spec, EncryptedKinesisStreamStatus status) {
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

    private StreamDescriptionSummary truth(String claim) {
        Optional<StreamDescriptionSummary> truth = world.stream();
        assertThat(truth).as(claim).isPresent();
        return truth.get();
    }

    /** All is as asked, or waits for a human. */
    boolean areAllAtRest() {
        return cluster.all().stream().allMatch(Invariants::isAtRest);
    }

    private static boolean isAtRest(EncryptedKinesisStream object) {
        EncryptedKinesisStreamStatus status = object.getStatus();
        return status != null
                && !object.isMarkedForDeletion()
                && object.getMetadata().getGeneration().equals(status.observedGeneration())
                && (isStalledForGood(status) || ConditionList.isTrue(status.conditions(), ConditionType.Ready));
    }

    private static boolean isStalledForGood(EncryptedKinesisStreamStatus status) {
        return ConditionList.find(status.conditions(), ConditionType.Stalled)
                .filter(stalled -> ENDS.contains(stalled.getReason()))
                .isPresent();
    }

    /** Nothing new has happened for long: all is as asked, or says what a human must do. */
    void checkEnd() {
        check();
        for (EncryptedKinesisStream object : cluster.all()) {
            assertThat(isAtRest(object))
                    .as("in the end: %s", object.getStatus())
                    .isTrue();
            if (ConditionList.isTrue(object.getStatus().conditions(), ConditionType.Ready)) {
                bindings.checkReady(object);
            }
        }
    }
}
