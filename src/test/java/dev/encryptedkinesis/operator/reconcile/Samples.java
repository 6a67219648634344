package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.KeySelector;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Collections;
import java.util.Map;

/** Objects as the API server hands them out. */
final class Samples {

    private Samples() {}

    static EncryptedKinesisStream withSpec(EncryptedKinesisStreamSpec spec) {
        return named("orders", "2026-01-01T00:00:00Z", spec);
    }

    static EncryptedKinesisStream named(String name, String created, EncryptedKinesisStreamSpec spec) {
        EncryptedKinesisStream object = new EncryptedKinesisStream();
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName(name)
                .withUid("uid-" + name)
                .withGeneration(1L)
                .withCreationTimestamp(created)
                .build());
        object.setSpec(spec);
        return object;
    }

    static EncryptedKinesisStreamSpec spec(String mode, Integer shards, KeySelector key) {
        return new EncryptedKinesisStreamSpec(
                null, null, mode, shards, null, null, null, key, null, null, null, null, null, null, null, null, null,
                null);
    }

    static EncryptedKinesisStreamSpec ofStream(String streamName, String managementPolicy) {
        return new EncryptedKinesisStreamSpec(
                streamName,
                null,
                null,
                1,
                null,
                null,
                null,
                new KeySelector("alias/orders", null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                managementPolicy);
    }

    /** @param secretName null for a binding that names no Secret */
    static EncryptedKinesisStreamSpec bound(String secretName) {
        return Serialization.unmarshal(
                Serialization.asJson(Map.of(
                        "shards", 1,
                        "key", Map.of("id", "alias/orders"),
                        "binding", Collections.singletonMap("secretName", secretName))),
                EncryptedKinesisStreamSpec.class);
    }
}
