package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.tenancy.Choice;
import dev.encryptedkinesis.operator.tenancy.Refusal;
import dev.encryptedkinesis.operator.tenancy.Tenancy;
import dev.encryptedkinesis.operator.tenancy.Tenant;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Each namespace is served by the AwsIdentity that selects it. Which one that is, is found out anew each time; it is
 * remembered only to see when it is another one.
 */
public final class IdentityTenants implements Tenants {

    private static final String BY_NAMESPACE = "namespace-of-tenant";

    private final String cluster;
    private final Map<String, Choice> known = new ConcurrentHashMap<>();
    private InformerEventSource<AwsIdentity, EncryptedKinesisStream> identities;
    private InformerEventSource<Namespace, EncryptedKinesisStream> namespaces;
    private IndexerResourceCache<EncryptedKinesisStream> objects;

    /** @param cluster stable id of the Kubernetes cluster, which AWS is told */
    public IdentityTenants(String cluster) {
        this.cluster = cluster;
    }

    @Override
    public List<EventSource<?, EncryptedKinesisStream>> sources(
            EventSourceContext<EncryptedKinesisStream> context, Consumer<ResourceID> edited) {
        objects = context.getPrimaryCache();
        objects.addIndexer(BY_NAMESPACE, object -> List.of(object.getMetadata().getNamespace()));
        identities = new ClusterWatch<>(
                        AwsIdentity.class, "identities", ClusterWatch::isOtherSpec, changed -> concerned(edited))
                .source(context);
        namespaces = new ClusterWatch<>(
                        Namespace.class, "namespaces", NamespaceLabels::areOther, changed -> concerned(edited))
                .source(context);
        return List.of(identities, namespaces);
    }

    @Override
    public Choice of(String namespace) {
        // First what is remembered: whatever changes after that is seen by comparing with it.
        known.computeIfAbsent(namespace, this::choose);
        return choose(namespace);
    }

    private Choice choose(String namespace) {
        return namespaces
                .get(new ResourceID(namespace))
                .map(found -> Tenancy.choose(
                        identities.list().toList(), new Tenant(cluster, namespace, NamespaceLabels.of(found))))
                .orElseGet(() -> new Choice.NotServed(new Refusal(
                        Reason.NoIdentity,
                        "The operator does not know namespace %s yet; it goes on as soon as it does."
                                .formatted(namespace))));
    }

    /** The objects for whose namespaces the answer is another one than before. */
    private synchronized Set<ResourceID> concerned(Consumer<ResourceID> edited) {
        known.keySet()
                .removeIf(namespace -> objects.byIndex(BY_NAMESPACE, namespace).isEmpty());
        Set<ResourceID> concerned = known.keySet().stream()
                .filter(this::isAnotherNow)
                .flatMap(namespace -> objects.byIndex(BY_NAMESPACE, namespace).stream())
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
        concerned.forEach(edited);
        return concerned;
    }

    private boolean isAnotherNow(String namespace) {
        Choice now = choose(namespace);
        return !now.equals(known.put(namespace, now));
    }
}
