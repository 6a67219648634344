package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.DeclaredAccess;
import dev.encryptedkinesis.operator.api.ApiGroup;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.reconcile.IdentityGate.Entry;
import dev.encryptedkinesis.operator.status.Occurrence;
import dev.encryptedkinesis.operator.status.Occurrences;
import dev.encryptedkinesis.operator.status.StatusFactory;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import dev.encryptedkinesis.operator.stream.NextStep.Farewell;
import dev.encryptedkinesis.operator.tenancy.Refusal;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Carries passes between Kubernetes and {@link StreamPass}: finalizer, status, Events, and when to come back. It is
 * called for all events, since a finalizer is wanted only where deletion has work to do, and the SDK's own handling
 * would put it on every object.
 */
@ControllerConfiguration(
        name = StreamReconciler.NAME,
        fieldManager = StreamReconciler.NAME,
        informer = @Informer(onUpdateFilter = RelevantChange.class),
        triggerReconcilerOnAllEvents = true,
        generationAwareEventProcessing = false)
public final class StreamReconciler implements Reconciler<EncryptedKinesisStream> {

    /** Also names the owner of the status's fields: not to be changed, or fields of the old name would stay. */
    public static final String NAME = "encrypted-kinesis-operator";

    private final SpecMapper mapper;
    private final Tenants tenants;
    private final IdentityGate gate;
    private final StreamClaims claims;
    private final StreamPass pass;
    private final StatusFactory statuses;
    private final ObjectEvents events;
    private final KeyReferences references;
    private final Belongings belongings;
    private final SimpleInboundEventSource<EncryptedKinesisStream> wake = new SimpleInboundEventSource<>("wake");

    public StreamReconciler(
            SpecMapper mapper,
            Tenants tenants,
            StreamPass pass,
            StatusFactory statuses,
            ObjectEvents events,
            KeyReferences references,
            Belongings belongings) {
        this.mapper = mapper;
        this.tenants = tenants;
        this.gate = new IdentityGate(tenants);
        this.claims = new StreamClaims(mapper, gate);
        this.pass = pass;
        this.statuses = statuses;
        this.events = events;
        this.references = references;
        this.belongings = belongings;
    }

    @Override
    public List<EventSource<?, EncryptedKinesisStream>> prepareEventSources(
            EventSourceContext<EncryptedKinesisStream> context) {
        claims.index(context.getPrimaryCache());
        return Stream.concat(Stream.of(wake, references.source(context)), tenants.sources(context).stream())
                .toList();
    }

    @Override
    public UpdateControl<EncryptedKinesisStream> reconcile(
            EncryptedKinesisStream object, Context<EncryptedKinesisStream> context) {
        try {
            return pass(object, context);
        } finally {
            LogContext.clear();
        }
    }

    private UpdateControl<EncryptedKinesisStream> pass(
            EncryptedKinesisStream object, Context<EncryptedKinesisStream> context) {
        if (context.isPrimaryResourceDeleted()) {
            return gone(object, context);
        }
        if (object.isMarkedForDeletion()) {
            return object.hasFinalizer(ApiGroup.FINALIZER) ? terminate(object, context) : UpdateControl.noUpdate();
        }
        if (object.getStatus() == null) {
            return write(
                    object,
                    statuses.notObserved(object.getMetadata().getGeneration()),
                    List.of(),
                    Duration.ZERO,
                    StatusWrites.Over.ANY,
                    context);
        }
        DesiredStream desired;
        Optional<DeclaredAccess> access;
        try {
            desired = mapper.map(object);
            LogContext.set(desired.id());
            access = AccessMapper.map(object);
        } catch (InvalidSpecException e) {
            return invalid(object, e.getMessage(), context);
        }
        Entry entry = gate.entry(references.resolve(object, desired, context));
        if (entry instanceof Entry.Refused refused) {
            return refused(object, refused.refusal(), context);
        }
        Entry.Served served = (Entry.Served) entry;
        Sight sight = pass.sight();
        keepFinalizer(object, desired, context);
        Outcome seen = pass.run(
                new Task(
                        served.desired(),
                        access,
                        claims.of(object, desired, context.getPrimaryCache()),
                        served.limits(),
                        Instant.parse(object.getMetadata().getCreationTimestamp())),
                object.getStatus(),
                object.getMetadata().getGeneration());
        Outcome outcome = belongings.keep(object, seen, context.getClient());
        return write(object, outcome, sight, context);
    }

    private UpdateControl<EncryptedKinesisStream> terminate(
            EncryptedKinesisStream object, Context<EncryptedKinesisStream> context) {
        if (RelevantChange.isOrphan(object)) {
            return release(object, Farewell.ORPHANED, context);
        }
        DesiredStream desired;
        try {
            desired = mapper.map(object);
            LogContext.set(desired.id());
        } catch (InvalidSpecException e) {
            return invalid(object, e.getMessage() + releaseHint(), context);
        }
        if (!desired.isDeletedWithItsObject() && !AccessMapper.hasGrants(object)) {
            return release(object, Farewell.RETAINED, context);
        }
        Entry exit = gate.exit(desired);
        if (exit instanceof Entry.Refused refused) {
            return refused(
                    object,
                    new Refusal(refused.refusal().reason(), refused.refusal().message() + releaseHint()),
                    context);
        }
        Sight sight = pass.sight();
        Departure departure = pass.terminate(
                ((Entry.Served) exit).desired(),
                claims.of(object, desired, context.getPrimaryCache()),
                previous(object),
                object.getMetadata().getGeneration());
        if (departure instanceof Departure.Released released) {
            return release(object, released.farewell(), context);
        }
        Outcome outcome = ((Departure.Continues) departure).outcome();
        return write(object, outcome, sight, context);
    }

