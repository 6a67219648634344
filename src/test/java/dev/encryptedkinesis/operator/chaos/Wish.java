package dev.encryptedkinesis.operator.chaos;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What a stream is to be.
 *
 * @param keys ARNs of the keys that it was ever to be under, the last one being the one that counts
 */
record Wish(
        String namespace, String name, List<String> keys, int shards, int retentionHours, Map<String, String> tags) {

    static Wish draw(String namespace, String name, String key, Random random) {
        return new Wish(
                namespace,
                name,
                List.of(key),
                1 + random.nextInt(2),
                24 + 24 * random.nextInt(2),
                Map.of("team", "t" + random.nextInt(9)));
    }

    /** What somebody makes of it while things go wrong: another key, a longer retention, another tag, or nothing. */
    Wish edited(String otherKey, Random random) {
        return switch (random.nextInt(6)) {
            case 0 ->
                new Wish(
                        namespace,
                        name,
                        Stream.concat(keys.stream(), Stream.of(otherKey)).toList(),
                        shards,
                        retentionHours,
                        tags);
            case 1 -> new Wish(namespace, name, keys, shards, retentionHours + 24, tags);
            case 2 -> new Wish(namespace, name, keys, shards, retentionHours, Map.of("team", "other", "more", "1"));
            default -> this;
        };
    }

    String key() {
        return keys.get(keys.size() - 1);
    }

    EncryptedKinesisStream manifest() {
        EncryptedKinesisStream object = Serialization.unmarshal(
                """
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {namespace: %s, name: %s}
                spec: {shards: %d, retentionHours: %d, key: {id: '%s'}, tags: {}}
                """.formatted(namespace, name, shards, retentionHours, key()), EncryptedKinesisStream.class);
        object.getSpec().tags().putAll(tags);
        return object;
    }
}
