package dev.encryptedkinesis.operator.binding;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.binding.SecretAnswer.Deed;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.function.Function;

/**
 * The Secrets of the API server. Each is read by its name before it is written, and is written and deleted only as it was
 * read: what somebody did in between makes the API server refuse.
 */
public final class KubernetesBindingSecrets implements BindingSecrets {

    /** Owns the fields that it applies: not to be changed, or fields of the old name would stay. */
    private static final String FIELD_MANAGER = "encrypted-kinesis-operator";

    @Override
    public SecretAnswer put(
            KubernetesClient client, EncryptedKinesisStream owner, String name, BindingContent content) {
        return withFound(client, owner, name, found -> {
            Secret wanted = BindingSecret.of(owner, name, content);
            if (found == null) {
                // Not by force: a Secret of somebody else's that came this moment is of another type, and conflicts.
                client.resource(wanted).fieldManager(FIELD_MANAGER).serverSideApply();
                return Deed.CREATED;
            }
            if (!BindingSecret.isOf(owner, found)) {
                return Deed.TAKEN;
            }
            if (BindingSecret.says(found, wanted)) {
                return Deed.NOTHING;
            }
            wanted.getMetadata().setResourceVersion(found.getMetadata().getResourceVersion());
            client.resource(wanted).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
            return Deed.CHANGED;
        });
    }

    @Override
    public SecretAnswer remove(KubernetesClient client, EncryptedKinesisStream owner, String name) {
        return withFound(client, owner, name, found -> {
            if (found == null || !BindingSecret.isOf(owner, found)) {
                return Deed.NOTHING;
            }
            client.resource(found)
                    .lockResourceVersion(found.getMetadata().getResourceVersion())
                    .delete();
            return Deed.REMOVED;
        });
    }

    private static SecretAnswer withFound(
            KubernetesClient client, EncryptedKinesisStream owner, String name, Function<Secret, Deed> deed) {
        Resource<Secret> secret =
                client.secrets().inNamespace(owner.getMetadata().getNamespace()).withName(name);
        try {
            return SecretAnswer.of(deed.apply(secret.get()));
        } catch (KubernetesClientException e) {
            return new SecretAnswer(
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
