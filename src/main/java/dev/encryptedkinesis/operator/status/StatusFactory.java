package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.access.AccessOutcome;
import dev.encryptedkinesis.operator.access.GrantState;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.ConsumerStatus;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.EncryptionStatus;
import dev.encryptedkinesis.operator.api.PreviousKeyStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.api.StreamMode;
import dev.encryptedkinesis.operator.status.Judgement.Truth;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.Budget;
import dev.encryptedkinesis.operator.stream.CapacityMode;
import dev.encryptedkinesis.operator.stream.Deviation;
import dev.encryptedkinesis.operator.stream.Deviations;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.ObservedStream;
import dev.encryptedkinesis.operator.stream.PreviousKey;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamHistory;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the status of an object from what it was and what a pass found. Equal findings make an equal status, so that
 * whoever compares the two knows whether there is anything to write.
 */
public final class StatusFactory {

    /** The conditions that say something of a part; Ready, Reconciling and Stalled sum them up. */
    private static final List<ConditionType> DETAILS =
            List.of(ConditionType.StreamActive, ConditionType.Encrypted, ConditionType.KeyUsable, ConditionType.Synced);

    /** Those that are there always, and those that are there only for an object that has to do with them. */
    private static final List<ConditionType> ALL_DETAILS =
            Stream.concat(DETAILS.stream(), Stream.of(ConditionType.Authorized)).toList();

    private final Clock clock;

    public StatusFactory(Clock clock) {
        this.clock = clock;
    }

    /** The first word on an object: tools take one without conditions for a healthy one. */
    public EncryptedKinesisStreamStatus notObserved(Long generation) {
        String message = "The operator has seen this object, and has not seen its stream yet.";
        Stream<Judgement> all = Stream.concat(
                Stream.of(
                        new Judgement(ConditionType.Ready, Truth.Unknown, Reason.NotObserved, message),
                        new Judgement(ConditionType.Reconciling, Truth.True, Reason.NotObserved, message)),
                DETAILS.stream().map(type -> new Judgement(type, Truth.Unknown, Reason.NotObserved, message)));
        return with(EncryptedKinesisStreamStatus.NONE, generation, all.toList());
    }

    /** By the clock that statuses are dated by. */
    public Instant now() {
        return clock.instant();
    }

    /** The spec is not followed; nothing of the stream has been looked at or changed. */
    public EncryptedKinesisStreamStatus refused(
            EncryptedKinesisStreamStatus previous, Long generation, Reason reason, String message) {
        return with(spokenOf(previous, generation), generation, Summary.refused(reason, message));
    }

    /** AWS did not let the operator see the stream: what was seen last stands, and Ready says that it is not known. */
    public EncryptedKinesisStreamStatus unobservable(
            EncryptedKinesisStreamStatus previous, Long generation, Failure failure) {
        Judgement active = new Judgement(
                ConditionType.StreamActive,
                Truth.Unknown,
                Reasons.of(failure),
                "AWS does not say how the stream is (%s: %s).".formatted(failure.operation(), Said.phrase(failure)));
        return with(spokenOf(previous, generation), generation, Summary.unobservable(failure, List.of(active)));
    }

    /** Of a generation that the previous status does not speak of, nothing has been carried out yet. */
    private static EncryptedKinesisStreamStatus spokenOf(EncryptedKinesisStreamStatus previous, Long generation) {
        boolean isNews = !Objects.equals(previous.observedGeneration(), generation) && previous.changes() != null;
        return isNews ? previous.withChanges(previous.changes().forNewSpec()) : previous;
    }

    /** The status after a pass that saw the stream. */
    public EncryptedKinesisStreamStatus of(EncryptedKinesisStreamStatus previous, Long generation, Turn turn) {
        EncryptedKinesisStreamStatus facts = facts(previous, turn);
        List<Judgement> details = new ArrayList<>();
        details.add(StreamConditions.streamActive(turn));
        Judgement encrypted = EncryptedCondition.judge(turn);
        if (encrypted.truth() != Truth.Unknown || !stillStands(previous, generation, turn.assessment())) {
            details.add(encrypted);
        }
        details.add(KeyConditions.keyUsable(turn));
        AccessConditions.authorized(turn.access(), facts.access()).ifPresent(details::add);
        details.add(StreamConditions.synced(turn));
        return with(withoutOld(facts, turn), generation, Summary.of(turn, details));
    }

