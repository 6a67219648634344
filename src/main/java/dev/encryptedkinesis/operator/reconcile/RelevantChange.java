package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.ApiGroup;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Map;
import java.util.Optional;

/**
 * Which changes of an object are worth a pass: of its spec, of our annotations, and that it is being deleted. The
 * generation alone does not do, since annotations do not raise it.
 */
public final class RelevantChange implements OnUpdateFilter<EncryptedKinesisStream> {

    /** Of an object, as far as passes go by it. */
    record Version(Long generation, boolean isMarkedForDeletion, boolean isOrphan, boolean isOnlyPlanned) {

        static Version of(EncryptedKinesisStream object) {
            return new Version(
                    object.getMetadata().getGeneration(),
                    object.isMarkedForDeletion(),
                    RelevantChange.isOrphan(object),
                    RelevantChange.isOnlyPlanned(object));
        }
    }

    @Override
    public boolean accept(EncryptedKinesisStream now, EncryptedKinesisStream before) {
        return isBetween(before, now);
    }

    static boolean isBetween(EncryptedKinesisStream before, EncryptedKinesisStream now) {
        return !Version.of(before).equals(Version.of(now));
    }

    static boolean isOrphan(HasMetadata object) {
        return isTrue(object, ApiGroup.ORPHAN);
    }

    static boolean isOnlyPlanned(HasMetadata object) {
        return isTrue(object, ApiGroup.PLAN);
    }

    private static boolean isTrue(HasMetadata object, String annotation) {
        return Optional.ofNullable(object.getMetadata().getAnnotations())
                .orElse(Map.of())
                .getOrDefault(annotation, "false")
                .equals("true");
    }
}
