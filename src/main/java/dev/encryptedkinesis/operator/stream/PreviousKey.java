package dev.encryptedkinesis.operator.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key that is not the stream's any more, and that records in the stream still need: AWS does not encrypt them anew.
 *
 * @param replacedAt when the stream was first seen without it
 * @param neededUntil when the last of its records has run out: {@code replacedAt} and the longest retention since
 */
public record PreviousKey(String keyArn, Instant replacedAt, Instant neededUntil) {

    /** A longer retention keeps records longer, if it comes before they have run out; a shorter one is not relied on. */
    private PreviousKey keptFor(Duration retention) {
        Instant until = replacedAt.plus(retention);
        return until.isAfter(neededUntil) ? new PreviousKey(keyArn, replacedAt, until) : this;
    }

    /**
     * The keys that records still need.
     *
     * @param before those that records needed at the last look
     * @param last the key at the last look
     * @param current the key now
     */
    static List<PreviousKey> after(
            List<PreviousKey> before,
            Optional<String> last,
            Optional<String> current,
            Duration retention,
            Instant now) {
        List<PreviousKey> needed = new ArrayList<>();
        for (PreviousKey key : before) {
            if (key.neededUntil().isAfter(now)) {
                needed.add(key.keptFor(retention));
            }
        }
        last.filter(key -> !current.equals(Optional.of(key))).ifPresent(replaced -> {
            needed.removeIf(key -> key.keyArn().equals(replaced));
            needed.add(new PreviousKey(replaced, now, now.plus(retention)));
        });
        needed.removeIf(key -> current.equals(Optional.of(key.keyArn())));
        return List.copyOf(needed);
    }
}
