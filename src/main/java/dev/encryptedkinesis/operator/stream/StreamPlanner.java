package dev.encryptedkinesis.operator.stream;

import dev.encryptedkinesis.operator.stream.Deviation.Remedy;
import dev.encryptedkinesis.operator.stream.NextStep.Act;
import dev.encryptedkinesis.operator.stream.NextStep.Blocked;
import dev.encryptedkinesis.operator.stream.NextStep.Converged;
import dev.encryptedkinesis.operator.stream.NextStep.For;
import dev.encryptedkinesis.operator.stream.NextStep.StandBack;
import dev.encryptedkinesis.operator.stream.NextStep.Wait;
import dev.encryptedkinesis.operator.stream.NextStep.WaitForBudget;
import dev.encryptedkinesis.operator.stream.ObservedStream.Present;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what comes next for a stream whose object is there to stay. */
public final class StreamPlanner {

    public NextStep plan(Assessment assessment) {
        NextStep step = next(assessment);
        boolean isToBeShown = assessment.desired().isOnlyPlanned() && step instanceof Act;
        return isToBeShown ? new NextStep.Planned(ActionPlan.of(assessment)) : step;
    }

    private static NextStep next(Assessment assessment) {
        DesiredStream desired = assessment.desired();
        if (assessment.claims().older().isPresent()) {
            return new Blocked(Blocker.NAME_TAKEN);
        }
        Optional<Present> present = assessment.present();
        if (desired.mayOnlyObserve()) {
            return observeOnly(assessment);
        }
        return present.isEmpty() ? create(assessment) : keep(assessment, present.get());
    }

    private static NextStep observeOnly(Assessment assessment) {
        if (assessment.present().isEmpty()) {
            return new Blocked(Blocker.OBSERVE_ONLY);
        }
        Optional<NextStep> motion =
                waitForMotion(assessment, assessment.present().get().state());
        if (motion.isPresent()) {
            return motion.get();
        }
        if (!Deviations.of(assessment).isEmpty()) {
            return new Blocked(Blocker.OBSERVE_ONLY);
        }
        return settle(assessment);
    }

    private static NextStep create(Assessment assessment) {
        DesiredStream desired = assessment.desired();
        StreamAction create = new StreamAction.Create(desired.capacity(), desired.allTags());
        if (assessment.history().mayStillHide(create, assessment.now())) {
            return effectOf(assessment);
        }
        if (desired.policies().adoption() == Policies.Adoption.ADOPT_ONLY) {
            return new Blocked(Blocker.NOTHING_TO_ADOPT);
        }
        // The key comes before the stream: a stream that cannot be encrypted must never take a record.
        return ifKeyIsUsable(
                assessment,
                assessment
                        .history()
                        .progress()
                        .contested(create, assessment.now())
                        .<NextStep>map(StandBack::new)
                        .orElse(new Act(create)));
    }

    private static NextStep ifKeyIsUsable(Assessment assessment, NextStep step) {
        return switch (assessment.keyVerdict()) {
            case USABLE -> step;
            case UNDETERMINED -> new Wait(For.KEY_ANSWER, Optional.empty());
            case REFERENCE_NOT_READY -> new Wait(For.KEY_REFERENCE, Optional.empty());
            case NOT_FOUND,
                    DISABLED,
                    PENDING_DELETION,
                    ACCESS_DENIED,
                    NOT_SYMMETRIC,
                    IN_OTHER_REGION,
                    UNAVAILABLE,
                    REFERENCE_INVALID,
                    REFERENCE_UNAVAILABLE -> new Blocked(Blocker.KEY_UNUSABLE);
        };
    }

    private static NextStep keep(Assessment assessment, Present present) {
        Ownership ownership = assessment.ownership().orElseThrow();
        if (!(ownership instanceof Ownership.Ours)) {
            return adopt(assessment, present, ownership);
        }
        return waitForMotion(assessment, present.state()).orElseGet(() -> mend(assessment));
    }