    /** Where nobody is declared any more, what was said of those who were is no longer of interest. */
    private static EncryptedKinesisStreamStatus withoutOld(EncryptedKinesisStreamStatus status, Turn turn) {
        return turn.access().review().isPresent()
                ? status
                : status.withConditions(status.conditions().stream()
                        .filter(condition -> !ConditionType.Authorized.name().equals(condition.getType()))
                        .toList());
    }

    /**
     * The same, with what stands in the way beside the stream. What the stream lacks itself comes first, unless it comes
     * by itself and the other does not.
     */
    public EncryptedKinesisStreamStatus hindered(
            EncryptedKinesisStreamStatus previous, EncryptedKinesisStreamStatus next, Hindrance hindrance) {
        if (!Summary.isHinderedBy(hindrance, next.conditions())) {
            return next;
        }
        Stream<Condition> summary = Summary.hindered(hindrance).stream()
                .map(judgement -> ConditionList.renew(
                        previous.conditions(), judgement, next.observedGeneration(), clock.instant()));
        return next.withConditions(Stream.concat(
                        summary,
                        ALL_DETAILS.stream().flatMap(type -> ConditionList.find(next.conditions(), type).stream()))
                .toList());
    }

    /** Whether what was last said of the stream's encryption was said of this spec, and of the key that it is under now. */
    private static boolean stillStands(EncryptedKinesisStreamStatus previous, Long generation, Assessment assessment) {
        boolean isOfThisSpec = ConditionList.find(previous.conditions(), ConditionType.Encrypted)
                .filter(said -> Objects.equals(said.getObservedGeneration(), generation))
                .isPresent();
        Optional<String> before = Optional.ofNullable(previous.encryption()).map(EncryptionStatus::keyId);
        Optional<String> now =
                assessment.present().flatMap(present -> present.description().keyId());
        return isOfThisSpec && now.isPresent() && now.equals(before);
    }

    /** The status of an object that goes, while its stream is on its way. */
    public EncryptedKinesisStreamStatus terminating(EncryptedKinesisStreamStatus previous, Long generation, Turn turn) {
        Judgement active = StreamConditions.streamActive(turn);
        boolean goesOn = turn.step() instanceof NextStep.Act || turn.step() instanceof NextStep.Wait;
        if (!goesOn || turn.failure().isPresent()) {
            return with(facts(previous, turn), generation, Summary.of(turn, List.of(active)));
        }
        String message =
                "The object is being deleted, and so is stream " + StreamConditions.name(turn.assessment()) + ".";
        return with(
                facts(previous, turn),
                generation,
                List.of(
                        new Judgement(ConditionType.Ready, Truth.False, Reason.Terminating, message),
                        new Judgement(ConditionType.Reconciling, Truth.True, Reason.Terminating, message),
                        active));
    }

    /** The status of an object that goes, and whose stream is done with, while KMS still has grants of it. */
    public EncryptedKinesisStreamStatus takingGrantsBack(
            EncryptedKinesisStreamStatus previous, Long generation, GrantState grants) {
        return with(
                previous.withAccess(AccessStatuses.of(previous, new AccessOutcome(grants), clock.instant()), null),
                generation,
                Summary.takingGrantsBack(grants));
    }

    /** Details that nothing is said of now keep what was said of them last, and the generation it was said of. */
    private EncryptedKinesisStreamStatus with(
            EncryptedKinesisStreamStatus status, Long generation, List<Judgement> judgements) {
        Instant now = clock.instant();
        List<Condition> conditions = new ArrayList<>();
        for (Judgement judgement : judgements) {
            conditions.add(ConditionList.renew(status.conditions(), judgement, generation, now));
        }
        for (ConditionType type : ALL_DETAILS) {
            if (ConditionList.find(conditions, type).isEmpty()) {
                ConditionList.find(status.conditions(), type).ifPresent(conditions::add);
            }
        }
        return new EncryptedKinesisStreamStatus(
                generation,
                conditions,
                status.identity(),
                status.streamARN(),
                status.streamCreatedAt(),
                status.streamStatus(),
                status.mode(),
                status.shards(),
                status.retentionHours(),
                status.encryption(),
                status.consumers(),
                status.binding(),
                status.differences(),
                status.plan(),
                status.access(),
                status.forecast(),
                status.changes());
    }

