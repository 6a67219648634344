package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import dev.encryptedkinesis.operator.stream.Deviation;
import dev.encryptedkinesis.operator.stream.Deviations;
import dev.encryptedkinesis.operator.stream.Encryption;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.ObservedStream;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody else did to a stream since the last look, with what was expected and what was found. */
final class Drift {

    private final EncryptedKinesisStreamStatus previous;
    private final Long generation;
    private final Turn turn;
    private final Assessment assessment;

    /** @param generation of the spec that was looked at */
    private Drift(EncryptedKinesisStreamStatus previous, Long generation, Turn turn) {
        this.previous = previous;
        this.generation = generation;
        this.turn = turn;
        this.assessment = turn.assessment();
    }

    /** The most dangerous first; each once, since the status then shows it. */
    static List<Occurrence> between(EncryptedKinesisStreamStatus previous, Long generation, Turn turn) {
        Drift drift = new Drift(previous, generation, turn);
        return drift.vanished()
                .or(drift::replaced)
                .map(List::of)
                .orElseGet(() -> Stream.of(drift.encryptionLost(), drift.settings())
                        .flatMap(Optional::stream)
                        .toList());
    }

    private Optional<Occurrence> vanished() {
        boolean deletedByUs = Histories.read(previous)
                .last()
                .filter(change -> change.description().equals(StreamAction.Delete.NAME))
                .isPresent();
        boolean isGone = assessment.stream() instanceof ObservedStream.Missing && !isAboutToShow();
        return previous.streamARN() != null && isGone && !deletedByUs
                ? Optional.of(Occurrence.warning(
                        Reason.StreamVanished,
                        "Stream " + previous.streamARN() + " has been deleted by somebody else, with its records."))
                : Optional.empty();
    }

    /** What AWS has only just begun to show may be hidden once more. */
    private boolean isAboutToShow() {
        return turn.step() instanceof NextStep.Wait wait && wait.what() == NextStep.For.EFFECT;
    }

    /** The old one was seen last, and was not seen to be gone: so we did not create this one. */
    private Optional<Occurrence> replaced() {
        Optional<Instant> before = Times.parse(previous.streamCreatedAt());
        return description()
                .map(StreamDescription::createdAt)
                .filter(now -> before.filter(was -> was.isBefore(Instant.parse(Times.milliseconds(now))))
                        .isPresent())
                .map(now -> Occurrence.warning(
                        Reason.StreamReplaced,
                        ("Somebody else deleted stream %s, with its records, and created it anew: expected the one"
                                        + " created at %s, found one created at %s.")
                                .formatted(
                                        StreamConditions.name(assessment),
                                        previous.streamCreatedAt(),
                                        Times.milliseconds(now))));
    }

    private Optional<Occurrence> encryptionLost() {
        boolean was = ConditionList.isTrue(previous.conditions(), ConditionType.Encrypted);
        String expected =
                previous.encryption() == null ? null : previous.encryption().keyId();
        Optional<String> found = description().flatMap(StreamDescription::keyId);
        boolean isLost = assessment.present().isPresent() && assessment.encryption() == Encryption.NOT_ENCRYPTED;
        boolean isReplaced =
                assessment.encryption() == Encryption.WRONG_KEY && !Objects.equals(expected, found.orElse(null));
        if (!was || !(isLost || isReplaced)) {
            return Optional.empty();
        }
        return Optional.of(Occurrence.warning(
                Reason.EncryptionLost,
                "Somebody else changed the stream's encryption: expected %s, found %s."
                        .formatted(expected, found.orElse("no encryption"))));
    }

    private Optional<Occurrence> settings() {
        if (!Objects.equals(previous.observedGeneration(), generation)
                || previous.streamARN() == null
                || isAboutToShow()) {
            return Optional.empty();
        }
        String differences = unexpected()
                .filter(deviation -> !deviation.field().equals(Deviation.KEY))
                .filter(deviation -> !(deviation.remedy() instanceof Deviation.Remedy.UnderWay))
                .map(Deviation::description)
                .collect(Collectors.joining("; "));
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Occurrence.warning(Reason.Drifted, "Somebody else changed the stream: " + differences + "."));
    }

    private Stream<Deviation> unexpected() {
        Stream<Deviation> all = Deviations.of(assessment).stream();
        DesiredStream desired = assessment.desired();
        if (desired.mayOnlyObserve() || desired.isOnlyPlanned()) {
            boolean wasCompared = ConditionList.find(previous.conditions(), ConditionType.Synced)
                    .filter(synced -> !synced.getStatus().equals(Judgement.Truth.Unknown.name()))
                    .isPresent();
            return all.filter(
                    deviation -> wasCompared && !previous.differences().contains(deviation.description()));
        }
        // What differed before may differ otherwise now by our own doing.
        boolean differedInNothing = ConditionList.isTrue(previous.conditions(), ConditionType.Synced);
        return all.filter(deviation -> differedInNothing && assessment.isOurs());
    }

    private Optional<StreamDescription> description() {
        return assessment.present().map(ObservedStream.Present::description);
    }
}