    private static String releaseHint() {
        return " To release the object without touching AWS, annotate it with %s=true.".formatted(ApiGroup.ORPHAN);
    }

    private UpdateControl<EncryptedKinesisStream> release(
            EncryptedKinesisStream object, Farewell farewell, Context<EncryptedKinesisStream> context) {
        events.tell(context.getClient(), object, Occurrences.farewell(streamName(object), farewell));
        context.resourceOperations().removeFinalizer(ApiGroup.FINALIZER);
        return UpdateControl.noUpdate();
    }

    /** The object is no more: forget it, and let those who waited for its stream look again. */
    private UpdateControl<EncryptedKinesisStream> gone(
            EncryptedKinesisStream object, Context<EncryptedKinesisStream> context) {
        pass.forget(object.getMetadata().getUid());
        belongings.forget(object.getMetadata().getUid());
        mappedIfValid(object).ifPresent(desired -> {
            if (!desired.isDeletedWithItsObject() && !desired.mayOnlyObserve() && hasStream(object)) {
                events.tell(context.getClient(), object, Occurrences.farewell(streamName(object), Farewell.RETAINED));
            }
            claims.others(object, desired, context.getPrimaryCache())
                    .forEach(other -> wake.propagateEvent(ResourceID.fromResource(other)));
        });
        return UpdateControl.noUpdate();
    }

    private static boolean hasStream(EncryptedKinesisStream object) {
        return object.getStatus() != null && object.getStatus().streamARN() != null;
    }

    private Optional<DesiredStream> mappedIfValid(EncryptedKinesisStream object) {
        try {
            return Optional.of(mapper.map(object));
        } catch (InvalidSpecException namesNoStream) {
            return Optional.empty();
        }
    }

    private String streamName(EncryptedKinesisStream object) {
        return mappedIfValid(object)
                .map(desired -> desired.id().name() + " in " + desired.id().region())
                .orElseGet(() -> object.getMetadata().getName());
    }

    private UpdateControl<EncryptedKinesisStream> invalid(
            EncryptedKinesisStream object, String message, Context<EncryptedKinesisStream> context) {
        return refused(object, new Refusal(Reason.InvalidSpec, message), context);
    }

    /** AWS is asked nothing; what wakes the object is a change of its own, or of who serves it. */
    private UpdateControl<EncryptedKinesisStream> refused(
            EncryptedKinesisStream object, Refusal refusal, Context<EncryptedKinesisStream> context) {
        EncryptedKinesisStreamStatus next = statuses.refused(
                previous(object), object.getMetadata().getGeneration(), refusal.reason(), refusal.message());
        return write(
                object, next, Occurrences.stalled(previous(object), next), Pace.STEADY, StatusWrites.Over.ANY, context);
    }

    /** Before anything is created, so that no stream or grant that should go with its object outlives it. */
    private static void keepFinalizer(
            EncryptedKinesisStream object, DesiredStream desired, Context<EncryptedKinesisStream> context) {
        boolean isThere = object.hasFinalizer(ApiGroup.FINALIZER);
        boolean isNeeded = desired.isDeletedWithItsObject() || AccessMapper.mayHaveGrants(object);
        if (isNeeded && !isThere) {
            context.resourceOperations().addFinalizer(ApiGroup.FINALIZER);
        } else if (!isNeeded && isThere) {
            context.resourceOperations().removeFinalizer(ApiGroup.FINALIZER);
        }
    }

    /** Another process may lead since what was seen is old, and know more: such as what grants it gave. */
    private UpdateControl<EncryptedKinesisStream> write(
            EncryptedKinesisStream object, Outcome outcome, Sight sight, Context<EncryptedKinesisStream> context) {
        StatusWrites.Over over =
                sight.lastsUntil(statuses.now()) ? StatusWrites.Over.ANY : StatusWrites.Over.THE_ONE_READ;
        return write(object, outcome.status(), outcome.occurrences(), outcome.next(), over, context);
    }

    private UpdateControl<EncryptedKinesisStream> write(
            EncryptedKinesisStream object,
            EncryptedKinesisStreamStatus next,
            List<Occurrence> occurrences,
            Duration delay,
            StatusWrites.Over over,
            Context<EncryptedKinesisStream> context) {
        Duration again = delay;
        if (!StatusWrites.isSame(previous(object), next)) {
            EncryptedKinesisStream written = StatusWrites.write(object, next, over, context);
            // The SDK passes over an edit that came in while our own write was under way.
            if (RelevantChange.isBetween(object, written)) {
                again = Duration.ZERO;
            }
        }
        occurrences.forEach(occurrence -> events.tell(context.getClient(), object, occurrence));
        return UpdateControl.<EncryptedKinesisStream>noUpdate().rescheduleAfter(again);
    }

    private static EncryptedKinesisStreamStatus previous(EncryptedKinesisStream object) {
        return Optional.ofNullable(object.getStatus()).orElse(EncryptedKinesisStreamStatus.NONE);
    }
}
