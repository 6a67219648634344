package dev.encryptedkinesis.operator.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service account and what it may do.
 *
 * @param namespace where it lies
 * @param permissions the account itself, roles, and their bindings to it
 */
public record Account(String namespace, String name, List<HasMetadata> permissions) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public Account {
        permissions = List.copyOf(permissions);
    }

    /** Makes the objects, or makes those of another namespace's account over to this one. */
    void install(KubernetesClient administrator) {
        permissions.forEach(object -> administrator.resource(object).createOr(NonDeletingOperation::update));
    }

    /** What a Pod of this account would find in its volume. */
    String token(KubernetesClient administrator) {
        return administrator
                .serviceAccounts()
                .inNamespace(namespace)
                .withName(name)
                .tokenRequest()
                .getStatus()
                .getToken();
    }

    /** The API server reads new roles and bindings a moment after it took them. */
    void awaitPermissions(KubernetesClient own) {
        await("what %s/%s may do".formatted(namespace, name))
                .atMost(PATIENCE)
                .until(() -> permissions.stream()
                        .flatMap(Account::asked)
                        .allMatch(question ->
                                own.resource(question).create().getStatus().getAllowed()));
    }

    private static Stream<SelfSubjectAccessReview> asked(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        if (object instanceof ClusterRole role) {
            return role.getRules().stream().flatMap(rule -> asked(rule, namespace));
        }
        return object instanceof Role role
                ? role.getRules().stream().flatMap(rule -> asked(rule, namespace))
                : Stream.empty();
    }

    private static Stream<SelfSubjectAccessReview> asked(PolicyRule rule, String namespace) {
        List<String> names = rule.getResourceNames().isEmpty() ? List.of("") : rule.getResourceNames();
        return rule.getVerbs().stream()
                .flatMap(verb -> rule.getResources().stream()
                        .flatMap(resource -> names.stream().map(name -> asked(rule, verb, resource, name, namespace))));
    }

    private static SelfSubjectAccessReview asked(
            PolicyRule rule, String verb, String resource, String name, String namespace) {
        String[] parts = resource.split("/", 2);
        return new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withGroup(rule.getApiGroups().get(0))
                .withResource(parts[0])
                .withSubresource(parts.length == 1 ? "" : parts[1])
                .withVerb(verb)
                .withName(name)
                .withNamespace(namespace)
                .endResourceAttributes()
                .endSpec()
                .build();
    }
}
