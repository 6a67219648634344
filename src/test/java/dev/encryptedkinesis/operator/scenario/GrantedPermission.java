package dev.encryptedkinesis.operator.scenario;

import dev.encryptedkinesis.operator.cluster.Account;
import dev.encryptedkinesis.operator.cluster.AuditedRequest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.stream.Stream;

/**
 * One verb on one resource that a role gives.
 *
 * @param role where it stands
 * @param namespace empty: in all
 * @param resource with its subresource, such as {@code things/status}
 * @param name of the one object; empty: of all
 */
record GrantedPermission(String role, String namespace, String group, String resource, String verb, String name) {

    private static final String ANY = "";

    static List<GrantedPermission> of(Account account) {
        return account.permissions().stream()
                .flatMap(GrantedPermission::of)
                .distinct()
                .toList();
    }

    private static Stream<GrantedPermission> of(HasMetadata object) {
        if (object instanceof ClusterRole role) {
            return role.getRules().stream()
                    .flatMap(rule -> of(role.getMetadata().getName(), ANY, rule));
        }
        return object instanceof Role role
                ? role.getRules().stream()
                        .flatMap(rule -> of(
                                role.getMetadata().getName(), role.getMetadata().getNamespace(), rule))
                : Stream.empty();
    }

    private static Stream<GrantedPermission> of(String role, String namespace, PolicyRule rule) {
        List<String> names = rule.getResourceNames().isEmpty() ? List.of(ANY) : rule.getResourceNames();
        return rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream()
                        .flatMap(resource -> rule.getVerbs().stream()
                                .flatMap(verb -> names.stream()
                                        .map(name ->
                                                new GrantedPermission(role, namespace, group, resource, verb, name)))));
    }

    /** As kubectl names it. */
    String words() {
        return verb + " " + (group.isEmpty() ? resource : resource + "." + group);
    }

    /**
     * Whether the API server would have asked for this permission because of this request. It asks for two if an object is
     * applied that is not there: to patch, and to create.
     */
    boolean permits(AuditedRequest request) {
        String asked =
                request.subresource().isEmpty() ? request.resource() : request.resource() + "/" + request.subresource();
        return group.equals(request.group())
                && resource.equals(asked)
                && (verb.equals(request.verb()) || verb.equals("create") && request.isCreatingByPatch())
                && (namespace.equals(ANY) || namespace.equals(request.namespace()))
                && (name.equals(ANY) || name.equals(request.name()));
    }
}
