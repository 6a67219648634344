package dev.encryptedkinesis.operator.owned;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose an object is, and what in it is ours. */
final class OwnedMetadata {

    /** Owns the fields that it applies: not to be changed, or fields of the old name would stay. */
    static final String FIELD_MANAGER = "encrypted-kinesis-operator";

    private static final String DATA = "f:data";
    private static final String FIELD = "f:";

    private OwnedMetadata() {}

    /** Without the labels of its owner: tools that know their objects by labels would take the object for theirs. */
    static ObjectMeta of(EncryptedKinesisStream owner, String name) {
        return new ObjectMetaBuilder()
                .withNamespace(owner.getMetadata().getNamespace())
                .withName(name)
                .addToLabels("app.kubernetes.io/managed-by", FIELD_MANAGER)
                .withOwnerReferences(reference(owner))
                .build();
    }

    /**
     * So that the object goes with its owner. It does not block the owner's deletion: for that, some clusters would
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

    /** By uid: an object of the owner's name that is no more had one of its own. */
    static boolean isOf(EncryptedKinesisStream owner, HasMetadata found) {
        return found.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference -> owner.getMetadata().getUid().equals(reference.getUid()));
    }

    /** The names of the entries that were applied by us. */
    static Set<String> appliedEntries(HasMetadata found) {
        return found.getMetadata().getManagedFields().stream()
                .filter(fields -> FIELD_MANAGER.equals(fields.getManager()) && "Apply".equals(fields.getOperation()))
                .map(ManagedFieldsEntry::getFieldsV1)
                .filter(Objects::nonNull)
                .map(FieldsV1::getAdditionalProperties)
                .map(fields -> fields.get(DATA))
                .filter(Map.class::isInstance)
                .flatMap(data -> ((Map<?, ?>) data).keySet().stream())
                .map(Object::toString)
                .filter(field -> field.startsWith(FIELD))
                .map(field -> field.substring(FIELD.length()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
