package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.EncryptionStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.StreamAction;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person would want to read in {@code kubectl describe}: each turn of events once, since each is a difference. */
public final class Occurrences {

    private Occurrences() {}

    /** What happened in a pass that saw the stream. */
    public static List<Occurrence> of(
            EncryptedKinesisStreamStatus previous, EncryptedKinesisStreamStatus next, Turn turn) {
        List<Occurrence> all = new ArrayList<>(Drift.between(previous, next.observedGeneration(), turn));
        turn.accepted().map(action -> accepted(action, turn.assessment())).ifPresent(all::add);
        keyChanged(previous, next, turn.assessment()).ifPresent(all::add);
        encrypted(previous, next).ifPresent(all::add);
        all.addAll(DenialStatuses.occurrences(previous, next, turn.access()));
        ForecastStatuses.occurrence(previous, next, turn.access()).ifPresent(all::add);
        all.addAll(AccessStatuses.occurrences(previous, next, turn.access()));
        all.addAll(stalled(previous, next));
        return all;
    }

    /** That somebody must act now, or for another reason than before. */
    public static List<Occurrence> stalled(EncryptedKinesisStreamStatus previous, EncryptedKinesisStreamStatus next) {
        Optional<String> before =
                ConditionList.find(previous.conditions(), ConditionType.Stalled).map(Condition::getReason);
        return ConditionList.find(next.conditions(), ConditionType.Stalled)
                .filter(stalled -> !Optional.of(stalled.getReason()).equals(before))
                .map(stalled -> Occurrence.warning(Reason.valueOf(stalled.getReason()), stalled.getMessage()))
                .stream()
                .toList();
    }

    /** What to say of a stream whose object is released. */
    public static Occurrence farewell(String stream, NextStep.Farewell farewell) {
        return switch (farewell) {
            case GONE -> Occurrence.normal(Reason.StreamDeleted, "Stream " + stream + " is gone.");
            case RETAINED ->
                Occurrence.normal(Reason.StreamRetained, "Stream " + stream + " stays, with its records and tags.");
            case ORPHANED ->
                Occurrence.normal(
                        Reason.StreamRetained, "Nothing was done about stream " + stream + ", as the annotation asks.");
            case NOT_OURS ->
                Occurrence.normal(
                        Reason.StreamRetained, "Stream " + stream + " stays: it does not belong to this object.");
        };
    }

    public static Occurrence bindingPublished(String secret) {
        return Occurrence.normal(
                Reason.BindingPublished, "Secret " + secret + " is there: applications that mount it can start.");
    }

    /** @param why in words that go on from "since" */
    public static Occurrence bindingRemoved(String secret, String why) {
        return Occurrence.normal(Reason.BindingRemoved, "Secret %s is removed, since %s.".formatted(secret, why));
    }

    public static Occurrence policiesPublished(String configMap) {
        return Occurrence.normal(
                Reason.PoliciesPublished,
                "ConfigMap " + configMap + " has the policies for the declared producers and consumers.");
    }

    /** @param why in words that go on from "since" */
    public static Occurrence policiesRemoved(String configMap, String why) {
        return Occurrence.normal(
                Reason.PoliciesRemoved, "ConfigMap %s is removed, since %s.".formatted(configMap, why));
    }

    private static String keyId(Assessment assessment) {
        return assessment
                .present()
                .flatMap(present -> present.description().keyId())
                .orElse(null);
    }

    private static Occurrence accepted(StreamAction action, Assessment assessment) {
        String stream = StreamConditions.name(assessment);
        if (action instanceof StreamAction.Create) {
            return Occurrence.normal(Reason.StreamCreated, "AWS creates stream " + stream + ".");
        }
        if (action instanceof StreamAction.StartEncryption start) {
            return keyId(assessment) == null
                    ? Occurrence.normal(Reason.EncryptionStarted, "AWS starts encryption under " + start.keyId() + ".")
                    : Occurrence.normal(
                            Reason.KeyChangeStarted,
                            "AWS changes the key from %s to %s.".formatted(keyId(assessment), start.keyId()));
        }
        if (action instanceof StreamAction.AddTags && !assessment.isOurs()) {
            return Occurrence.normal(Reason.StreamAdopted, "Stream " + stream + " now belongs to this object.");
        }
        if (action instanceof StreamAction.Delete) {
            return Occurrence.normal(Reason.StreamDeleting, "AWS deletes stream " + stream + ".");
        }
        return Occurrence.normal(Reason.StreamChanged, "AWS accepted " + action.description() + ".");
    }

    private static Optional<Occurrence> keyChanged(
            EncryptedKinesisStreamStatus previous, EncryptedKinesisStreamStatus next, Assessment assessment) {
        Optional<String> before = Optional.ofNullable(previous.encryption()).map(EncryptionStatus::keyARN);
        Optional<String> after = Optional.ofNullable(next.encryption()).map(EncryptionStatus::keyARN);
        boolean isWanted = switch (assessment.encryption()) {
            case SETTLING, SETTLED -> true;
            case NOT_ENCRYPTED, ENCRYPTING, WRONG_KEY, CHANGING_KEY, UNDETERMINED -> false;
        };
        return before.isPresent() && after.isPresent() && !before.equals(after) && isWanted
                ? Optional.of(Occurrence.normal(
                        Reason.KeyChanged,
                        ("New records are written under %s; those already in the stream need %s until retention has run"
                                        + " out.")
                                .formatted(after.get(), before.get())))
                : Optional.empty();
    }

    private static Optional<Occurrence> encrypted(
            EncryptedKinesisStreamStatus previous, EncryptedKinesisStreamStatus next) {
        return ConditionList.find(next.conditions(), ConditionType.Encrypted)
                .filter(now -> ConditionList.isTrue(next.conditions(), ConditionType.Encrypted))
                .filter(now -> !ConditionList.isTrue(previous.conditions(), ConditionType.Encrypted))
                .map(now -> Occurrence.normal(Reason.Encrypted, now.getMessage()));
    }
}