    private static EncryptedKinesisStreamStatus facts(EncryptedKinesisStreamStatus previous, Turn turn) {
        Assessment assessment = turn.assessment();
        StreamHistory history = turn.history();
        Optional<StreamDescription> seen = assessment.present().map(ObservedStream.Present::description);
        return new EncryptedKinesisStreamStatus(
                previous.observedGeneration(),
                previous.conditions(),
                previous.identity(),
                seen.map(StreamDescription::arn).orElse(null),
                seen.map(StreamDescription::createdAt).map(Times::milliseconds).orElse(null),
                seen.map(description -> description.state().name()).orElse(null),
                seen.map(description -> mode(description.shards().mode()).name())
                        .orElse(null),
                seen.flatMap(description -> description.shards().known()).orElse(null),
                seen.map(StreamDescription::retentionHours).orElse(null),
                seen.map(description -> encryption(description, assessment, history))
                        .orElse(null),
                consumers(previous, assessment),
                previous.binding(),
                differences(assessment),
                turn.step() instanceof NextStep.Planned planned ? planned.actions() : List.of(),
                AccessStatuses.of(previous, turn.access(), assessment.now()),
                ForecastStatuses.of(previous, turn.access()),
                Histories.write(history));
    }

    /** Those that the spec names. While AWS is not asked about them, what was seen last stands. */
    private static List<ConsumerStatus> consumers(EncryptedKinesisStreamStatus previous, Assessment assessment) {
        return assessment
                .present()
                .map(present -> present.attachments()
                        .consumers()
                        .map(seen -> seen.stream()
                                .map(consumer -> new ConsumerStatus(
                                        consumer.name(),
                                        consumer.arn(),
                                        consumer.state().name()))
                                .toList())
                        .orElseGet(previous::consumers))
                .orElse(List.of())
                .stream()
                .filter(consumer -> assessment.desired().settings().consumers().contains(consumer.name()))
                .sorted(Comparator.comparing(ConsumerStatus::name))
                .toList();
    }

    private static List<String> differences(Assessment assessment) {
        return Deviations.of(assessment).stream().map(Deviation::description).toList();
    }

    private static StreamMode mode(CapacityMode mode) {
        return switch (mode) {
            case PROVISIONED -> StreamMode.Provisioned;
            case ON_DEMAND -> StreamMode.OnDemand;
        };
    }

    private static EncryptionStatus encryption(StreamDescription seen, Assessment assessment, StreamHistory history) {
        Optional<KeyFacts> key = assessment.currentKey();
        return new EncryptionStatus(
                seen.keyId().orElse(null),
                seen.keyId().map(id -> KeyName.of(id, assessment)).orElse(null),
                history.encrypted()
                        .map(StreamHistory.EncryptedSince::keyArn)
                        .or(assessment::currentKeyArn)
                        .orElse(null),
                key.map(facts -> facts.manager().name()).orElse(null),
                key.map(KeyFacts::state).orElse(null),
                key.flatMap(KeyFacts::deletionDate).map(Times::seconds).orElse(null),
                history.encrypted()
                        .map(StreamHistory.EncryptedSince::at)
                        .map(Times::milliseconds)
                        .orElse(null),
                Budget.KEY_CHANGES.left(history.spent().keyChanges(), assessment.now()),
                previousKeys(assessment, history));
    }

    private static List<PreviousKeyStatus> previousKeys(Assessment assessment, StreamHistory history) {
        return history.previousKeys().stream()
                .map(key -> previousKey(key, assessment.previousKey(key).flatMap(KeyLookup::known)))
                .toList();
    }

    private static PreviousKeyStatus previousKey(PreviousKey key, Optional<KeyFacts> facts) {
        return new PreviousKeyStatus(
                key.keyArn(),
                Times.milliseconds(key.replacedAt()),
                Times.milliseconds(key.neededUntil()),
                facts.map(KeyFacts::state).orElse(null),
                facts.flatMap(KeyFacts::deletionDate).map(Times::seconds).orElse(null));
    }
}
