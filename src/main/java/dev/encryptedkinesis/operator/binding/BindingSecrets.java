package dev.encryptedkinesis.operator.binding;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Writes and removes the Secrets of objects; neither ever fails with an exception of the API server. */
public interface BindingSecrets {

    /** Of an operator that writes no Secrets, and may have no permission to. */
    BindingSecrets DISABLED = new BindingSecrets() {
        @Override
        public SecretAnswer put(
                KubernetesClient client, EncryptedKinesisStream owner, String name, BindingContent content) {
            return SecretAnswer.of(SecretAnswer.Deed.DISABLED);
        }

        @Override
        public SecretAnswer remove(KubernetesClient client, EncryptedKinesisStream owner, String name) {
            return SecretAnswer.of(SecretAnswer.Deed.DISABLED);
        }
    };

    /** Has the Secret say this, unless it is somebody else's. */
    SecretAnswer put(KubernetesClient client, EncryptedKinesisStream owner, String name, BindingContent content);

    /** Removes the Secret, unless it is somebody else's. */
    SecretAnswer remove(KubernetesClient client, EncryptedKinesisStream owner, String name);
}
