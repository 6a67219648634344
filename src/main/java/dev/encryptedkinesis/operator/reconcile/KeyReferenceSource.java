package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.reconcile.KeyTarget.Place;
import dev.encryptedkinesis.operator.reconcile.KeyTarget.Section;
import dev.encryptedkinesis.operator.stream.UnresolvedKey;
import dev.encryptedkinesis.operator.stream.WantedKey;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Watches the objects that name keys, and wakes the streams whose keys they name. A kind is watched in a namespace only
 * from when an object there asks for it until none does any more: so nothing is read that nobody named, and permissions
 * can be given by namespace.
 *
 * <p>The SDK's own informers do not do for this: one that cannot start, or whose permission is taken away later, ends the
 * process or makes it unhealthy. What anybody can name in a spec, and the administrator of a namespace can take away, must
 * not be able to do that.
 */
final class KeyReferenceSource extends AbstractEventSource<GenericKubernetesResource, EncryptedKinesisStream>
        implements ResourceEventAware<EncryptedKinesisStream> {

    static final String NAME = "key-references";

    private static final String BY_PLACE = "key-place";
    private static final String BY_SECTION = "key-section";
    private static final long SECONDS_TO_START = 10;

    private final KubernetesClient client;
    private final KeyReferenceAccess access;
    private final IndexerResourceCache<EncryptedKinesisStream> objects;
    private final Consumer<ResourceID> edited;
    private final Map<Section, SharedIndexInformer<GenericKubernetesResource>> informers = new ConcurrentHashMap<>();

    KeyReferenceSource(
            KubernetesClient client,
            IndexerResourceCache<EncryptedKinesisStream> objects,
            Consumer<ResourceID> edited) {
        super(GenericKubernetesResource.class, NAME);
        this.client = client;
        this.access = new KeyReferenceAccess(client);
        this.objects = objects;
        this.edited = edited;
        objects.addIndexer(BY_PLACE, object -> keys(object, target -> key(target.place())));
        objects.addIndexer(
                BY_SECTION, object -> keys(object, target -> key(target.place().section())));
    }

    private static List<String> keys(EncryptedKinesisStream object, Function<KeyTarget, String> key) {
        return KeyTarget.of(object).map(key).stream().toList();
    }

    private static String key(Place place) {
        return key(place.section()) + "/" + place.name();
    }

    private static String key(Section section) {
        return section.kind() + "/" + section.namespace();
    }

    /** @throws KubernetesClientException if the API server does not say; nothing is concluded from that */
    WantedKey look(KeyTarget target) {
        Section section = target.place().section();
        SharedIndexInformer<GenericKubernetesResource> informer = informers.get(section);
        if (informer == null || !informer.isWatching()) {
            Optional<String> obstacle = access.obstacle(section);
            if (obstacle.isPresent()) {
                close(section);
                return target.unresolved(UnresolvedKey.Cause.UNAVAILABLE, obstacle.get());
            }
        }
        return target.keyIn(find(informer == null ? open(section) : informer, target.place()));
    }

    private static Optional<ReferencedObject> find(
            SharedIndexInformer<GenericKubernetesResource> informer, Place place) {
        return Optional.ofNullable(
                        informer.getStore().getByKey(Cache.namespaceKeyFunc(place.namespace(), place.name())))
                .map(ReferencedObject::ofStored);
    }

    private SharedIndexInformer<GenericKubernetesResource> open(Section section) {
        SharedIndexInformer<GenericKubernetesResource> informer = client.genericKubernetesResources(
                        section.kind().context())
                .inNamespace(section.namespace())
                .runnableInformer(0)
                .itemStore(new PartStore(section.kind()))
                .exceptionHandler((isStarted, failure) -> isStarted)
                .addEventHandler(new Waker(section.kind()));
        try {
            informer.start().toCompletableFuture().get(SECONDS_TO_START, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            informer.stop();
            throw new KubernetesClientException(
                    "%s in namespace %s cannot be watched"
                            .formatted(section.kind().settingName(), section.namespace()),
                    e);
        } catch (InterruptedException e) {
            informer.stop();
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("interrupted", e);
        }
        SharedIndexInformer<GenericKubernetesResource> earlier = informers.putIfAbsent(section, informer);
        if (earlier == null) {
            return informer;
        }
        informer.stop();
        return earlier;
    }

    private void close(Section section) {
        Optional.ofNullable(informers.remove(section)).ifPresent(SharedIndexInformer::stop);
    }

    @Override
    public Set<GenericKubernetesResource> getSecondaryResources(EncryptedKinesisStream object) {
        return KeyTarget.of(object).map(KeyTarget::place).stream()
                .flatMap(place -> Optional.ofNullable(informers.get(place.section()))
                        .map(informer ->
                                informer.getStore().getByKey(Cache.namespaceKeyFunc(place.namespace(), place.name())))
                        .stream())
                .collect(Collectors.toSet());
    }

    @Override
    public void onResourceUpdated(EncryptedKinesisStream object, EncryptedKinesisStream before) {
        if (!KeyTarget.of(object).equals(KeyTarget.of(before))) {
            closeUnused(before);
        }
    }

    @Override
    public void onResourceDeleted(EncryptedKinesisStream object) {
        closeUnused(object);
    }

    private void closeUnused(EncryptedKinesisStream former) {
        KeyTarget.of(former)
                .map(target -> target.place().section())
                .filter(section -> objects.byIndex(BY_SECTION, key(section)).isEmpty())
                .ifPresent(this::close);
    }

    @Override
    public void stop() {
        super.stop();
        Set.copyOf(informers.keySet()).forEach(this::close);
    }

    private static final class PartStore extends BasicItemStore<GenericKubernetesResource> {

        private final KeyReferenceKind kind;

        PartStore(KeyReferenceKind kind) {
            super(Cache::metaNamespaceKeyFunc);
            this.kind = kind;
        }

        @Override
        public GenericKubernetesResource put(String key, GenericKubernetesResource whole) {
            return super.put(key, ReferencedObject.of(kind, whole).stored(whole));
        }
    }

    private final class Waker implements ResourceEventHandler<GenericKubernetesResource> {

        private final KeyReferenceKind kind;

        Waker(KeyReferenceKind kind) {
            this.kind = kind;
        }

        @Override
        public void onAdd(GenericKubernetesResource stored) {
            wake(stored, target -> true);
        }

        @Override
        public void onUpdate(GenericKubernetesResource stored, GenericKubernetesResource whole) {
            // One ConfigMap may hold the keys of many streams: those whose key is still the same sleep on.
            Set<String> changed = ReferencedObject.ofStored(stored).changedIn(ReferencedObject.of(kind, whole));
            wake(whole, target -> changed.contains(target.entry()));
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
            wake(object, target -> true);
        }

        private void wake(GenericKubernetesResource named, Predicate<KeyTarget> which) {
            Place place = new Place(
                    kind,
                    named.getMetadata().getNamespace(),
                    named.getMetadata().getName());
            objects.byIndex(BY_PLACE, key(place)).stream()
                    .filter(object -> KeyTarget.of(object).filter(which).isPresent())
                    .map(ResourceID::fromResource)
                    .forEach(woken -> {
                        edited.accept(woken);
                        getEventHandler().handleEvent(new Event(woken));
                    });
        }
    }
}
