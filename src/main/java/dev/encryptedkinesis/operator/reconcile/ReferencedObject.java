package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.KeySelector;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is kept of an object that can name keys.
 *
 * @param names {@link KeyReferenceKind#names}, cut off where they are too long for a key in any case
 */
record ReferencedObject(Map<String, String> names) {

    private static final String NAMES = "names";

    ReferencedObject {
        names = Map.copyOf(names);
    }

    /** A ConfigMap may hold a megabyte, and a namespace many of them. */
    static ReferencedObject of(KeyReferenceKind kind, GenericKubernetesResource whole) {
        Map<String, String> names = new HashMap<>(kind.names(whole));
        names.replaceAll((name, value) ->
                value.length() <= KeySelector.LONGEST_ID ? value : value.substring(0, KeySelector.LONGEST_ID + 1));
        return new ReferencedObject(names);
    }

    /** As an informer's store keeps it, in place of the whole object. */
    GenericKubernetesResource stored(GenericKubernetesResource whole) {
        GenericKubernetesResource part = new GenericKubernetesResource();
        part.setApiVersion(whole.getApiVersion());
        part.setKind(whole.getKind());
        part.setMetadata(new ObjectMetaBuilder()
                .withNamespace(whole.getMetadata().getNamespace())
                .withName(whole.getMetadata().getName())
                .withUid(whole.getMetadata().getUid())
                .withResourceVersion(whole.getMetadata().getResourceVersion())
                .build());
        part.setAdditionalProperty(NAMES, names);
        return part;
    }

    /** The names that are not the same there. */
    Set<String> changedIn(ReferencedObject later) {
        return Stream.concat(names.keySet().stream(), later.names.keySet().stream())
                .filter(name -> !Objects.equals(names.get(name), later.names.get(name)))
                .collect(Collectors.toSet());
    }

    static ReferencedObject ofStored(GenericKubernetesResource part) {
        return new ReferencedObject(part.<Map<String, String>>get(NAMES));
    }
}
