package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.stream.Errand;
import dev.encryptedkinesis.operator.stream.Errand.Urgency;
import dev.encryptedkinesis.operator.stream.Owner;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;

/** How urgent a pass is, by what the one before it said: others may be able to write a status, and gain a place in line by it. */
final class Errands {

    private static final List<String> OF_A_STREAM_THAT_IS_THERE =
            List.of(Reason.Active.name(), Reason.Creating.name(), Reason.Updating.name());

    private Errands() {}

    static Errand of(Owner owner, EncryptedKinesisStreamStatus previous, Long generation) {
        return new Errand(owner.namespace(), owner.uid(), urgency(previous, generation));
    }

    static Errand ofDeletion(Owner owner) {
        return new Errand(owner.namespace(), owner.uid(), Urgency.CHANGE);
    }

    private static Urgency urgency(EncryptedKinesisStreamStatus previous, Long generation) {
        List<Condition> conditions = previous.conditions();
        boolean isAtRest = Objects.equals(generation, previous.observedGeneration())
                && (ConditionList.isTrue(conditions, ConditionType.Ready)
                        || ConditionList.isTrue(conditions, ConditionType.Stalled));
        if (isAtRest) {
            return Urgency.POLLING;
        }
        boolean isThere = ConditionList.find(conditions, ConditionType.StreamActive)
                .filter(condition -> OF_A_STREAM_THAT_IS_THERE.contains(condition.getReason()))
                .isPresent();
        if (!isThere) {
            return Urgency.CREATION;
        }
        return ConditionList.isTrue(conditions, ConditionType.Encrypted) ? Urgency.CHANGE : Urgency.ENCRYPTION;
    }
}
