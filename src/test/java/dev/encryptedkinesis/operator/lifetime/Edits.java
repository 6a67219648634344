package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Each kind of edit once, from one spec on, for tests that try all of them. */
final class Edits {

    private static final Map<String, Object> BASE = Map.of(
            "streamName",
            World.STREAM,
            "shards",
            3,
            "retentionHours",
            48,
            "key",
            Map.of("id", "alias/first"),
            "tags",
            Map.of("team", "shop"));

    static final Map<String, Map<String, Object>> ALL = all();

    private static Map<String, Map<String, Object>> all() {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        all.put("more shards", capacity("Provisioned", 20));
        all.put("fewer shards", capacity("Provisioned", 1));
        all.put("longer retention", Map.of("retentionHours", 72));
        all.put("shorter retention", Map.of("retentionHours", 24, "allowRetentionDecrease", true));
        all.put("another key", Map.of("key", Map.of("id", "alias/second")));
        all.put("AWS's key", Map.of("key", Map.of("awsManaged", Map.of())));
        all.put("on demand", capacity("OnDemand", null));
        all.put("tags", Map.of("tags", Map.of("stage", "test")));
        all.put("metrics", Map.of("shardLevelMetrics", List.of("ALL")));
        all.put("record size", Map.of("maxRecordSizeKiB", 2048));
        all.put("consumers", Map.of("fanOutConsumers", List.of("billing", "audit")));
        all.put("policy", Map.of("resourcePolicy", World.sharedWith("111122223333")));
        return all;
    }

    /** @param shards null: none are said */
    private static Map<String, Object> capacity(String mode, Integer shards) {
        Map<String, Object> capacity = new HashMap<>();
        capacity.put("mode", mode);
        capacity.put("shards", shards);
        return capacity;
    }

    private Edits() {}

    static Step.Apply apply(EncryptedKinesisStreamSpec spec) {
        return new Step.Apply(Story.OBJECT, spec);
    }

    @SafeVarargs
    static EncryptedKinesisStreamSpec spec(Map<String, Object>... edits) {
        Map<String, Object> fields = new HashMap<>(BASE);
        for (Map<String, Object> edit : edits) {
            fields.putAll(edit);
        }
        fields.values().removeIf(Objects::isNull);
        return Serialization.unmarshal(Serialization.asJson(fields), EncryptedKinesisStreamSpec.class);
    }
}
