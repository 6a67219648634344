package dev.encryptedkinesis.operator.tenancy;

import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.AwsIdentitySpec;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.stream.Actor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides which identity serves a namespace: the one that selects it, if there is exactly one. */
public final class Tenancy {

    /** An administrator who has that many to mend needs no more names. */
    private static final int MOST_NAMED = 5;

    private Tenancy() {}

    public static Choice choose(Collection<AwsIdentity> identities, Tenant tenant) {
        List<AwsIdentity> selecting = identities.stream()
                .filter(identity -> selects(identity, tenant))
                .toList();
        if (selecting.isEmpty()) {
            return new Choice.NotServed(new Refusal(
                    Reason.NoIdentity,
                    ("No AwsIdentity selects namespace %s, so nothing is done at AWS for its objects. Have the cluster's"
                                    + " administrator make one whose namespaceSelector matches the namespace's labels, or"
                                    + " label the namespace.")
                            .formatted(tenant.namespace())));
        }
        if (selecting.size() > 1) {
            return new Choice.NotServed(new Refusal(
                    Reason.AmbiguousIdentity,
                    ("%d AwsIdentities select namespace %s (%s), and none of them counts. Have the cluster's administrator"
                                    + " change their namespaceSelectors so that one is left.")
                            .formatted(selecting.size(), tenant.namespace(), names(selecting.stream()))));
        }
        AwsIdentity identity = selecting.get(0);
        Optional<String> problem = IdentityCheck.problem(identity);
        return problem.isPresent()
                ? new Choice.NotServed(new Refusal(
                        Reason.IdentityInvalid,
                        "AwsIdentity %s allows nothing as long as it cannot be followed; its status says why."
                                .formatted(identity.getMetadata().getName())))
                : new Choice.Served(new Mandate(actor(identity, tenant), new Bounds(identity, tenant.namespace())));
    }

    /** As whom AWS is asked where it is for no namespace in particular. */
    public static Actor actorForAll(AwsIdentity identity, String cluster) {
        return actor(identity, new Tenant(cluster, "", Map.of()));
    }

    /** As whom AWS is asked for the objects of the namespace: its own session of the role, if there is one. */
    private static Actor actor(AwsIdentity identity, Tenant tenant) {
        String name = identity.getMetadata().getName();
        AwsIdentitySpec spec = identity.getSpec();
        return new Actor(
                name,
                Optional.ofNullable(spec.roleARN())
                        .map(role -> new Actor.Session(
                                role,
                                Optional.ofNullable(spec.externalID()),
                                tenant.cluster(),
                                name,
                                tenant.namespace())));
    }

    /** Whether the identity is one for this namespace, be there others or not. */
    public static boolean selects(AwsIdentity identity, Tenant tenant) {
        return Optional.ofNullable(identity.getSpec())
                .map(AwsIdentitySpec::namespaceSelector)
                .filter(selector -> new Selection(selector).selects(tenant.labels()))
                .isPresent();
    }

    /**
     * What is to be said of namespaces that others select too, so that none of them counts there; empty if there are none.
     *
     * @param selected the namespaces that the identity selects
     */
    public static Optional<String> overlap(
            AwsIdentity identity, Collection<AwsIdentity> identities, Collection<Tenant> selected) {
        List<AwsIdentity> others = identities.stream()
                .filter(other -> !other.getMetadata()
                        .getName()
                        .equals(identity.getMetadata().getName()))
                .toList();
        List<Tenant> shared = selected.stream()
                .filter(tenant -> others.stream().anyMatch(other -> selects(other, tenant)))
                .toList();
        if (shared.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(("Namespaces that are selected by others too are served by none: %d (%s), by %s. Change the"
                        + " namespaceSelectors so that one is left for each.")
                .formatted(
                        shared.size(),
                        listed(shared.stream().map(Tenant::namespace)),
                        names(others.stream()
                                .filter(other -> shared.stream().anyMatch(tenant -> selects(other, tenant))))));
    }

    private static String names(Stream<AwsIdentity> identities) {
        return listed(identities.map(identity -> identity.getMetadata().getName()));
    }

    /** In the order of the alphabet, so that the same ones are told in the same words. */
    private static String listed(Stream<String> names) {
        List<String> sorted = names.sorted().toList();
        String first = sorted.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return sorted.size() > MOST_NAMED ? first + ", ..." : first;
    }
}
