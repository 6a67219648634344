package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.status.Turn;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.StreamHistory;
import java.time.Duration;
import java.util.Optional;

/** When to come back to each object, which also goes by how often in a row something has been in vain for it. */
final class Returns {

    private final Pace pace;
    private final Attempts attempts = new Attempts();
    private final Attempts blocked = new Attempts();

    Returns(Pace pace) {
        this.pace = pace;
    }

    /** @param isKnownToBeDone whether AWS has said elsewhere that it is done with what the pass saw it at */
    Duration after(Turn turn, boolean isKnownToBeDone) {
        String uid = turn.assessment().desired().owner().uid();
        if (turn.failure().isPresent()) {
            return pace.after(turn.failure().get(), attempts.failed(uid));
        }
        if (!(turn.step() instanceof NextStep.Wait wait && wait.what() == NextStep.For.EFFECT)) {
            // Whether what failed was carried out after all is known only then.
            attempts.succeeded(uid);
        }
        int inARow = turn.step() instanceof NextStep.Blocked ? blocked.failed(uid) : blocked.succeeded(uid);
        if (isKnownToBeDone) {
            return pace.shortest();
        }
        Optional<String> operation = turn.assessment()
                .history()
                .last()
                .map(StreamHistory.Change::description)
                .map(Pace::operation);
        return pace.after(turn.step(), operation, inARow, turn.assessment().now());
    }

    Duration afterRefusal(String uid) {
        return pace.afterRefusal(blocked.failed(uid));
    }

    /** AWS did not answer once more: how many times in a row that is. */
    int unanswered(String uid) {
        return attempts.failed(uid);
    }

    void forget(String uid) {
        attempts.forget(uid);
        blocked.forget(uid);
    }
}
