package dev.encryptedkinesis.operator.stream;

import java.util.ArrayList;
import java.util.List;

/** The way from one number of shards to another: UpdateShardCount at most doubles it, and at most halves it. */
public final class Resharding {

    private Resharding() {}

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
}
