package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.reconcile.IdentityGate.Entry;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.status.Occurrence;
import dev.encryptedkinesis.operator.status.StatusFactory;
import dev.encryptedkinesis.operator.tenancy.Identities;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Looks after objects as the operator does, but by a virtual clock and without an API server, so that hours take no
 * time. The clock moves on to when the next object is due; a pass itself takes none. Objects are never deleted.
 */
public final class VirtualOperator {

    private static final String NAMESPACE = "shop";
    private static final String REGION = "eu-west-1";

    private final VirtualClock clock;
    private final SpecMapper mapper = new SpecMapper("virtual", REGION);
    private final ServedByOne tenants = new ServedByOne(Identities.withGrants("everything", "{}"));
    private final IdentityGate gate;
    private final StreamClaims claims;
    private final AwsClients aws;
    private final Pace pace;
    private final StatusFactory statuses;
    private final ObjectsInMemory objects = new ObjectsInMemory();
    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::at));
    private final List<Occurrence> occurrences = new ArrayList<>();

    private Tenure tenure = Tenure.FOR_LIFE;
    private StreamPass pass;

    private record Due(Instant at, ResourceID id) {}

    public VirtualOperator(AwsClients aws, Pace pace, VirtualClock clock) {
        this.clock = clock;
        this.aws = aws;
        this.gate = new IdentityGate(tenants, new Accounts(aws));
        this.claims = new StreamClaims(mapper, gate);
        this.pace = pace;
        this.pass = newPass();
        this.statuses = new StatusFactory(clock);
        claims.index(objects);
    }

    private StreamPass newPass() {
        return new StreamPass(
                aws, new AccessPass(aws, aws, denial -> {}, clock), pace, now -> tenure.lastCertain(now), clock);
    }

    /** From now on, this is known of whether the process leads. */
    void leads(Tenure certainly) {
        tenure = certainly;
    }

    /** What was remembered beside the objects is gone, and all of them are due. */
    public void restart() {
        pass = newPass();
        List<Due> all = List.copyOf(queue);
        queue.clear();
        all.forEach(due -> queue.add(new Due(clock.instant(), due.id())));
    }

    /** Makes an object of this name and spec, or gives an existing one this spec. It is due at once. */
    public void apply(EncryptedKinesisStream manifest) {
        EncryptedKinesisStream object = new EncryptedKinesisStream();
        object.setMetadata(manifest.getMetadata());
        object.setSpec(manifest.getSpec());
        object.getMetadata().setNamespace(NAMESPACE);
        ResourceID id = ResourceID.fromResource(object);
        objects.get(id).ifPresentOrElse(old -> succeed(old, object), () -> begin(object));
        objects.put(object);
        queue.removeIf(due -> due.id().equals(id));
        queue.add(new Due(clock.instant(), id));
    }

    /** Lets the next object be due, and does its pass. */
    public void pass() {
        Due due = queue.remove();
        if (due.at().isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), due.at()));
        }
        EncryptedKinesisStream object = objects.get(due.id()).orElseThrow();
        Entry.Served served = (Entry.Served) gate.entry(object, mapper.map(object));
        Outcome outcome = pass.run(
                new Task(
                        served.desired(),
                        AccessMapper.map(object),
                        claims.of(object, served, objects),
                        served.limits(),
                        served.account(),
                        Instant.parse(object.getMetadata().getCreationTimestamp()),
                        pass.sight()),
                served.recordedIn(object.getStatus()),
                object.getMetadata().getGeneration());
        object.setStatus(outcome.status());
        occurrences.addAll(outcome.occurrences());
        queue.add(new Due(clock.instant().plus(outcome.next()), due.id()));
        pass.news().forEach(this::wake);
    }

    private void wake(ResourceID id) {
        queue.removeIf(due -> due.id().equals(id));
        queue.add(new Due(clock.instant(), id));
    }

    /** Does all passes that are due before then, and moves the clock there. */
    public void runFor(Duration time) {
        Instant end = clock.instant().plus(time);
        while (queue.peek() != null && !queue.peek().at().isAfter(end)) {
            pass();
        }
        clock.advance(Duration.between(clock.instant(), end));
    }

    /** @throws AssertionError if it takes longer */
    public void runUntilReady(String name, Duration atMost) {
        runUntil(() -> isReady(name), name, atMost);
    }

    /** @throws AssertionError if it takes longer */
    public void runUntil(String name, Predicate<EncryptedKinesisStreamStatus> awaited, Duration atMost) {
        runUntil(() -> awaited.test(status(name)), name, atMost);
    }

    private void runUntil(BooleanSupplier awaited, String name, Duration atMost) {
        Instant end = clock.instant().plus(atMost);
        while (!awaited.getAsBoolean()) {
            if (queue.element().at().isAfter(end)) {
                throw new AssertionError(name + " is not as awaited after " + atMost + ": " + status(name));
            }
            pass();
        }
    }

    public boolean isReady(String name) {
        EncryptedKinesisStream object = object(name);
        return object.getMetadata().getGeneration().equals(object.getStatus().observedGeneration())
                && ConditionList.isTrue(object.getStatus().conditions(), ConditionType.Ready);
    }

    public EncryptedKinesisStreamStatus status(String name) {
        return object(name).getStatus();
    }

    /** What has been told of all objects, in order. */
    public List<Occurrence> occurrences() {
        return List.copyOf(occurrences);
    }

    private EncryptedKinesisStream object(String name) {
        return objects.get(new ResourceID(name, NAMESPACE)).orElseThrow();
    }

    private void begin(EncryptedKinesisStream object) {
        object.getMetadata().setUid(UUID.randomUUID().toString());
        object.getMetadata().setGeneration(1L);
        object.getMetadata().setCreationTimestamp(clock.instant().toString());
        object.setStatus(statuses.notObserved(1L));
    }

    private static void succeed(EncryptedKinesisStream old, EncryptedKinesisStream object) {
        object.getMetadata().setUid(old.getMetadata().getUid());
        object.getMetadata().setGeneration(old.getMetadata().getGeneration() + 1);
        object.getMetadata().setCreationTimestamp(old.getMetadata().getCreationTimestamp());
        object.setStatus(old.getStatus());
    }
}
