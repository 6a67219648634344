package dev.encryptedkinesis.operator.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.status.ConditionList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What must be so of what statuses say: when it is said, and as long as it stands. */
final class ClaimInvariants {

    private final VirtualCluster cluster;
    private final StreamTruth truth;
    private final Disturbances disturbances;
    private final BindingInvariants bindings;
    private final Map<String, EncryptedKinesisStreamStatus> judged = new HashMap<>();

    ClaimInvariants(VirtualCluster cluster, StreamTruth truth, Disturbances disturbances, BindingInvariants bindings) {
        this.cluster = cluster;
        this.truth = truth;
        this.disturbances = disturbances;
        this.bindings = bindings;
    }

    void check(Pass pass) {
        cluster.all().stream()
                .filter(object -> object.getStatus() != null)
                .forEach(object -> checkWritten(object, pass));
        cluster.all().stream()
                .filter(object -> object.getStatus() != null && !object.isMarkedForDeletion())
                .filter(object -> !disturbances.areNewsFor(object))
                .forEach(this::checkStanding);
        checkWithdrawn(pass);
    }

    private void checkWritten(EncryptedKinesisStream object, Pass pass) {
        EncryptedKinesisStreamStatus status = object.getStatus();
        EncryptedKinesisStreamStatus before = judged.put(object.getMetadata().getUid(), status);
        if (status.equals(before)) {
            return;
        }
        assertThat(List.of(ConditionType.Ready, ConditionType.Reconciling, ConditionType.Stalled).stream()
                        .filter(type -> ConditionList.isTrue(status.conditions(), type)))
                .as("one of Ready, Reconciling and Stalled: %s", status.conditions())
                .hasSize(1);
        if (disturbances.mayBeHiddenFrom(object, pass) || isOld(status)) {
            return;
        }
        bindings.checkSeen(object);
        // What stands from before, while AWS does not answer and something else is told, is no new claim.
        if (isClaimed(before, status, ConditionType.Encrypted)) {
            truth.isEncryptedAsSaid(status);
        }
        if (isClaimed(before, status, ConditionType.Ready) && isUpToDate(object)) {
            truth.isAsAsked(object.getSpec(), status);
        }
    }

    /** Nothing has happened since the object's last look, so all it says of its stream is true. */
    private void checkStanding(EncryptedKinesisStream object) {
        EncryptedKinesisStreamStatus status = object.getStatus();
        if (ConditionList.isTrue(status.conditions(), ConditionType.Encrypted)) {
            truth.isEncryptedAsSaid(status);
        }
        if (ConditionList.isTrue(status.conditions(), ConditionType.Ready) && isUpToDate(object)) {
            truth.isAsAsked(object.getSpec(), status);
        }
    }

    /** Who has a change under way does not go on saying that all is done. */
    private void checkWithdrawn(Pass pass) {
        if (pass.isAnswered() && !pass.changes().isEmpty()) {
            cluster.all().stream()
                    .filter(object -> object.getMetadata().getUid().equals(pass.uid()) && isUpToDate(object))
                    .forEach(object -> assertThat(
                                    ConditionList.isTrue(object.getStatus().conditions(), ConditionType.Ready))
                            .as("what is being changed is not Ready: %s", object.getStatus())
                            .isFalse());
        }
    }

    private static boolean isUpToDate(EncryptedKinesisStream object) {
        return Objects.equals(
                object.getStatus().observedGeneration(), object.getMetadata().getGeneration());
    }

    private static boolean isClaimed(
            EncryptedKinesisStreamStatus before, EncryptedKinesisStreamStatus now, ConditionType type) {
        boolean isNew = before == null
                || !ConditionList.find(before.conditions(), type).equals(ConditionList.find(now.conditions(), type));
        return isNew && ConditionList.isTrue(now.conditions(), type);
    }

    /** Whether conditions were kept from an earlier look, since the last one showed nothing. */
    private static boolean isOld(EncryptedKinesisStreamStatus status) {
        return !ConditionList.find(status.conditions(), ConditionType.StreamActive)
                        .filter(active -> !"Unknown".equals(active.getStatus()))
                        .isPresent()
                || ConditionList.find(status.conditions(), ConditionType.Encrypted)
                        .filter(condition ->
                                Objects.equals(condition.getObservedGeneration(), status.observedGeneration()))
                        .isEmpty();
    }
}
