package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.status.Judgement.Truth;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.Blocker;
import dev.encryptedkinesis.operator.stream.Budget;
import dev.encryptedkinesis.operator.stream.Deviation;
import dev.encryptedkinesis.operator.stream.Deviation.Remedy;
import dev.encryptedkinesis.operator.stream.Deviations;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.ObservedStream;
import dev.encryptedkinesis.operator.stream.Owner;
import dev.encryptedkinesis.operator.stream.Ownership;
import dev.encryptedkinesis.operator.stream.Policies.Adoption;
import dev.encryptedkinesis.operator.stream.StreamAction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges StreamActive and Synced. */
final class StreamConditions {

    private StreamConditions() {}

    static Judgement streamActive(Turn turn) {
        Assessment assessment = turn.assessment();
        String stream = name(assessment);
        if (assessment.claims().older().isPresent()) {
            return no(
                    Reason.NameTaken,
                    wantedByOlder(stream, assessment.claims().older().get()));
        }
        Optional<ObservedStream.Present> present = assessment.present();
        if (present.isEmpty()) {
            return missing(turn, stream);
        }
        if (!assessment.desired().mayOnlyObserve() && isTaken(turn, assessment)) {
            return no(Reason.NameTaken, takenBy(stream, assessment.ownership().orElseThrow(), assessment));
        }
        return switch (present.get().state()) {
            case ACTIVE ->
                new Judgement(
                        ConditionType.StreamActive, Truth.True, Reason.Active, "Stream " + stream + " is ACTIVE.");
            case CREATING -> no(Reason.Creating, "Stream " + stream + " is CREATING.");
            case UPDATING ->
                no(Reason.Updating, "Stream " + stream + " is UPDATING; it takes reads and writes meanwhile.");
            case DELETING -> no(Reason.Deleting, "Stream " + stream + " is DELETING.");
        };
    }

    private static Judgement missing(Turn turn, String stream) {
        if (turn.accepted().filter(StreamAction.Create.class::isInstance).isPresent()) {
            return no(Reason.Creating, "Stream " + stream + " is being created.");
        }
        Optional<Failure> refused = turn.failureOf(StreamAction.Create.class);
        if (refused.isPresent()) {
            return no(creationReason(refused.get()), creationMessage(stream, refused.get()));
        }
        if (turn.step() instanceof NextStep.Wait wait && wait.what() == NextStep.For.EFFECT) {
            return no(Reason.Creating, "Stream " + stream + " has been asked for, and AWS does not show it yet.");
        }
        if (turn.step() instanceof NextStep.AwaitSlot wait) {
            return no(Reason.LimitExceeded, Said.awaitsSlot(stream, wait.before()));
        }
        if (turn.step() instanceof NextStep.StandBack contested) {
            return no(Reason.Contested, "There is no stream " + stream + ". " + Said.undone(contested.effort()));
        }
        boolean isAsked = turn.assessment().stream() instanceof ObservedStream.Missing;
        return no(
                Reason.StreamMissing,
                isAsked ? "There is no stream " + stream + "." : "Stream " + stream + " has not been created.");
    }

    private static Reason creationReason(Failure refused) {
        return switch (refused.kind()) {
            case QUOTA_REACHED -> Reason.LimitExceeded;
            // It is there, and not shown: whose it is, nobody knows yet.
            case ALREADY_EXISTS -> Reason.StreamMissing;
            case TRANSIENT,
                    THROTTLED,
                    BUSY,
                    CREATION_SLOTS_TAKEN,
                    DENIED,
                    CREDENTIALS_UNUSABLE,
                    MISCONFIGURED,
                    NOT_FOUND,
                    AMBIGUOUS,
                    KEY_DISABLED,
                    KEY_IN_INVALID_STATE,
                    KEY_ACCESS_DENIED,
                    KEY_NOT_FOUND -> Reasons.of(refused);
        };
    }

    private static String creationMessage(String stream, Failure refused) {
        return switch (refused.kind()) {
            case CREATION_SLOTS_TAKEN ->
                "AWS creates at most 5 streams of an account and Region at once; stream %s waits for its turn."
                        .formatted(stream);
            case QUOTA_REACHED ->
                ("AWS does not create stream %s: %s Have the quota of the account raised, or delete"
                                + " streams that are not needed.")
                        .formatted(stream, Said.sentence(refused));
            case ALREADY_EXISTS ->
                "AWS says that stream %s exists, and does not show it. The operator looks again.".formatted(stream);
            case AMBIGUOUS -> "Stream %s may have been created. %s".formatted(stream, Said.refusal(refused));
            case TRANSIENT,
                    THROTTLED,
                    BUSY,
                    DENIED,
                    CREDENTIALS_UNUSABLE,
                    MISCONFIGURED,
                    NOT_FOUND,
                    KEY_DISABLED,
                    KEY_IN_INVALID_STATE,
                    KEY_ACCESS_DENIED,
                    KEY_NOT_FOUND -> "Stream %s has not been created. %s".formatted(stream, Said.refusal(refused));
        };
    }

    /** A stream that is about to be adopted by an action of this turn is not taken. */
    private static boolean isTaken(Turn turn, Assessment assessment) {
        boolean adopting = turn.attempted().isPresent();
        return !assessment.isOurs()
                && !adopting
                && (assessment.desired().policies().adoption() == Adoption.CREATE_ONLY
                        || !assessment.ownership().orElseThrow().mayBeAdopted());
    }

    private static String wantedByOlder(String stream, Owner older) {
        return ("Stream %s is wanted by the older object %s. Delete one of the two, or make this one anew with another"
                        + " streamName.")
                .formatted(stream, older.namespacedName());
    }

