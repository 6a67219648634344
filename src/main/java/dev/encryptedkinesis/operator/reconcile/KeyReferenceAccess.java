package dev.encryptedkinesis.operator.reconcile;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Asks the API server whether objects that name keys can be looked into at all. */
final class KeyReferenceAccess {

    private final KubernetesClient client;

    KeyReferenceAccess(KubernetesClient client) {
        this.client = client;
    }

    /** What stands in the way, and what to do about it; empty if nothing does. */
    Optional<String> obstacle(KeyTarget.Section section) {
        KeyReferenceKind kind = section.kind();
        if (!isServed(kind)) {
            return Optional.of(
                    "The cluster has no kind %s of %s: install the controller that brings it, or name the key"
                                    .formatted(kind.kind(), kind.apiVersion())
                            + " otherwise.");
        }
        if (!List.of("list", "watch").stream().allMatch(verb -> isPermitted(verb, section))) {
            return Optional.of(
                    ("The operator may not list and watch %s in namespace %s. Have the cluster's administrator permit it"
                                    + " (deploy/key-references), or name the key otherwise.")
                            .formatted(resource(kind), section.namespace()));
        }
        return Optional.empty();
    }

    private static String resource(KeyReferenceKind kind) {
        return kind.group().isEmpty() ? kind.plural() : kind.plural() + "." + kind.group();
    }

    private boolean isServed(KeyReferenceKind kind) {
        return switch (kind) {
            case CONFIG_MAP -> true;
            case ACK_KEY, CROSSPLANE_KEY ->
                Optional.ofNullable(client.getApiResources(kind.apiVersion())).stream()
                        .flatMap(served -> served.getResources().stream())
                        .anyMatch(resource -> kind.kind().equals(resource.getKind())
                                && Boolean.TRUE.equals(resource.getNamespaced()));
        };
    }

    private boolean isPermitted(String verb, KeyTarget.Section section) {
        Boolean allowed = client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withGroup(section.kind().group())
                        .withResource(section.kind().plural())
                        .withNamespace(section.namespace())
                        .withVerb(verb)
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
        return Objects.requireNonNullElse(allowed, Boolean.FALSE);
    }
}
