package dev.encryptedkinesis.operator.owned;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Writes and removes objects of one kind beside their owners; neither ever fails with an exception of the API server. */
public interface OwnedObjects {

    /** Of an operator that writes none, and may have no permission to. */
    OwnedObjects DISABLED = new OwnedObjects() {
        @Override
        public OwnedAnswer put(KubernetesClient client, EncryptedKinesisStream owner, String name, Content content) {
            return OwnedAnswer.of(OwnedAnswer.Deed.DISABLED);
        }

        @Override
        public OwnedAnswer remove(KubernetesClient client, EncryptedKinesisStream owner, String name) {
            return OwnedAnswer.of(OwnedAnswer.Deed.DISABLED);
        }
    };

    /** Has the object say this, unless it is somebody else's. */
    OwnedAnswer put(KubernetesClient client, EncryptedKinesisStream owner, String name, Content content);

    /** Removes the object, unless it is somebody else's. */
    OwnedAnswer remove(KubernetesClient client, EncryptedKinesisStream owner, String name);
}