    private static String takenBy(String stream, Ownership ownership, Assessment assessment) {
        if (ownership instanceof Ownership.WantedByOlder wanted) {
            return wantedByOlder(stream, wanted.owner());
        }
        if (ownership instanceof Ownership.Foreign foreign) {
            return ("Stream %s belongs to object %s of cluster %s, as its tags %s* say. Remove these tags if that is no"
                            + " longer so.")
                    .formatted(
                            stream,
                            foreign.owner().namespacedName(),
                            foreign.owner().cluster(),
                            Owner.TAG_PREFIX);
        }
        if (ownership instanceof Ownership.LeftBehind left) {
            return "Stream %s was kept when its object %s was deleted. To take it over, set adoptionPolicy: AdoptOrCreate."
                    .formatted(stream, left.by().namespacedName());
        }
        return ("Stream %s exists, and object %s did not create it. To take it over, set adoptionPolicy: AdoptOrCreate; else"
                        + " make this object anew with another streamName.")
                .formatted(stream, assessment.desired().owner().namespacedName());
    }

    static String name(Assessment assessment) {
        return assessment.desired().id().name() + " in "
                + assessment.desired().id().region();
    }

    /** Unknown as long as there is nothing of ours to compare. */
    static Judgement synced(Turn turn) {
        Assessment assessment = turn.assessment();
        if (assessment.present().isEmpty()) {
            return synced(Truth.Unknown, Reason.NotObserved, "There is no stream to compare with the spec yet.");
        }
        if (!assessment.isOurs() && !assessment.desired().mayOnlyObserve()) {
            return notOurs(turn);
        }

        List<Deviation> deviations = settings(assessment);
        if (deviations.isEmpty()) {
            return synced(Truth.True, Reason.AsSpecified, "Capacity, settings and tags are as asked.");
        }
        String all = deviations.stream().map(Deviation::description).collect(Collectors.joining("; "));
        if (assessment.desired().mayOnlyObserve()) {
            return synced(Truth.False, Reason.Different, all + ".");
        }
        Deviation first = deviations.get(0);
        return synced(Truth.False, reason(turn, first), all + "." + advice(first) + failed(turn));
    }

    private static Judgement notOurs(Turn turn) {
        return isTaken(turn, turn.assessment())
                ? synced(
                        Truth.Unknown,
                        Reason.NotObserved,
                        "The stream is not this object's, and is not compared with the spec.")
                : synced(
                        Truth.False,
                        Reason.Different,
                        "Stream %s is being taken over.%s".formatted(name(turn.assessment()), failed(turn)));
    }

    private static Judgement synced(Truth truth, Reason reason, String message) {
        return new Judgement(ConditionType.Synced, truth, reason, message);
    }

    /** Everything but the encryption, which has a condition of its own. */
    private static List<Deviation> settings(Assessment assessment) {
        return Deviations.of(assessment).stream()
                .filter(deviation -> !deviation.field().equals(Deviation.KEY))
                .toList();
    }

    private static Reason reason(Turn turn, Deviation first) {
        if (first.remedy() instanceof Remedy.NotBefore notBefore) {
            return Reasons.of(notBefore.budget());
        }
        if (first.remedy() instanceof Remedy.Contested) {
            return Reason.Contested;
        }
        if (first.remedy() instanceof Remedy.Refused refused) {
            return Reasons.of(refused.blocker(), turn.assessment().keyVerdict());
        }
        return first.field().equals(Deviation.SHARDS) ? Reason.Resharding : Reason.Different;
    }

    private static String advice(Deviation first) {
        if (first.remedy() instanceof Remedy.NotBefore notBefore) {
            return " " + budgetMessage(notBefore.budget()) + " the next is possible at " + Times.seconds(notBefore.at())
                    + ".";
        }
        if (first.remedy() instanceof Remedy.Contested contested) {
            return " " + Said.undone(contested.effort());
        }
        return first.remedy() instanceof Remedy.Refused refused ? " " + advice(refused.blocker()) : "";
    }

    private static String advice(Blocker blocker) {
        return switch (blocker) {
            case RETENTION_DECREASE ->
                "A shorter retention discards the older records at once: to permit that, set"
                        + " allowRetentionDecrease: true.";
            case NO_ROOM_FOR_CONSUMERS ->
                "AWS allows a stream 20 consumers, and it has them: deregister some, or name fewer.";
            case KEY_UNUSABLE,
                    NAME_TAKEN,
                    NOTHING_TO_ADOPT,
                    OBSERVE_ONLY,
                    CONSUMERS_REGISTERED,
                    PREVIOUS_KEY_UNUSABLE -> throw new IllegalStateException("no setting is refused for " + blocker);
        };
    }

    static String budgetMessage(Budget budget) {
        return switch (budget) {
            case KEY_CHANGES -> "The 25 key changes that AWS allows a stream in 24 hours are used up;";
            case RESHARDINGS -> "The 10 changes of the shard count that AWS allows a stream in 24 hours are used up;";
            case MODE_SWITCHES ->
                "The 2 switches of the capacity mode that AWS allows a stream in 24 hours are used up;";
        };
    }

    private static String failed(Turn turn) {
        boolean ofSetting = turn.attempted()
                .filter(action -> !(action instanceof StreamAction.StartEncryption))
                .isPresent();
        return turn.failure()
                .filter(failure -> ofSetting)
                .map(failure -> " " + Said.refusal(failure))
                .orElse("");
    }

    private static Judgement no(Reason reason, String message) {
        return new Judgement(ConditionType.StreamActive, Truth.False, reason, message);
    }
}