    private static NextStep adopt(Assessment assessment, Present present, Ownership ownership) {
        DesiredStream desired = assessment.desired();
        if (!ownership.mayBeAdopted() || desired.policies().adoption() == Policies.Adoption.CREATE_ONLY) {
            return new Blocked(Blocker.NAME_TAKEN);
        }
        return waitForMotion(assessment, present.state())
                .orElseGet(() -> actUnlessHidden(assessment, new StreamAction.AddTags(desired.allTags())));
    }

    private static Optional<NextStep> waitForMotion(Assessment assessment, StreamState state) {
        Optional<Instant> since = assessment.history().last().map(StreamHistory.Change::at);
        return switch (state) {
            case CREATING -> Optional.of(new Wait(For.CREATION, since));
            case UPDATING -> Optional.of(new Wait(For.UPDATE, since));
            case DELETING -> Optional.of(new Wait(For.DELETION, since));
            case ACTIVE -> Optional.empty();
        };
    }

    private static NextStep mend(Assessment assessment) {
        List<Deviation> deviations = Deviations.of(assessment);
        // What cannot be mended holds up nothing that can.
        for (Deviation deviation : deviations) {
            if (deviation.remedy() instanceof Remedy.Apply apply) {
                return actUnlessHidden(assessment, apply.action());
            }
        }
        if (deviations.stream().anyMatch(deviation -> deviation.remedy() instanceof Remedy.UnderWay)) {
            return new Wait(For.CONSUMERS, assessment.history().last().map(StreamHistory.Change::at));
        }
        for (Deviation deviation : deviations) {
            if (deviation.remedy() instanceof Remedy.Refused refused) {
                return refused(assessment, refused.blocker());
            }
        }
        for (Deviation deviation : deviations) {
            if (deviation.remedy() instanceof Remedy.Contested contested) {
                return new StandBack(contested.effort());
            }
        }
        for (Deviation deviation : deviations) {
            if (deviation.remedy() instanceof Remedy.NotBefore notBefore) {
                return new WaitForBudget(notBefore.budget(), notBefore.at());
            }
        }
        return settle(assessment);
    }

    private static NextStep refused(Assessment assessment, Blocker blocker) {
        NextStep blocked = new Blocked(blocker);
        // A key that is not known to be unusable may yet turn out to be usable, without anybody's doing.
        return blocker == Blocker.KEY_UNUSABLE ? ifKeyIsUsable(assessment, blocked) : blocked;
    }

    /** The stream is as asked; what is left is time, and a key that may have become unusable since. */
    private static NextStep settle(Assessment assessment) {
        return switch (assessment.encryption()) {
            case SETTLING ->
                new Wait(For.SETTLING, assessment.history().encrypted().map(StreamHistory.EncryptedSince::at));
            case UNDETERMINED -> ifKeyIsUsable(assessment, new Wait(For.KEY_ANSWER, Optional.empty()));
            case SETTLED ->
                ifKeyIsUsable(
                        assessment,
                        assessment.endangeredKeys().isEmpty()
                                ? converged(assessment)
                                : new Blocked(Blocker.PREVIOUS_KEY_UNUSABLE));
            case NOT_ENCRYPTED, ENCRYPTING, WRONG_KEY, CHANGING_KEY ->
                throw new IllegalStateException("a stream that is not under the wanted key deviates from the spec");
        };
    }

    private static NextStep converged(Assessment assessment) {
        return assessment
                .history()
                .recentForAnotherSpec(assessment.now())
                .<NextStep>map(doubt -> new Wait(For.EFFECT, Optional.of(doubt.at())))
                .orElseGet(Converged::new);
    }

    private static NextStep actUnlessHidden(Assessment assessment, StreamAction action) {
        boolean isHidden = assessment.history().mayStillHide(action, assessment.now())
                || action instanceof StreamAction.StartEncryption && assessment.mayBeFromBeforeKeyChange();
        return isHidden ? effectOf(assessment) : new Act(action);
    }

    private static NextStep effectOf(Assessment assessment) {
        return new Wait(For.EFFECT, assessment.history().last().map(StreamHistory.Change::at));
    }
}
