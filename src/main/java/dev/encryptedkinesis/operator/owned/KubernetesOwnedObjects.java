package dev.encryptedkinesis.operator.owned;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.owned.OwnedAnswer.Deed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.function.Function;

/**
 * The objects of the API server. Each is read by its name before it is written, and is written and deleted only as it was
 * read: what somebody did in between makes the API server refuse.
 */
public final class KubernetesOwnedObjects<T extends HasMetadata> implements OwnedObjects {

    private final ObjectForm<T> form;

    KubernetesOwnedObjects(ObjectForm<T> form) {
        this.form = form;
    }

    /** @param type of the Secrets, one that nobody else's have */
    public static OwnedObjects secrets(String type) {
        return new KubernetesOwnedObjects<>(new SecretForm(type));
    }

    public static OwnedObjects configMaps() {
        return new KubernetesOwnedObjects<>(new ConfigMapForm());
    }

    @Override
    public OwnedAnswer put(KubernetesClient client, EncryptedKinesisStream owner, String name, Content content) {
        return withFound(client, owner, name, found -> {
            T wanted = form.of(OwnedMetadata.of(owner, name), content.entries());
            if (found == null) {
                form.claim(wanted)
                        .ifPresent(claim -> pin(wanted, client.resource(claim).create()));
                // Not by force: where somebody else's came this moment, that is a conflict.
                client.resource(wanted)
                        .fieldManager(OwnedMetadata.FIELD_MANAGER)
                        .serverSideApply();
                return Deed.CREATED;
            }
            if (!OwnedMetadata.isOf(owner, found)) {
                return Deed.TAKEN;
            }
            if (says(found, wanted)) {
                return Deed.NOTHING;
            }
            pin(wanted, found);
            client.resource(wanted)
                    .fieldManager(OwnedMetadata.FIELD_MANAGER)
                    .forceConflicts()
                    .serverSideApply();
            return Deed.CHANGED;
        });
    }

    /** Only the object as it was seen is written over. */
    private static void pin(HasMetadata wanted, HasMetadata seen) {
        wanted.getMetadata().setResourceVersion(seen.getMetadata().getResourceVersion());
    }

    /** What others have added is theirs; what we have, and do not want any more, goes. */
    private boolean says(T found, T wanted) {
        Map<String, String> entries = form.data(wanted);
        return form.data(found).entrySet().containsAll(entries.entrySet())
                && entries.keySet().containsAll(OwnedMetadata.appliedEntries(found))
                && found.getMetadata()
                        .getOwnerReferences()
                        .containsAll(wanted.getMetadata().getOwnerReferences());
    }

    @Override
    public OwnedAnswer remove(KubernetesClient client, EncryptedKinesisStream owner, String name) {
        return withFound(client, owner, name, found -> {
            if (found == null || !OwnedMetadata.isOf(owner, found)) {
                return Deed.NOTHING;
            }
            client.resource(found)
                    .lockResourceVersion(found.getMetadata().getResourceVersion())
                    .delete();
            return Deed.REMOVED;
        });
    }

    private OwnedAnswer withFound(
            KubernetesClient client, EncryptedKinesisStream owner, String name, Function<T, Deed> deed) {
        Resource<T> object = client.resources(form.kind())
                .inNamespace(owner.getMetadata().getNamespace())
                .withName(name);
        try {
            return OwnedAnswer.of(deed.apply(object.get()));
        } catch (KubernetesClientException e) {
            return new OwnedAnswer(
                    e.getCode() == HttpURLConnection.HTTP_FORBIDDEN ? Deed.FORBIDDEN : Deed.FAILED, said(e));
        }
    }

    /** The API server's own words; the exception's are ten times as many. */
    private static String said(KubernetesClientException e) {
        return e.getStatus() == null || e.getStatus().getMessage() == null
                ? "no answer"
                : e.getStatus().getMessage();
    }
}
