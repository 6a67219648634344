package dev.encryptedkinesis.operator.reconcile;

import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Map;
import java.util.Optional;

/** What of a namespace decides who serves it. */
final class NamespaceLabels {

    private NamespaceLabels() {}

    static Map<String, String> of(Namespace namespace) {
        return Optional.ofNullable(namespace.getMetadata().getLabels()).orElse(Map.of());
    }

    static boolean areOther(Namespace now, Namespace before) {
        return !of(now).equals(of(before));
    }
}
