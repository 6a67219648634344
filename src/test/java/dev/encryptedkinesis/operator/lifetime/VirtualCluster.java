package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.api.ApiGroup;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * An API server and JOSDK's scheduling, as far as a reconciler can tell, on a clock that stands still between passes: so a
 * year of a stream's life takes a moment. An object is passed over when it changed, and when the pass before said so.
 */
final class VirtualCluster {

    static final String NAMESPACE = "shop";

    private final VirtualClock clock;
    private final Fuse fuse;
    private final Map<String, EncryptedKinesisStream> objects = new LinkedHashMap<>();
    private final Agenda agenda = new Agenda();
    private final List<EncryptedKinesisStream> gone = new ArrayList<>();
    private ApiTrouble trouble = ApiTrouble.NONE;
    /** What the operator goes on seeing while its watch tells it nothing. */
    private Optional<Map<String, EncryptedKinesisStream>> lastSeen = Optional.empty();

    private int made;
    private long versions;
    /** With which the pass that is under way began. */
    private EncryptedKinesisStreamStatus read;

    private int statusWrites;

    /** @param fuse where a process may end: before and after each request */
    VirtualCluster(VirtualClock clock, Fuse fuse) {
        this.clock = clock;
        this.fuse = fuse;
    }

    /** Makes the object, or gives it another spec. An object that is being deleted takes another spec, too. */
    void apply(String name, EncryptedKinesisStreamSpec spec) {
        EncryptedKinesisStream object = objects.computeIfAbsent(name, this::newObject);
        if (!spec.equals(object.getSpec())) {
            object.setSpec(spec);
            raiseVersion(object);
            object.getMetadata().setGeneration(object.getMetadata().getGeneration() + 1);
            changed(name);
        }
    }

    void delete(String name) {
        EncryptedKinesisStream object = objects.get(name);
        if (object != null && !object.isMarkedForDeletion()) {
            object.getMetadata().setDeletionTimestamp(clock.instant().toString());
            raiseVersion(object);
            object.getMetadata().setGeneration(object.getMetadata().getGeneration() + 1);
            changed(name);
            removeIfFree(object);
        }
    }

    private void raiseVersion(EncryptedKinesisStream object) {
        versions++;
        object.getMetadata().setResourceVersion(Long.toString(versions));
    }

    private void changed(String name) {
        if (lastSeen.isEmpty()) {
            agenda.at(name, clock.instant());
        }
    }

    /** From now on, requests meet this. */
    void has(ApiTrouble now) {
        trouble = now;
    }

    /** The watch falls silent, and the operator does not know. */
    void loseTheWatch() {
        if (lastSeen.isEmpty()) {
            Map<String, EncryptedKinesisStream> seen = new LinkedHashMap<>();
            objects.forEach((name, object) -> seen.put(name, copy(object)));
            lastSeen = Optional.of(seen);
        }
    }

    /** The watch ends with 410 Gone, and the operator lists all objects anew. */
    void relist() {
        lastSeen.ifPresent(before -> {
            before.forEach((name, object) -> {
                if (!objects.containsKey(name)) {
                    agenda.drop(name);
                    gone.add(object);
                }
            });
            restart();
        });
    }

    Optional<EncryptedKinesisStream> find(String name) {
        return Optional.ofNullable(seen().get(name));
    }

    /** As they are. */
    Collection<EncryptedKinesisStream> all() {
        return objects.values();
    }

    /** As the operator sees them, by name. */
    Map<String, EncryptedKinesisStream> seen() {
        return lastSeen.orElse(objects);
    }

    int statusWrites() {
        return statusWrites;
    }

    /** All are listed and looked at, as after the start of an operator. */
    void restart() {
        lastSeen = Optional.empty();
        agenda.dropAllBut(objects.keySet());
        objects.keySet().forEach(name -> agenda.at(name, clock.instant()));
    }

    /** When the next pass is due. */
    Optional<Instant> next() {
        return gone.isEmpty() ? agenda.next() : Optional.of(clock.instant());
    }

    /** Lets the time of the next pass come, and says about which object it is, as the operator sees that. */
    EncryptedKinesisStream upcoming() {
        if (!gone.isEmpty()) {
            return gone.get(0);
        }
        agenda.next()
                .filter(at -> at.isAfter(clock.instant()))
                .ifPresent(at -> clock.advance(Duration.between(clock.instant(), at)));
        return copy(seen().get(agenda.first()));
    }

