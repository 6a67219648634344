package dev.encryptedkinesis.operator.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.simulation.Caller;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.Service;
import java.util.Optional;
import java.util.Set;

/** What must be so of the operator's calls, each by itself and one after the other. */
final class CallInvariants {

    private static final Set<Operation> LIMITED_IN_A_DAY =
            Set.of(Operation.START_STREAM_ENCRYPTION, Operation.UPDATE_SHARD_COUNT, Operation.UPDATE_STREAM_MODE);

    private Optional<Made> made = Optional.empty();

    /** @param wish of which object and generation */
    private record Made(Operation operation, String wish) {}

    private boolean isCountLost;

    /** What was done for an earlier spec is no repetition. */
    void specApplied() {
        made = Optional.empty();
    }

    /** Another object, one that was deleted, or a process that ended between the deed and its record, does not know what AWS counted. */
    void countIsLost() {
        isCountLost = true;
    }

    void check(Pass pass) {
        String wish = pass.uid() + "/" + pass.object().getMetadata().getGeneration();
        pass.journal().stream()
                .filter(entry -> entry.caller() == Caller.OPERATOR)
                .forEach(entry -> check(entry, wish));
    }

    private void check(JournalEntry entry, String wish) {
        assertThat(entry.operation()).as("encryption is never stopped").isNotEqualTo(Operation.STOP_STREAM_ENCRYPTION);
        assertThat(entry.outcome())
                .as("no call that AWS calls wrong: %s", entry)
                .isNotIn("InvalidArgumentException", "ValidationException");
        checkBudget(entry);
        checkRepetition(entry, wish);
        if (entry.tookEffect() && entry.operation().service() == Service.KINESIS) {
            assertThat(entry.resource())
                    .as("nobody else's stream is touched: %s", entry)
                    .isEqualTo(World.STREAM);
        }
    }

    /** What AWS allows so many of in any 24 hours is not asked for beyond that. */
    private void checkBudget(JournalEntry latest) {
        if (!isCountLost
                && LIMITED_IN_A_DAY.contains(latest.operation())
                && latest.outcome().equals("LimitExceededException")) {
            throw new AssertionError("a budget that was known to be spent was asked for: " + latest);
        }
    }

    /**
     * AWS is asked but once for a change that a spec wants, however late it shows it; unless it was not known that it had been
     * asked. Another spec may want another one of the kind, which AWS refuses while it is at the first.
     */
    private void checkRepetition(JournalEntry latest, String wish) {
        Made asked = new Made(latest.operation(), wish);
        boolean isRepeated = made.filter(asked::equals).isPresent();
        if (!isCountLost && isRepeated && latest.outcome().equals("ResourceInUseException")) {
            throw new AssertionError("a change was asked for again while AWS was at it: " + latest);
        }
        // Of consumers there are several, and one is registered after the other.
        if (latest.tookEffect() && latest.operation() != Operation.REGISTER_STREAM_CONSUMER) {
            made = Optional.of(asked);
        }
    }
}
