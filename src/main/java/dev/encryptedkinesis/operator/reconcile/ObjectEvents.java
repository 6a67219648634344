package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.status.Occurrence;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Tells people what happened to an object. */
@FunctionalInterface
public interface ObjectEvents {

    /** Never fails: nothing that is to be done for an object waits for its being told. */
    void tell(KubernetesClient client, HasMetadata object, Occurrence occurrence);
}
