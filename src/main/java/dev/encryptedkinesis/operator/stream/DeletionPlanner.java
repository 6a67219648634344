package dev.encryptedkinesis.operator.stream;

import dev.encryptedkinesis.operator.stream.FanOutConsumer.State;
import dev.encryptedkinesis.operator.stream.NextStep.Act;
import dev.encryptedkinesis.operator.stream.NextStep.Blocked;
import dev.encryptedkinesis.operator.stream.NextStep.Farewell;
import dev.encryptedkinesis.operator.stream.NextStep.For;
import dev.encryptedkinesis.operator.stream.NextStep.Release;
import dev.encryptedkinesis.operator.stream.NextStep.Wait;
import dev.encryptedkinesis.operator.stream.ObservedStream.Present;
import dev.encryptedkinesis.operator.stream.StreamAction.Delete.Consumers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides what comes next for a stream that is to go with its object ({@link DesiredStream#isDeletedWithItsObject}). */
public final class DeletionPlanner {

    public NextStep plan(Assessment assessment) {
        NextStep step = next(assessment);
        boolean isToBeShown = assessment.desired().isOnlyPlanned() && step instanceof Act;
        return isToBeShown ? new NextStep.Planned(List.of(((Act) step).action().description())) : step;
    }

    private static NextStep next(Assessment assessment) {
        Optional<Instant> since = assessment.history().last().map(StreamHistory.Change::at);
        Optional<Present> present = assessment.present();
        if (present.isEmpty()) {
            DesiredStream desired = assessment.desired();
            StreamAction create = new StreamAction.Create(desired.capacity(), desired.allTags());
            // A stream that is not shown yet would outlive its object.
            return assessment.history().mayStillHide(create, assessment.now())
                    ? new Wait(For.EFFECT, since)
                    : new Release(Farewell.GONE);
        }
        if (!assessment.isOurs()) {
            return new Release(Farewell.NOT_OURS);
        }
        return switch (present.get().state()) {
            case CREATING -> new Wait(For.CREATION, since);
            case UPDATING -> new Wait(For.UPDATE, since);
            case DELETING -> new Wait(For.DELETION, since);
            case ACTIVE -> delete(assessment, present.get(), since);
        };
    }

    private static NextStep delete(Assessment assessment, Present present, Optional<Instant> since) {
        boolean withConsumers = assessment.desired().policies().deletion() == Policies.Deletion.DELETE_WITH_CONSUMERS;
        if (present.description().consumers() > 0 && !withConsumers) {
            return deregister(assessment, present, since);
        }
        StreamAction delete =
                new StreamAction.Delete(withConsumers ? Consumers.DEREGISTER : Consumers.KEEP_STREAM_IF_ANY);
        return assessment.history().mayStillHide(delete, assessment.now())
                ? new Wait(For.EFFECT, since)
                : new Act(delete);
    }

    /** Consumers that this object registered go before the stream; any other keeps it, and then all stay. */
    private static NextStep deregister(Assessment assessment, Present present, Optional<Instant> since) {
        List<FanOutConsumer> consumers = present.attachments().consumers().orElse(List.of());
        Set<String> own = assessment.history().attached().consumers();
        boolean areOurs = consumers.stream()
                .allMatch(consumer -> consumer.state() == State.DELETING || own.contains(consumer.name()));
        if (consumers.isEmpty() && !own.isEmpty()) {
            // The stream still counts those that are no longer listed, or its list shows none yet.
            return new Wait(For.CONSUMERS, since);
        }
        if (consumers.isEmpty() || !areOurs) {
            return new Blocked(Blocker.CONSUMERS_REGISTERED);
        }
        return consumers.stream()
                .filter(consumer -> consumer.state() != State.DELETING)
                .findFirst()
                .map(consumer -> new StreamAction.DeregisterConsumer(consumer.arn(), consumer.name()))
                .filter(action -> !assessment.history().mayStillHide(action, assessment.now()))
                .<NextStep>map(Act::new)
                .orElseGet(() -> new Wait(For.CONSUMERS, since));
    }
}
