package dev.encryptedkinesis.operator.reconcile;

import static java.net.HttpURLConnection.HTTP_CONFLICT;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.status.Occurrence;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ResourceOperations;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes what a pass leaves to be written: the status, if it says anything new, and then the Events. A status is written over
 * the one that the pass read, and over no other: a process that was suspended while another one led would wipe out what that
 * recorded, such as on which keys there are grants.
 */
public final class StatusWriter {

    /** Who edits an object more often than that while it is written finds its pass repeated. As many as the SDK's own. */
    private static final int MOST_TRIES = ResourceOperations.DEFAULT_MAX_RETRY;

    private final ObjectEvents events;
    private final FreshRead fresh;

    public StatusWriter(ObjectEvents events, FreshRead fresh) {
        this.events = events;
        this.fresh = fresh;
    }

    UpdateControl<EncryptedKinesisStream> write(
            EncryptedKinesisStream object, Outcome outcome, Context<EncryptedKinesisStream> context) {
        Duration again = outcome.next();
        if (object.statusIsKnown() && !isSame(previous(object), outcome.status())) {
            EncryptedKinesisStream written = put(object, outcome.status(), context);
            // The SDK passes over an edit that came in while our own write was under way.
            if (RelevantChange.isBetween(object, written)) {
                again = Duration.ZERO;
            }
        }
        outcome.occurrences().forEach(occurrence -> tell(object, occurrence, context));
        return UpdateControl.<EncryptedKinesisStream>noUpdate().rescheduleAfter(again);
    }

    /** @throws KubernetesClientException of a conflict, if there is another status by now: the pass is repeated */
    private EncryptedKinesisStream put(
            EncryptedKinesisStream object,
            EncryptedKinesisStreamStatus status,
            Context<EncryptedKinesisStream> context) {
        EncryptedKinesisStream over = context.getPrimaryCache()
                .get(ResourceID.fromResource(object))
                .filter(known -> isStatusAsIn(object, known))
                .orElse(object);
        for (int tries = 1; ; tries++) {
            try {
                return context.resourceOperations().serverSideApplyPrimaryStatus(withStatus(over, status));
            } catch (KubernetesClientException e) {
                if (e.getCode() != HTTP_CONFLICT || tries == MOST_TRIES) {
                    throw e;
                }
                over = fresh.read(object, context.getClient())
                        .filter(stored -> isStatusAsIn(object, stored))
                        .orElseThrow(() -> e);
            }
        }
    }

    /** What else is edited does not matter: finalizers, and the spec, which the next pass is about. */
    private static boolean isStatusAsIn(EncryptedKinesisStream read, EncryptedKinesisStream other) {
        return read.getMetadata().getUid().equals(other.getMetadata().getUid())
                && other.statusIsKnown()
                && Objects.equals(read.getStatus(), other.getStatus());
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

    private static EncryptedKinesisStream withStatus(EncryptedKinesisStream over, EncryptedKinesisStreamStatus status) {
        EncryptedKinesisStream applied = new EncryptedKinesisStream();
        applied.setMetadata(namingThisOne(over));
        applied.getMetadata().setResourceVersion(over.getMetadata().getResourceVersion());
        applied.setStatus(status);
        return applied;
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
