package dev.encryptedkinesis.operator.tenancy;

import dev.encryptedkinesis.operator.api.AwsIdentity;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Identities as people write them. */
final class Identities {

    private Identities() {}

    /** @param spec in YAML, on one line */
    static AwsIdentity named(String name, String spec) {
        return Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: AwsIdentity
                metadata: {name: %s}
                spec: %s
                """.formatted(name, spec), AwsIdentity.class);
    }

    static Bounds bounds(String namespace, String allowed) {
        return new Bounds(named("tenants", "{namespaceSelector: {}, " + allowed + "}"), namespace);
    }
}
