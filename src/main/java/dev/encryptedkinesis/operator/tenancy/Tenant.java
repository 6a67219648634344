package dev.encryptedkinesis.operator.tenancy;

import java.util.Map;

/**
 * A namespace, as far as it matters for who serves it.
 *
 * @param cluster stable id of the Kubernetes cluster, which AWS is told
 */
public record Tenant(String cluster, String namespace, Map<String, String> labels) {

    public Tenant {
        labels = Map.copyOf(labels);
    }
}
