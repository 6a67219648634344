package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.KeyReference;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The kinds of objects that can name a key. All are namespaced: Crossplane's older Key, which is not, would let anybody
 * who can make a stream name anybody's key.
 */
public enum KeyReferenceKind {
    CONFIG_MAP("", "v1", "ConfigMap", "configmaps"),
    /** Of AWS Controllers for Kubernetes. */
    ACK_KEY("kms.services.k8s.aws", "v1alpha1", "Key", "keys"),
    /** Of Crossplane's AWS providers, from Crossplane 2 on. */
    CROSSPLANE_KEY("kms.aws.m.upbound.io", "v1beta1", "Key", "keys");

    /** The one name that an object has which is not a ConfigMap. */
    static final String ARN = "arn";

    private final String group;
    private final String version;
    private final String kind;
    private final String plural;

    KeyReferenceKind(String group, String version, String kind, String plural) {
        this.group = group;
        this.version = version;
        this.kind = kind;
        this.plural = plural;
    }

    /** Empty for a kind that is not supported. */
    static Optional<KeyReferenceKind> of(KeyReference reference) {
        return Arrays.stream(values())
                .filter(one -> one.apiVersion().equals(reference.apiVersion())
                        && one.kind().equals(reference.kind()))
                .findFirst();
    }

    /** Empty if there is none of this {@link #settingName()}. */
    public static Optional<KeyReferenceKind> named(String settingName) {
        return Arrays.stream(values())
                .filter(one -> one.settingName().equals(settingName))
                .findFirst();
    }

    /** As kubectl tells kinds of one name apart: kind and group. */
    public String settingName() {
        return group.isEmpty() ? kind : kind + "." + group;
    }

    String group() {
        return group;
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    String kind() {
        return kind;
    }

    String plural() {
        return plural;
    }

    /** With group and version, so that the client need not ask the API server what the kind's path is. */
    ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    /** What an object of this kind names: the entries of a ConfigMap, or the {@link #ARN} that a Key's status gives. */
    Map<String, String> names(GenericKubernetesResource object) {
        return switch (this) {
            case CONFIG_MAP -> texts(object.get("data"));
            case ACK_KEY -> arn(object.get("status", "ackResourceMetadata", "arn"));
            case CROSSPLANE_KEY -> arn(object.get("status", "atProvider", "arn"));
        };
    }

    private static Map<String, String> texts(Object data) {
        Map<String, String> texts = new HashMap<>();
        if (data instanceof Map<?, ?> entries) {
            entries.forEach((entry, value) -> {
                if (entry instanceof String name && value instanceof String text) {
                    texts.put(name, text);
                }
            });
        }
        return texts;
    }

    private static Map<String, String> arn(Object value) {
        return value instanceof String arn ? Map.of(ARN, arn) : Map.of();
    }
}
