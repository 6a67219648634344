package dev.encryptedkinesis.operator.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way from one number of shards to another. UpdateShardCount at most doubles the number, and at most halves it, so
 * that it may take several steps.
 *
 * @param from 1 or more
 * @param to 1 or more, and another number
 * @param begunAt when it was first seen that the way is to be gone
 */
public record Resharding(int from, int to, Instant begunAt) {

    /**
     * The numbers of shards on the way, the last of which is the one wanted.
     *
     * @param from 0 or more; a stream that is CREATING shows none yet
     * @param to 1 or more
     */
    public static List<Integer> path(int from, int to) {
        List<Integer> hops = new ArrayList<>();
        int at = from;
        while (at != to) {
            at = to > at ? Math.min(to, 2 * Math.max(1, at)) : Math.max(to, (at + 1) / 2);
            hops.add(at);
        }
        return List.copyOf(hops);
    }

    /** How many steps it takes altogether. */
    public int steps() {
        return path(from, to).size();
    }

    /**
     * When it will be done, by the time that its steps have taken so far; empty before the second of them has begun.
     *
     * @param reshardings when steps were begun, of this way and of earlier ones
     */
    public Optional<Instant> doneAt(List<Instant> reshardings) {
        List<Instant> begun = reshardings.stream()
                .filter(at -> !at.isBefore(begunAt))
                .sorted()
                .toList();
        if (begun.size() < 2) {
            return Optional.empty();
        }
        Instant last = begun.get(begun.size() - 1);
        Duration each = Duration.between(begun.get(0), last).dividedBy(begun.size() - 1);
        return Optional.of(last.plus(each.multipliedBy(Math.max(1, steps() - begun.size() + 1))));
    }
}
