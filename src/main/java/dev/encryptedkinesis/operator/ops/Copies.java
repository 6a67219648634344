package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.config.Cloner;

/** Copies the objects of the SDK's caches for a pass. The SDK's own way, by JSON and back, would lose what cannot be read. */
record Copies(KubernetesSerialization others) implements Cloner {

    @Override
    @SuppressWarnings("unchecked") // a copy is of the same class
    public <T extends HasMetadata> T clone(T object) {
        if (object instanceof EncryptedKinesisStream stream) {
            return (T) stream.copy();
        }
        if (object instanceof AwsIdentity identity) {
            return (T) identity.copy();
        }
        return others.clone(object);
    }
}
