package dev.encryptedkinesis.operator.tenancy;

import java.util.Map;

/** A namespace, as far as it matters for who serves it. */
public record Tenant(String namespace, Map<String, String> labels) {

    public Tenant {
        labels = Map.copyOf(labels);
    }
}
