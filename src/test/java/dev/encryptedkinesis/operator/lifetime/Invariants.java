package dev.encryptedkinesis.operator.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.simulation.Caller;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.status.ConditionList;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
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
    private final Map<String, EncryptedKinesisStreamStatus> judged = new HashMap<>();
    private Instant lastDisturbance = Instant.MIN;
    private boolean mayAdopt;
    private boolean countIsLost;
    private int read;

    Invariants(World world, VirtualCluster cluster) {
        this.world = world;
        this.cluster = cluster;
    }

    void specApplied(EncryptedKinesisStreamSpec spec) {
        mayAdopt |= spec.adoptionPolicy() != null && spec.adoptionPolicy().startsWith("Adopt");
    }

    /** Another object, one that was deleted, or a process that ended between the deed and its record, does not know what AWS counted. */
    void countIsLost() {
        countIsLost = true;
    }

    void somebodyActed() {
        countIsLost = true;
        lastDisturbance = world.clock().instant();
    }

    void check() {
        List<JournalEntry> journal = world.aws().journal().all();
        journal.subList(read, journal.size()).forEach(this::judge);
        read = journal.size();
        cluster.all().forEach(this::judge);
    }

    private void judge(JournalEntry entry) {
        if (entry.caller() != Caller.OPERATOR) {
            return;
        }
        assertThat(entry.operation()).as("encryption is never stopped").isNotEqualTo(Operation.STOP_STREAM_ENCRYPTION);
        assertThat(entry.outcome())
                .as("no call that AWS calls wrong: %s", entry)
                .isNotIn("InvalidArgumentException", "ValidationException");
        judgeBudgets(entry);
        if (entry.tookEffect()) {
            assertThat(entry.resource())
                    .as("nobody else's stream is touched: %s", entry)
                    .isEqualTo(World.STREAM);
        }
    }

    private void judge(EncryptedKinesisStream object) {
        EncryptedKinesisStreamStatus status = object.getStatus();
        if (status == null || status.equals(judged.put(object.getMetadata().getUid(), status))) {
            return;
        }
        boolean isReady = ConditionList.isTrue(status.conditions(), ConditionType.Ready);
        boolean isReconciling = ConditionList.isTrue(status.conditions(), ConditionType.Reconciling);
        boolean isStalled = ConditionList.isTrue(status.conditions(), ConditionType.Stalled);
        assertThat(List.of(isReady, isReconciling, isStalled).stream().filter(Boolean::booleanValue))
                .as("one of Ready, Reconciling and Stalled: %s", status.conditions())
                .hasSize(1);
        boolean isDisturbed = lastDisturbance.plus(STALE).isAfter(world.clock().instant());
        if (isDisturbed || isOld(status, ConditionType.Encrypted)) {
            return;
        }
        if (ConditionList.isTrue(status.conditions(), ConditionType.Encrypted)) {
            judgeEncrypted(status);
        }
        if (isReady) {
            judgeReady(object.getSpec(), status);
        }
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

    private StreamDescriptionSummary truth(String claim) {
        Optional<StreamDescriptionSummary> truth = world.stream();
        assertThat(truth).as(claim).isPresent();
        return truth.get();
    }

    /** Nothing new has happened for long: all is as asked, or says what a human must do. */
    void checkEnd() {
        check();
        for (EncryptedKinesisStream object : cluster.all()) {
            EncryptedKinesisStreamStatus status = object.getStatus();
            boolean isStalledForGood = ConditionList.find(status.conditions(), ConditionType.Stalled)
                    .filter(stalled -> ENDS.contains(stalled.getReason()))
                    .isPresent();
            if (!isStalledForGood) {
                assertThat(ConditionList.isTrue(status.conditions(), ConditionType.Ready))
                        .as("in the end: %s", status.conditions())
                        .isTrue();
            }
        }
        world.stream().filter(truth -> !mayAdopt).ifPresent(truth -> {
            boolean isSomebodys = world.aws().journal().entries(World.STREAM).stream()
                    .noneMatch(entry -> entry.operation() == Operation.CREATE_STREAM && entry.tookEffect());
            if (isSomebodys) {
                assertThat(world.aws().journal().mutations())
                        .as("a stream that nobody was asked to adopt is left alone")
                        .isEmpty();
            }
        });
    }
}
