package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The objects of a cluster, as an informer would know them. */
final class ObjectsInMemory implements IndexerResourceCache<EncryptedKinesisStream> {

    private final Map<ResourceID, EncryptedKinesisStream> objects = new LinkedHashMap<>();
    private final Map<String, Function<EncryptedKinesisStream, List<String>>> indexers = new HashMap<>();
    private final Map<Entry, Map<ResourceID, EncryptedKinesisStream>> index = new HashMap<>();

    private record Entry(String indexer, String key) {}

    void put(EncryptedKinesisStream object) {
        ResourceID id = ResourceID.fromResource(object);
        get(id).ifPresent(old -> entries(old).forEach(entry -> index.get(entry).remove(id)));
        objects.put(id, object);
        entries(object)
                .forEach(entry -> index.computeIfAbsent(entry, any -> new LinkedHashMap<>())
                        .put(id, object));
    }

    @Override
    public Optional<EncryptedKinesisStream> get(ResourceID id) {
        return Optional.ofNullable(objects.get(id));
    }

    @Override
    public Stream<ResourceID> keys() {
        return objects.keySet().stream();
    }

    @Override
    public Stream<EncryptedKinesisStream> list(Predicate<EncryptedKinesisStream> which) {
        return objects.values().stream().filter(which);
    }

    @Override
    public Stream<EncryptedKinesisStream> list(String namespace, Predicate<EncryptedKinesisStream> which) {
        return list(which).filter(object -> object.getMetadata().getNamespace().equals(namespace));
    }

    /** To be called before the first object comes. */
    @Override
    public void addIndexers(Map<String, Function<EncryptedKinesisStream, List<String>>> more) {
        indexers.putAll(more);
    }

    @Override
    public List<EncryptedKinesisStream> byIndex(String indexer, String key) {
        return List.copyOf(index.getOrDefault(new Entry(indexer, key), Map.of()).values());
    }

    private List<Entry> entries(EncryptedKinesisStream object) {
        return indexers.entrySet().stream()
                .flatMap(indexer ->
                        indexer.getValue().apply(object).stream().map(key -> new Entry(indexer.getKey(), key)))
                .toList();
    }
}
