package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Reads an object as it is stored, whatever the watch has told of it so far. */
@FunctionalInterface
public interface FreshRead {

    /** From the API server. */
    FreshRead FROM_API_SERVER =
            (object, client) -> Optional.ofNullable(client.resource(object).get());

    /** @return empty if there is none of its name */
    Optional<EncryptedKinesisStream> read(EncryptedKinesisStream object, KubernetesClient client);
}
