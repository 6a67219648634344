package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.status.Occurrence;
import dev.encryptedkinesis.operator.status.StatusFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes what a pass leaves to be written: the status, if it says anything new, and then the Events. */
final class StatusWriter {

    private final ObjectEvents events;
    private final StatusFactory statuses;

    StatusWriter(ObjectEvents events, StatusFactory statuses) {
        this.events = events;
        this.statuses = statuses;
    }

    /** What a status may be written over. */
    private enum Over {
        /** An edit that came in meanwhile does not matter, and there is nobody else who writes statuses. */
        ANY,
        /** The object as the pass read it; any other is a conflict, and the pass is repeated. */
        THE_ONE_READ
    }

    UpdateControl<EncryptedKinesisStream> write(
            EncryptedKinesisStream object, Outcome outcome, Context<EncryptedKinesisStream> context) {
        return write(object, outcome, Over.ANY, context);
    }

    /** Another process may lead since what was seen is old, and know more: such as what grants it gave. */
    UpdateControl<EncryptedKinesisStream> write(
            EncryptedKinesisStream object, Outcome outcome, Sight sight, Context<EncryptedKinesisStream> context) {
        return write(object, outcome, sight.lastsUntil(statuses.now()) ? Over.ANY : Over.THE_ONE_READ, context);
    }

    private UpdateControl<EncryptedKinesisStream> write(
            EncryptedKinesisStream object, Outcome outcome, Over over, Context<EncryptedKinesisStream> context) {
        Duration again = outcome.next();
        if (object.statusIsKnown() && !isSame(previous(object), outcome.status())) {
            EncryptedKinesisStream fresh = withStatus(object, outcome.status());
            switch (over) {
                case ANY -> {}
                case THE_ONE_READ ->
                    fresh.getMetadata().setResourceVersion(object.getMetadata().getResourceVersion());
            }
            EncryptedKinesisStream written = context.resourceOperations().serverSideApplyPrimaryStatus(fresh);
            // The SDK passes over an edit that came in while our own write was under way.
            if (RelevantChange.isBetween(object, written)) {
                again = Duration.ZERO;
            }
        }
        outcome.occurrences().forEach(occurrence -> tell(object, occurrence, context));
        return UpdateControl.<EncryptedKinesisStream>noUpdate().rescheduleAfter(again);
    }

    void tell(EncryptedKinesisStream object, Occurrence occurrence, Context<EncryptedKinesisStream> context) {
        events.tell(context.getClient(), object, occurrence);
    }

    /** Writes this and nothing else, and lets the next pass come at once. */
    UpdateControl<EncryptedKinesisStream> writeFirst(
            EncryptedKinesisStream object,
            EncryptedKinesisStreamStatus status,
            Context<EncryptedKinesisStream> context) {
        return write(object, new Outcome(status, List.of(), Duration.ZERO), context);
    }

    static EncryptedKinesisStreamStatus previous(EncryptedKinesisStream object) {
        return Optional.ofNullable(object.getStatus()).orElse(EncryptedKinesisStreamStatus.NONE);
    }

    private static EncryptedKinesisStream withStatus(
            EncryptedKinesisStream object, EncryptedKinesisStreamStatus status) {
        EncryptedKinesisStream fresh = new EncryptedKinesisStream();
        fresh.setMetadata(namingThisOne(object));
        fresh.setStatus(status);
        return fresh;
    }

    /** The uid makes sure that an object of the same name that was made since is not given this one's status. */
    static ObjectMeta namingThisOne(HasMetadata object) {
        return new ObjectMetaBuilder()
                .withNamespace(object.getMetadata().getNamespace())
                .withName(object.getMetadata().getName())
                .withUid(object.getMetadata().getUid())
                .build();
    }

    private static boolean isSame(EncryptedKinesisStreamStatus one, EncryptedKinesisStreamStatus other) {
        return one.withConditions(List.of()).equals(other.withConditions(List.of()))
                && ConditionList.isSame(one.conditions(), other.conditions());
    }
}
