package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.api.ConditionType;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads and renews a status's conditions. */
public final class ConditionList {

    private ConditionList() {}

    public static Optional<Condition> find(List<Condition> conditions, ConditionType type) {
        return conditions.stream()
                .filter(condition -> type.name().equals(condition.getType()))
                .findFirst();
    }

    public static boolean isTrue(List<Condition> conditions, ConditionType type) {
        return find(conditions, type)
                .filter(condition -> Judgement.Truth.True.name().equals(condition.getStatus()))
                .isPresent();
    }

    /** Whether they say the same: the API server keeps them in an order of its own. */
    public static boolean isSame(List<Condition> one, List<Condition> other) {
        return new HashSet<>(one).equals(new HashSet<>(other));
    }

    /** lastTransitionTime moves only when the status does: it says since when something is so. */
    static Condition renew(List<Condition> previous, Judgement judgement, Long generation, Instant now) {
        String since = find(previous, judgement.type())
                .filter(condition -> judgement.truth().name().equals(condition.getStatus()))
                .map(Condition::getLastTransitionTime)
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new ConditionBuilder()
                .withType(judgement.type().name())
                .withStatus(judgement.truth().name())
                .withReason(judgement.reason().name())
                .withMessage(judgement.message())
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build();
    }
}
