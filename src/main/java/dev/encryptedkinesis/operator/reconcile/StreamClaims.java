package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.ServingIdentity;
import dev.encryptedkinesis.operator.reconcile.IdentityGate.Entry;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import dev.encryptedkinesis.operator.stream.Observation.Claims;
import dev.encryptedkinesis.operator.stream.Owner;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the objects that name the same stream, of one account. The oldest has it, whatever the order in which they are seen. */
final class StreamClaims {

    private static final String INDEX = "stream";

    /** Objects that were made in the same second are told apart by their names: any order will do, if all agree on it. */
    private static final Comparator<EncryptedKinesisStream> BY_AGE =
            Comparator.<EncryptedKinesisStream, String>comparing(
                            object -> object.getMetadata().getCreationTimestamp())
                    .thenComparing(object -> object.getMetadata().getNamespace())
                    .thenComparing(object -> object.getMetadata().getName());

    private final SpecMapper mapper;
    private final IdentityGate gate;

    StreamClaims(SpecMapper mapper, IdentityGate gate) {
        this.mapper = mapper;
        this.gate = gate;
    }

    void index(IndexerResourceCache<EncryptedKinesisStream> cache) {
        cache.addIndexer(
                INDEX, object -> wanted(object).map(StreamClaims::key).stream().toList());
    }

    Claims of(EncryptedKinesisStream object, Entry.Served served, IndexedResourceCache<EncryptedKinesisStream> cache) {
        DesiredStream desired = served.desired();
        // Who only looks takes nothing from anybody, and nobody takes anything from it.
        if (desired.mayOnlyObserve()) {
            return Claims.NONE;
        }
        List<EncryptedKinesisStream> others = others(object, desired, cache);
        Optional<Owner> older = others.stream()
                .filter(other -> BY_AGE.compare(other, object) < 0)
                .sorted(BY_AGE)
                .flatMap(other -> claimed(other, served).stream())
                .map(DesiredStream::owner)
                .findFirst();
        // Who comes after one that is itself too young does not matter; to find that out for each takes long if they
        // are many.
        return older.isPresent() ? new Claims(older, List.of()) : new Claims(older, younger(object, others, served));
    }

    private List<Owner> younger(
            EncryptedKinesisStream object, List<EncryptedKinesisStream> others, Entry.Served served) {
        return others.stream()
                .filter(other -> BY_AGE.compare(other, object) > 0)
                .flatMap(other -> claimed(other, served).stream())
                .map(DesiredStream::owner)
                .toList();
    }

    /**
     * Who has the stream now that this object is gone, in each account. For the others nothing changes but who is before
     * them, which they see when they look next: to wake all of many for each that goes would have all their statuses written
     * again and again.
     */
    Collection<EncryptedKinesisStream> heirs(
            EncryptedKinesisStream object, DesiredStream desired, IndexedResourceCache<EncryptedKinesisStream> cache) {
        Map<String, EncryptedKinesisStream> heirs = new HashMap<>();
        others(object, desired, cache).stream()
                .sorted(BY_AGE)
                .forEach(other -> account(other).ifPresent(account -> heirs.putIfAbsent(account, other)));
        return heirs.values();
    }

    /** Of the stream that it may have; empty text for that of the operator itself, and one that is not known. */
    private Optional<String> account(EncryptedKinesisStream object) {
        return wanted(object)
                .map(desired -> gate.entry(object, desired))
                .filter(entry -> !(entry instanceof Entry.Refused))
                .map(entry -> entry instanceof Entry.Served served
                        ? served.identity().map(ServingIdentity::account).orElse("")
                        : "");
    }

    /** The other objects that want the same stream. */
    private List<EncryptedKinesisStream> others(
            EncryptedKinesisStream object, DesiredStream desired, IndexedResourceCache<EncryptedKinesisStream> cache) {
        return cache.byIndex(INDEX, key(desired)).stream()
                .filter(other -> !other.getMetadata()
                        .getUid()
                        .equals(object.getMetadata().getUid()))
                .toList();
    }

    /** Nor does one claim the stream that may not have it: else whoever can name a stream could keep it from others. */
    private Optional<DesiredStream> claimed(EncryptedKinesisStream object, Entry.Served rival) {
        return wanted(object).filter(desired -> isInAccountOf(rival, gate.entry(object, desired)));
    }

    private static boolean isInAccountOf(Entry.Served rival, Entry entry) {
        if (entry instanceof Entry.Served served) {
            return served.identity()
                    .map(ServingIdentity::account)
                    .equals(rival.identity().map(ServingIdentity::account));
        }
        // Of whom it is not known, it may be.
        return entry instanceof Entry.Undecided;
    }

    /** Empty for an object that wants no stream: it only observes, or says nothing that can be followed. */
    private Optional<DesiredStream> wanted(EncryptedKinesisStream object) {
        return mapper.mapIfValid(object).filter(desired -> !desired.mayOnlyObserve());
    }

    private static String key(DesiredStream desired) {
        return desired.id().region() + "/" + desired.id().name();
    }
}
