package dev.encryptedkinesis.operator.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.api.model.Condition;
import org.junit.jupiter.api.Test;

class ObjectReadingTest {

    private static final String OBJECT = """
            {"apiVersion": "encryptedkinesis.dev/v1alpha1", "kind": "EncryptedKinesisStream",
             "metadata": {"name": "orders", "namespace": "shop"},
             "spec": {"region": "eu-west-1", "tags": {"team": "orders-team"}},
             "status": {"streamStatus": "ACTIVE",
                        "conditions": [{"type": "Ready", "status": "True", "reason": "AsSpecified", "message": "All is well."}]}}
            """;

    /** Ten thousand objects say much the same. */
    @Test
    void whatTwoObjectsSayAlikeIsInMemoryOnce() {
        EncryptedKinesisStream one = read();
        EncryptedKinesisStream other = read();

        assertThat(one).isNotSameAs(other);
        assertThat(one.getMetadata().getNamespace())
                .isSameAs(other.getMetadata().getNamespace());
        assertThat(one.getSpec().tags().get("team"))
                .isEqualTo("orders-team")
                .isSameAs(other.getSpec().tags().get("team"));
        assertThat(one.getSpec().region()).isSameAs(other.getSpec().region());
        assertThat(one.getStatus().streamStatus()).isSameAs(other.getStatus().streamStatus());
        Condition ready = one.getStatus().conditions().get(0);
        Condition alike = other.getStatus().conditions().get(0);
        assertThat(ready.getStatus()).isSameAs(alike.getStatus());
        assertThat(ready.getReason()).isSameAs(alike.getReason());
        assertThat(ready.getMessage()).isEqualTo("All is well.").isSameAs(alike.getMessage());
    }

    private static EncryptedKinesisStream read() {
        return ObjectReading.serialization().unmarshal(OBJECT, EncryptedKinesisStream.class);
    }
}
