package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.DeclaredAccess;
import dev.encryptedkinesis.operator.api.ApiGroup;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.push.HintFeed;
import dev.encryptedkinesis.operator.reconcile.IdentityGate.Entry;
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
    private final IdentityGate gate;
    private final StreamClaims claims;
    private final StreamPass pass;
    private final StatusFactory statuses;
    private final StatusWriter writer;
    private final EditLimit edits;
    private final KeyReferences references;
    private final Optional<HintFeed> hints;
    private final Belongings belongings;
    private final SimpleInboundEventSource<EncryptedKinesisStream> wake = new SimpleInboundEventSource<>("wake");

    /** @param hints where what others change is hinted at, if it is */
    public StreamReconciler(
            SpecMapper mapper,
            IdentityGate gate,
            StreamPass pass,
            StatusWriter writer,
            KeyReferences references,
            Optional<HintFeed> hints,
            Belongings belongings) {
        this.mapper = mapper;
        this.gate = gate;
        this.claims = new StreamClaims(mapper, gate);
        this.pass = pass;
        this.statuses = pass.statuses();
        this.writer = writer;
        this.edits = new EditLimit(statuses::now);
        this.references = references;
        this.hints = hints;
        this.belongings = belongings;
    }

    @Override
    public List<EventSource<?, EncryptedKinesisStream>> prepareEventSources(
            EventSourceContext<EncryptedKinesisStream> context) {
        claims.index(context.getPrimaryCache());
        return Stream.of(
                        Stream.of(wake, references.source(context, edits::elsewhere)),
                        hints
                                .map(feed -> new HintSource(feed, context.getPrimaryCache(), mapper, pass.hinted()))
                                .stream(),
                        gate.sources(context, edits::elsewhere).stream())
                .<EventSource<?, EncryptedKinesisStream>>flatMap(sources -> sources)
                .toList();
    }

    @Override
    public UpdateControl<EncryptedKinesisStream> reconcile(
            EncryptedKinesisStream object, Context<EncryptedKinesisStream> context) {
        try {
            return pass(object, context);
        } finally {
            pass.news().forEach(wake::propagateEvent);
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
        if (object.getStatus() == null && object.statusIsKnown()) {
            return writer.writeFirst(object, firstWord(object), context);
        }
        Optional<Duration> tooManyEdits = edits.wait(object);
        if (tooManyEdits.isPresent()) {
            return UpdateControl.<EncryptedKinesisStream>noUpdate().rescheduleAfter(tooManyEdits.get());
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
        Entry entry = gate.entry(object, references.resolve(object, desired, context));
        if (!(entry instanceof Entry.Served served)) {
            return notServed(object, entry, context);
        }
        EncryptedKinesisStreamStatus known = served.recordedIn(object.getStatus());
        if (object.getStatus().identity() == null && known.identity() != null) {
            // Before anything is made, so that however this process ends, it is never made in two accounts.
            return writer.writeFirst(object, known, context);
        }
        Sight sight = pass.sight();
        keepFinalizer(object, desired, context);
        Outcome seen = pass.run(
                task(object, served, access, sight, context),
                known,
                object.getMetadata().getGeneration());
        return writer.write(object, belongings.keep(object, seen, sight, context.getClient()), context);
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
        Entry exit = gate.exit(object, desired);
        if (!(exit instanceof Entry.Served served)) {
            return notServed(object, exit, context);
        }
        Sight sight = pass.sight();
        Departure departure = pass.terminate(
                task(object, served, Optional.empty(), sight, context),
                StatusWriter.previous(object),
                object.getMetadata().getGeneration());
        if (departure instanceof Departure.Released released) {
            return release(object, released.farewell(), context);
        }
        return writer.write(object, ((Departure.Continues) departure).outcome(), context);
    }

    private Task task(
            EncryptedKinesisStream object,
            Entry.Served served,
            Optional<DeclaredAccess> declared,
            Sight sight,
            Context<EncryptedKinesisStream> context) {
        return new Task(
                served.desired(),
                declared,
                claims.of(object, served, context.getPrimaryCache()),
                served.limits(),
                served.account(),
                Instant.parse(object.getMetadata().getCreationTimestamp()),
                sight);
    }

    /** With whom the object is served is written with the first word on it, if that is known. */
    private EncryptedKinesisStreamStatus firstWord(EncryptedKinesisStream object) {
        EncryptedKinesisStreamStatus first =
                statuses.notObserved(object.getMetadata().getGeneration());
        return mapper.mapIfValid(object)
                                .map(desired -> gate.entry(object, desired))
                                .orElse(null)
                        instanceof Entry.Served served
                ? served.recordedIn(first)
                : first;
    }

    private UpdateControl<EncryptedKinesisStream> notServed(
            EncryptedKinesisStream object, Entry entry, Context<EncryptedKinesisStream> context) {
        if (entry instanceof Entry.Refused refused) {
            Refusal refusal = refused.refusal();
            String hint = object.isMarkedForDeletion() ? releaseHint() : "";
            return refused(object, new Refusal(refusal.reason(), refusal.message() + hint), context);
        }
        Outcome outcome = pass.unobservable(
                object.getMetadata().getUid(),
                StatusWriter.previous(object),
                object.getMetadata().getGeneration(),
                ((Entry.Undecided) entry).failure());
        return writer.write(object, outcome, context);
    }

    private static String releaseHint() {
        return " To release the object without touching AWS, annotate it with %s=true.".formatted(ApiGroup.ORPHAN);
    }

    private UpdateControl<EncryptedKinesisStream> release(
            EncryptedKinesisStream object, Farewell farewell, Context<EncryptedKinesisStream> context) {
        context.resourceOperations().removeFinalizer(ApiGroup.FINALIZER);
        if (farewell != Farewell.RETAINED) {
            // Of a stream that stays as its spec has it, it is told when the object is gone, with or without a
            // finalizer.
            writer.tell(object, Occurrences.farewell(streamName(object), farewell), context);
        }
        return UpdateControl.noUpdate();
    }

    /** The object is no more: forget it, and let who has its stream now look again. */
    private UpdateControl<EncryptedKinesisStream> gone(
            EncryptedKinesisStream object, Context<EncryptedKinesisStream> context) {
        pass.forget(object.getMetadata().getUid());
        belongings.forget(object.getMetadata().getUid());
        edits.forget(ResourceID.fromResource(object));
        mapper.mapIfValid(object).ifPresent(desired -> {
            if (!desired.isDeletedWithItsObject() && !desired.mayOnlyObserve() && hasStream(object)) {
                writer.tell(object, Occurrences.farewell(streamName(object), Farewell.RETAINED), context);
            }
            claims.heirs(object, desired, context.getPrimaryCache())
                    .forEach(heir -> wake.propagateEvent(ResourceID.fromResource(heir)));
        });
        return UpdateControl.noUpdate();
    }

    private static boolean hasStream(EncryptedKinesisStream object) {
        return object.getStatus() != null && object.getStatus().streamARN() != null;
    }

    private String streamName(EncryptedKinesisStream object) {
        return mapper.mapIfValid(object)
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
                StatusWriter.previous(object),
                object.getMetadata().getGeneration(),
                refusal.reason(),
                refusal.message());
        return writer.write(
                object,
                new Outcome(next, Occurrences.stalled(StatusWriter.previous(object), next), Pace.STEADY),
                context);
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
}
