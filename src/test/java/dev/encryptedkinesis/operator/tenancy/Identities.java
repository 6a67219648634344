package dev.encryptedkinesis.operator.tenancy;

import dev.encryptedkinesis.operator.api.AwsIdentity;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Identities as people write them. */
public final class Identities {

    private Identities() {}

    /** @param spec in YAML, on one line */
    public static AwsIdentity named(String name, String spec) {
        return Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: AwsIdentity
                metadata: {name: %s}
                spec: %s
                """.formatted(name, spec), AwsIdentity.class);
    }

    /**
     * One that allows everything but grants.
     *
     * @param selector of namespaces, in YAML, on one line
     */
    public static AwsIdentity ofEverything(String name, String selector) {
        return named(name, everything(selector));
    }

    /** The same, and grants. */
    public static AwsIdentity withGrants(String name, String selector) {
        return named(name, everything(selector).replaceFirst("}$", ", allowGrants: true}"));
    }

    /** Selects the namespace of that name. */
    public static String namespace(String name) {
        return "{matchLabels: {kubernetes.io/metadata.name: %s}}".formatted(name);
    }

    private static String everything(String selector) {
        return "{namespaceSelector: %s, allowedRegions: ['*'], allowedStreamNames: ['*'], allowedKeyARNs: ['*'],"
                        .formatted(selector)
                + " allowedDeletionPolicies: ['*']}";
    }

    static Bounds bounds(String namespace, String allowed) {
        return new Bounds(named("tenants", "{namespaceSelector: {}, " + allowed + "}"), namespace);
    }
}