    /**
     * Runs the pass that is {@link #upcoming()}.
     *
     * @throws KubernetesClientException if the API server did not do as it was asked; the pass will be repeated
     */
    void pass(BiFunction<EncryptedKinesisStream, VirtualContext, UpdateControl<EncryptedKinesisStream>> reconciler) {
        if (!gone.isEmpty()) {
            EncryptedKinesisStream object = gone.remove(0);
            reconciler.apply(object, new VirtualContext(this, object, VirtualContext.Presence.GONE));
            // Whom the reconciler wakes, it wakes through JOSDK.
            seen().keySet().forEach(name -> agenda.at(name, clock.instant()));
            return;
        }
        String name = agenda.first();
        agenda.begun(name);
        EncryptedKinesisStream object = copy(seen().get(name));
        EncryptedKinesisStreamStatus readBefore = read;
        read = object.getStatus();
        try {
            UpdateControl<EncryptedKinesisStream> control =
                    reconciler.apply(object, new VirtualContext(this, object, VirtualContext.Presence.THERE));
            control.getScheduleDelay()
                    .ifPresent(delay -> agenda.again(name, clock.instant().plusMillis(delay)));
        } catch (KubernetesClientException e) {
            agenda.failed(name, clock.instant());
            throw e;
        } finally {
            read = readBefore;
        }
    }

    EncryptedKinesisStream applyStatus(EncryptedKinesisStream written) {
        return request(() -> {
            EncryptedKinesisStream object = there(written);
            String version = written.getMetadata().getResourceVersion();
            if (version != null && !version.equals(object.getMetadata().getResourceVersion())) {
                throw ApiTrouble.refused(409, "the object has been modified");
            }
            if (!Objects.equals(read, object.getStatus())) {
                throw new AssertionError("a status was written over one that was not read: " + object.getStatus());
            }
            if (written.getStatus().equals(read)) {
                throw new AssertionError("a status was written that says nothing new: " + written.getStatus());
            }
            object.setStatus(written.getStatus());
            raiseVersion(object);
            statusWrites++;
            return answered(object);
        });
    }

    /** As it is now, whatever the operator sees of it. */
    Optional<EncryptedKinesisStream> stored(EncryptedKinesisStream seen) {
        return request(() ->
                Optional.ofNullable(objects.get(seen.getMetadata().getName())).map(VirtualCluster::copy));
    }

    void addFinalizer(EncryptedKinesisStream seen) {
        request(() -> {
            EncryptedKinesisStream object = there(seen);
            object.addFinalizer(ApiGroup.FINALIZER);
            raiseVersion(object);
            return answered(object);
        });
    }

    void removeFinalizer(EncryptedKinesisStream seen) {
        request(() -> {
            EncryptedKinesisStream object = there(seen);
            object.removeFinalizer(ApiGroup.FINALIZER);
            raiseVersion(object);
            EncryptedKinesisStream answer = answered(object);
            removeIfFree(object);
            return answer;
        });
    }

    /** A request of the operator's. */
    <T> T request(Supplier<T> act) {
        fuse.before();
        T answer = trouble.disturb(act, clock);
        fuse.after();
        return answer;
    }

    private EncryptedKinesisStream there(EncryptedKinesisStream seen) {
        String name = seen.getMetadata().getName();
        EncryptedKinesisStream object = objects.get(name);
        if (object == null) {
            throw ApiTrouble.refused(404, name + " not found");
        }
        if (!object.getMetadata().getUid().equals(seen.getMetadata().getUid())) {
            throw ApiTrouble.refused(409, "Precondition failed: UID in precondition: " + name);
        }
        return object;
    }

    /** The SDK takes an answer for what the watch will show. */
    private EncryptedKinesisStream answered(EncryptedKinesisStream object) {
        lastSeen.ifPresent(seen -> seen.put(object.getMetadata().getName(), copy(object)));
        return copy(object);
    }

    private void removeIfFree(EncryptedKinesisStream object) {
        if (object.isMarkedForDeletion() && object.getFinalizers().isEmpty()) {
            String name = object.getMetadata().getName();
            objects.remove(name);
            if (lastSeen.isEmpty()) {
                agenda.drop(name);
                gone.add(object);
            }
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
