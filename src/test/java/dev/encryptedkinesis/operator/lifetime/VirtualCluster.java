package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.api.ApiGroup;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * An API server and JOSDK's scheduling, as far as a reconciler can tell, on a clock that stands still between passes: so a
 * year of a stream's life takes a moment. An object is passed over when it changed, and when the pass before said so.
 */
final class VirtualCluster {

    static final String NAMESPACE = "shop";

    /** After a pass that failed, as the operator has JOSDK do it. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final VirtualClock clock;
    private final Runnable awaitPoint;
    private final Map<String, EncryptedKinesisStream> objects = new LinkedHashMap<>();
    private final Map<String, Instant> due = new LinkedHashMap<>();
    private final List<EncryptedKinesisStream> gone = new ArrayList<>();
    private int made;
    private int statusWrites;

    /** @param awaitPoint run before and after each request: where a process may end */
    VirtualCluster(VirtualClock clock, Runnable awaitPoint) {
        this.clock = clock;
        this.awaitPoint = awaitPoint;
    }

    /** Makes the object, or gives it another spec. An object that is being deleted takes another spec, too. */
    void apply(String name, EncryptedKinesisStreamSpec spec) {
        EncryptedKinesisStream object = objects.computeIfAbsent(name, this::newObject);
        if (!spec.equals(object.getSpec())) {
            object.setSpec(spec);
            object.getMetadata().setGeneration(object.getMetadata().getGeneration() + 1);
            due.put(name, clock.instant());
        }
    }

    void delete(String name) {
        EncryptedKinesisStream object = objects.get(name);
        if (object != null && !object.isMarkedForDeletion()) {
            object.getMetadata().setDeletionTimestamp(clock.instant().toString());
            due.put(name, clock.instant());
            removeIfFree(object);
        }
    }

    Optional<EncryptedKinesisStream> find(String name) {
        return Optional.ofNullable(objects.get(name));
    }

    Collection<EncryptedKinesisStream> all() {
        return objects.values();
    }

    int statusWrites() {
        return statusWrites;
    }

    /** All are looked at, as after the start of an operator. */
    void restart() {
        objects.keySet().forEach(name -> due.put(name, clock.instant()));
    }

    /** When the next pass is due. */
    Optional<Instant> next() {
        return gone.isEmpty() ? due.values().stream().min(Instant::compareTo) : Optional.of(clock.instant());
    }

    /** Lets the time of the next pass come, and runs it. */
    void pass(BiFunction<EncryptedKinesisStream, VirtualContext, UpdateControl<EncryptedKinesisStream>> reconciler) {
        if (!gone.isEmpty()) {
            EncryptedKinesisStream object = gone.remove(0);
            reconciler.apply(object, new VirtualContext(this, object, VirtualContext.Presence.GONE));
            // Whom the reconciler wakes, it wakes through JOSDK.
            restart();
            return;
        }
        Map.Entry<String, Instant> first =
                due.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
        String name = first.getKey();
        if (first.getValue().isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), first.getValue()));
        }
        due.put(name, Instant.MAX);
        EncryptedKinesisStream object = objects.get(name);
        try {
            UpdateControl<EncryptedKinesisStream> control =
                    reconciler.apply(copy(object), new VirtualContext(this, object, VirtualContext.Presence.THERE));
            control.getScheduleDelay().ifPresent(delay -> reschedule(name, Duration.ofMillis(delay)));
        } catch (RuntimeException e) {
            reschedule(name, RETRY);
            throw e;
        }
    }

    private void reschedule(String name, Duration delay) {
        Instant at = clock.instant().plus(delay);
        due.computeIfPresent(name, (key, other) -> other.isBefore(at) ? other : at);
    }

    EncryptedKinesisStream applyStatus(String name, EncryptedKinesisStreamStatus status) {
        awaitPoint.run();
        EncryptedKinesisStream object = objects.get(name);
        if (status.equals(object.getStatus())) {
            throw new AssertionError("a status was written that says nothing new: " + status);
        }
        object.setStatus(status);
        statusWrites++;
        awaitPoint.run();
        return copy(object);
    }

    void addFinalizer(String name) {
        awaitPoint.run();
        objects.get(name).addFinalizer(ApiGroup.FINALIZER);
        awaitPoint.run();
    }

    void removeFinalizer(String name) {
        awaitPoint.run();
        EncryptedKinesisStream object = objects.get(name);
        object.removeFinalizer(ApiGroup.FINALIZER);
        removeIfFree(object);
        awaitPoint.run();
    }

    private void removeIfFree(EncryptedKinesisStream object) {
        if (object.isMarkedForDeletion() && object.getFinalizers().isEmpty()) {
            objects.remove(object.getMetadata().getName());
            due.remove(object.getMetadata().getName());
            gone.add(object);
        }
    }

    private EncryptedKinesisStream newObject(String name) {
        EncryptedKinesisStream object = new EncryptedKinesisStream();
        made++;
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace(NAMESPACE)
                .withName(name)
                .withUid(new UUID(0, made).toString())
                .withGeneration(0L)
                .withCreationTimestamp(clock.instant().toString())
                .build());
        return object;
    }

    /** The reconciler may do with its object what it likes. */
    private static EncryptedKinesisStream copy(EncryptedKinesisStream object) {
        EncryptedKinesisStream copy = new EncryptedKinesisStream();
        copy.setMetadata(new ObjectMetaBuilder(object.getMetadata()).build());
        copy.setSpec(object.getSpec());
        copy.setStatus(object.getStatus());
        return copy;
    }
}
