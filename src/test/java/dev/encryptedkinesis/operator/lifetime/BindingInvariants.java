package dev.encryptedkinesis.operator.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.BindingSpec;
import dev.encryptedkinesis.operator.api.BindingStatus;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/** What must be so of the Secrets by which applications are let in. */
final class BindingInvariants {

    private final World world;
    private final VirtualSecrets secrets;

    BindingInvariants(World world, VirtualSecrets secrets) {
        this.world = world;
        this.secrets = secrets;
    }

    /** @param isDisturbed whether somebody has only just done something that AWS may not show yet */
    void checkWritten(boolean isDisturbed) {
        for (VirtualSecrets.Written secret : secrets.written()) {
            if (!isDisturbed) {
                Instant settled = world.aws()
                        .timeline(World.STREAM)
                        .orElseThrow()
                        .encryptedAt()
                        .orElseThrow()
                        .plusSeconds(5);
                assertThat(secret.at())
                        .as("nobody is let in while plaintext may be written: %s", secret)
                        .isAfterOrEqualTo(settled);
                assertThat(takesPlaintext()).as("nobody is let in: %s", secret).isFalse();
            }
        }
    }

    /** @param underWay writes that nothing could hold back any more */
    void checkLate(int underWay) {
        assertThat(secrets.written().stream().skip(underWay))
                .as("who leads no more lets nobody in: another one may have withdrawn the Secret")
                .isEmpty();
    }

    /** However a process ended: a Secret that its owner's status does not know of would stay when the spec drops it. */
    void checkRecorded(EncryptedKinesisStream object) {
        assertThat(Optional.ofNullable(object.getStatus())
                        .flatMap(status -> Optional.ofNullable(status.binding()))
                        .orElse(BindingStatus.NONE)
                        .secretNames())
                .as("the Secrets that the operator may have written")
                .containsAll(secrets.of(object));
    }

    /** After a look that showed how the stream is. */
    void checkSeen(EncryptedKinesisStream object) {
        if (takesPlaintext() && !object.isMarkedForDeletion()) {
            assertThat(secrets.of(object))
                    .as("nobody is let in: %s", object.getStatus())
                    .isEmpty();
        }
    }

    /** In the end, of an object that is Ready. */
    void checkReady(EncryptedKinesisStream object) {
        Optional<String> wanted =
                Optional.ofNullable(object.getSpec().binding()).map(BindingSpec::secretName);
        assertThat(secrets.of(object))
                .as("the Secret that the spec names: %s", object.getSpec())
                .containsExactlyElementsOf(wanted.stream().toList());
        assertThat(Optional.ofNullable(object.getStatus().binding()).map(BindingStatus::name))
                .as("what the status says of it")
                .isEqualTo(wanted);
    }

    private boolean takesPlaintext() {
        return world.stream()
                .map(StreamDescriptionSummary::encryptionType)
                .filter(EncryptionType.KMS::equals)
                .isEmpty();
    }
}
