package dev.encryptedkinesis.operator.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.status.ConditionList;
import java.util.Set;

/** What must be so after every pass, whatever happened before. */
final class Invariants {

    /** Reasons that a story can end with: somebody has to act, and in the story nobody does. */
    private static final Set<String> ENDS = Set.of(
            "NameTaken",
            "StreamMissing",
            "RetentionDecreaseNotAllowed",
            "ObservedOnly",
            "ConsumersRegistered",
            "BindingSecretTaken");

    private final VirtualCluster cluster;
    private final Disturbances disturbances;
    private final CallInvariants calls = new CallInvariants();
    private final OwnershipInvariants ownership;
    private final ClaimInvariants claims;
    private final BindingInvariants bindings;
    private final AccessInvariants access;

    Invariants(World world, VirtualCluster cluster, VirtualSecrets secrets) {
        this.cluster = cluster;
        this.disturbances = new Disturbances(world, cluster);
        this.bindings = new BindingInvariants(world, secrets);
        this.ownership = new OwnershipInvariants(cluster);
        this.claims = new ClaimInvariants(cluster, new StreamTruth(world), disturbances, bindings);
        this.access = new AccessInvariants(world, cluster);
    }

    void specApplied(EncryptedKinesisStreamSpec spec) {
        ownership.specApplied(spec);
        calls.specApplied();
    }

    void countIsLost() {
        calls.countIsLost();
    }

    void somebodyActed() {
        calls.countIsLost();
        disturbances.somebodyActed();
    }

    void check(Pass pass) {
        disturbances.passed(pass);
        ownership.check(pass);
        calls.check(pass);
        claims.check(pass);
        bindings.checkWritten(disturbances.mayBeHiddenFrom(pass.object(), pass));
        access.check();
        cluster.all().forEach(bindings::checkRecorded);
    }

    /** The rest of a pass in which the process was suspended, while another one led. */
    void checkLate(Pass pass, Lifetime.Late where) {
        int underWay = where == Lifetime.Late.IN_A_CALL ? 1 : 0;
        assertThat(pass.allChangesAfter(underWay))
                .as("who leads no more begins no change")
                .isEmpty();
        bindings.checkLate(underWay);
        ownership.checkAdoption(pass);
        somebodyActed();
    }

    /** All is as asked, or waits for a human. */
    boolean areAllAtRest() {
        return cluster.all().stream().allMatch(Invariants::isAtRest);
    }

    private static boolean isAtRest(EncryptedKinesisStream object) {
        EncryptedKinesisStreamStatus status = object.getStatus();
        return status != null
                && !object.isMarkedForDeletion()
                && object.getMetadata().getGeneration().equals(status.observedGeneration())
                && (isStalledForGood(status) || ConditionList.isTrue(status.conditions(), ConditionType.Ready));
    }

    private static boolean isStalledForGood(EncryptedKinesisStreamStatus status) {
        return ConditionList.find(status.conditions(), ConditionType.Stalled)
                .filter(stalled -> ENDS.contains(stalled.getReason()))
                .isPresent();
    }

    /** Nothing new has happened for long: all is as asked, or says what a human must do. */
    void checkEnd() {
        access.checkEnd();
        for (EncryptedKinesisStream object : cluster.all()) {
            assertThat(isAtRest(object))
                    .as("in the end: %s", object.getStatus())
                    .isTrue();
            if (ConditionList.isTrue(object.getStatus().conditions(), ConditionType.Ready)) {
                bindings.checkReady(object);
                access.checkReady(object);
            }
        }
    }
}
