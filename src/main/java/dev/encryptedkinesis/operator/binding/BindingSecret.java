package dev.encryptedkinesis.operator.binding;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The Secret of an object: how it looks, and how to tell it from others. */
final class BindingSecret {

    static final String TYPE = "servicebinding.io/" + BindingContent.TYPE;

    private BindingSecret() {}

    /** Without the labels of its owner: tools that know their objects by labels would take the Secret for theirs. */
    static Secret of(EncryptedKinesisStream owner, String name, BindingContent content) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(owner.getMetadata().getNamespace())
                .withName(name)
                .addToLabels("app.kubernetes.io/managed-by", "encrypted-kinesis-operator")
                .withOwnerReferences(reference(owner))
                .endMetadata()
                .withType(TYPE)
                .withData(content.entries().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> encoded(entry.getValue()))))
                .build();
    }

    /**
     * So that the Secret goes with the object. It does not block the owner's deletion: for that, some clusters would
     * have the operator be allowed to change the owner's finalizers.
     */
    private static OwnerReference reference(EncryptedKinesisStream owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .build();
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** By uid: an object of the same name that is no more had a Secret of its own. */
    static boolean isOf(EncryptedKinesisStream owner, Secret found) {
        return found.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference -> owner.getMetadata().getUid().equals(reference.getUid()));
    }

    /** What others have added is theirs. */
    static boolean says(Secret found, Secret wanted) {
        return entries(found).entrySet().containsAll(entries(wanted).entrySet())
                && found.getMetadata()
                        .getOwnerReferences()
                        .containsAll(wanted.getMetadata().getOwnerReferences());
    }

    private static Map<String, String> entries(Secret secret) {
        return Optional.ofNullable(secret.getData()).orElse(Map.of());
    }
}
