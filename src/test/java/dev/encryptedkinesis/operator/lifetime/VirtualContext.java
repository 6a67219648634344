package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.ResourceOperations;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.api.reconciler.dependent.managed.ManagedWorkflowAndDependentResourceContext;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What JOSDK gives a reconciler beside its object. What the operator does not use is not there. */
final class VirtualContext implements Context<EncryptedKinesisStream> {

    enum Presence {
        THERE,
        GONE
    }

    private final VirtualCluster cluster;
    private final EncryptedKinesisStream primary;
    private final Presence presence;

    VirtualContext(VirtualCluster cluster, EncryptedKinesisStream primary, Presence presence) {
        this.cluster = cluster;
        this.primary = primary;
        this.presence = presence;
    }

    @Override
    public ResourceOperations<EncryptedKinesisStream> resourceOperations() {
        return new Operations(this);
    }

    private static final class Operations extends ResourceOperations<EncryptedKinesisStream> {

        private final VirtualContext context;

        Operations(VirtualContext context) {
            super(context);
            this.context = context;
        }

        @Override
        public EncryptedKinesisStream serverSideApplyPrimaryStatus(EncryptedKinesisStream object) {
            return context.cluster.applyStatus(object);
        }

        @Override
        public EncryptedKinesisStream addFinalizer(String finalizer) {
            context.cluster.addFinalizer(context.primary);
            return context.primary;
        }

        @Override
        public EncryptedKinesisStream removeFinalizer(String finalizer) {
            context.cluster.removeFinalizer(context.primary);
            return context.primary;
        }
    }

    @Override
    public boolean isPrimaryResourceDeleted() {
        return presence == Presence.GONE;
    }

    @Override
    public IndexedResourceCache<EncryptedKinesisStream> getPrimaryCache() {
        return new Cache(cluster);
    }

    /** All objects of a story want the same stream, or none does. */
    private record Cache(VirtualCluster cluster) implements IndexedResourceCache<EncryptedKinesisStream> {

        @Override
        public List<EncryptedKinesisStream> byIndex(String index, String key) {
            String stream = key.substring(key.indexOf('/') + 1);
            return cluster.seen().values().stream()
                    .filter(object -> object.getSpec().streamName().equals(stream))
                    .toList();
        }

        @Override
        public Optional<EncryptedKinesisStream> get(ResourceID id) {
            return cluster.find(id.getName());
        }

        @Override
        public Stream<ResourceID> keys() {
            return cluster.seen().values().stream().map(ResourceID::fromResource);
        }

        @Override
        public Stream<EncryptedKinesisStream> list(Predicate<EncryptedKinesisStream> predicate) {
            return cluster.seen().values().stream().filter(predicate);
        }

        @Override
        public Stream<EncryptedKinesisStream> list(String namespace, Predicate<EncryptedKinesisStream> predicate) {
            return list(predicate);
        }
    }

    @Override
    public KubernetesClient getClient() {
        return null;
    }

    @Override
    public EncryptedKinesisStream getPrimaryResource() {
        return primary;
    }

    @Override
    public Optional<RetryInfo> getRetryInfo() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R> Set<R> getSecondaryResources(Class<R> type, boolean deduplicate) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R> Stream<R> getSecondaryResourcesAsStream(Class<R> type, boolean deduplicate) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R> Optional<R> getSecondaryResource(Class<R> type, String eventSource) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ControllerConfiguration<EncryptedKinesisStream> getControllerConfiguration() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ManagedWorkflowAndDependentResourceContext managedWorkflowAndDependentResourceContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventSourceRetriever<EncryptedKinesisStream> eventSourceRetriever() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ExecutorService getWorkflowExecutorService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isNextReconciliationImminent() {
        return false;
    }

    @Override
    public boolean isPrimaryResourceFinalStateUnknown() {
        return false;
    }
}
