package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import dev.encryptedkinesis.operator.stream.UnresolvedKey;
import dev.encryptedkinesis.operator.stream.WantedKey;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.Set;
import java.util.function.Consumer;

/** Finds the keys that specs do not name themselves, but by another object. */
public final class KeyReferences {

    private final Set<KeyReferenceKind> enabled;

    /** @param enabled the kinds that are looked into */
    public KeyReferences(Set<KeyReferenceKind> enabled) {
        this.enabled = Set.copyOf(enabled);
    }

    /** @param edited is told of each object before it is woken, since what names its key was edited */
    EventSource<?, EncryptedKinesisStream> source(
            EventSourceContext<EncryptedKinesisStream> context, Consumer<ResourceID> edited) {
        return new KeyReferenceSource(context.getClient(), context.getPrimaryCache(), edited);
    }

    /** The same with the key that the spec means, or with why there is none. */
    DesiredStream resolve(
            EncryptedKinesisStream object, DesiredStream desired, Context<EncryptedKinesisStream> context) {
        return KeyTarget.of(object)
                .map(target -> desired.withKey(key(target, context)))
                .orElse(desired);
    }

    private WantedKey key(KeyTarget target, Context<EncryptedKinesisStream> context) {
        KeyReferenceKind kind = target.place().kind();
        if (!enabled.contains(kind)) {
            return target.unresolved(
                    UnresolvedKey.Cause.UNAVAILABLE,
                    ("This operator does not look up keys in %s of %s. Have the cluster's administrator add %s to"
                                    + " KEY_REFERENCE_KINDS, or name the key otherwise.")
                            .formatted(kind.kind(), kind.apiVersion(), kind.settingName()));
        }
        EventSource<GenericKubernetesResource, EncryptedKinesisStream> source = context.eventSourceRetriever()
                .getEventSourceFor(GenericKubernetesResource.class, KeyReferenceSource.NAME);
        return ((KeyReferenceSource) source).look(target);
    }
}
