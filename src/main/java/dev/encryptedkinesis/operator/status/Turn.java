package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.access.AccessOutcome;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamHistory;
import java.util.Optional;

/**
 * What one pass over an object saw, decided and did.
 *
 * @param failure why AWS did not accept the action that was decided on; empty if it did, or if none was
 */
public record Turn(Assessment assessment, NextStep step, Optional<Failure> failure, AccessOutcome access) {

    /** Of an object that has nothing to do with access. */
    public Turn(Assessment assessment, NextStep step, Optional<Failure> failure) {
        this(assessment, step, failure, AccessOutcome.NONE);
    }

    public Turn with(AccessOutcome outcome) {
        return new Turn(assessment, step, failure, outcome);
    }

    /** The action that was decided on, whether AWS accepted it or not. */
    public Optional<StreamAction> attempted() {
        return step instanceof NextStep.Act act ? Optional.of(act.action()) : Optional.empty();
    }

    /** The action that AWS accepted. */
    public Optional<StreamAction> accepted() {
        return failure.isPresent() ? Optional.empty() : attempted();
    }

    /** Why AWS did not accept an action of this kind. */
    Optional<Failure> failureOf(Class<? extends StreamAction> kind) {
        return attempted().filter(kind::isInstance).flatMap(action -> failure);
    }

    /** What AWS may have carried out counts as done: else it would be done twice. */
    public StreamHistory history() {
        StreamHistory before = assessment.history();
        if (accepted().isPresent()) {
            return before.afterAcceptanceOf(accepted().get(), assessment.now());
        }
        return attempted()
                .filter(action -> failure.filter(why -> why.kind() == Failure.Kind.AMBIGUOUS)
                        .isPresent())
                .map(action -> before.after(action, assessment.now()))
                .orElse(before);
    }
}
