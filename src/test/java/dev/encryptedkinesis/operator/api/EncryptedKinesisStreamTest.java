package dev.encryptedkinesis.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class EncryptedKinesisStreamTest {

    @Test
    void isReadWithoutWhatNobodyReads() {
        EncryptedKinesisStream stream = Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata:
                  name: orders
                  uid: u
                  labels: {team: shop}
                  finalizers: [encryptedkinesis.dev/stream]
                  annotations:
                    encryptedkinesis.dev/plan: "true"
                    kubectl.kubernetes.io/last-applied-configuration: '{"spec": {"shards": 1}}'
                  managedFields: [{manager: kubectl, fieldsV1: {'f:spec': {'f:shards': {}}}}]
                """, EncryptedKinesisStream.class);

        assertThat(stream.getMetadata())
                .isEqualTo(new ObjectMetaBuilder()
                        .withName("orders")
                        .withUid("u")
                        .addToFinalizers("encryptedkinesis.dev/stream")
                        .addToAnnotations("encryptedkinesis.dev/plan", "true")
                        .build());
    }
}
