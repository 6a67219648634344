package dev.encryptedkinesis.operator.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What goes wrong, and when: processes one after the other, and meanwhile the way to AWS.
 *
 * @param troubles in the order of their beginning
 */
record Plan(List<Item> troubles) {

    /** @param at from the beginning */
    record Item(Trouble trouble, Duration at, Duration lasts) {

        Duration end() {
            return at.plus(lasts);
        }
    }

    private static final List<Trouble> KILLS =
            List.of(Trouble.LEADER_KILLED, Trouble.API_SERVER_KILLED, Trouble.ETCD_KILLED);

    private static final List<Trouble> OF_PROCESSES = Stream.concat(
                    KILLS.stream(), Stream.of(Trouble.LEADER_SUSPENDED, Trouble.LEADER_CUT_OFF))
            .toList();

    private static final List<Trouble> OF_THE_WAY = List.of(
            Trouble.AWS_SLOW,
            Trouble.AWS_RESETS,
            Trouble.AWS_SILENT,
            Trouble.AWS_TRICKLES,
            Trouble.AWS_ANSWERS_LOST,
            Trouble.AWS_UNREACHABLE);

    /**
     * Each kill once in every round; from the second round on, the leader is also suspended, and cut off.
     *
     * @param rounds 0 for a run in which nothing goes wrong
     */
    static Plan draw(int rounds, Random random) {
        List<Item> items = new ArrayList<>();
        Duration end = Duration.ofSeconds(5);
        for (int round = 0; round < rounds; round++) {
            for (Trouble trouble : shuffled(round == 0 ? KILLS : OF_PROCESSES, random)) {
                Item item = item(trouble, end.plus(between(4, 15, random)), random);
                items.add(item);
                end = item.end();
            }
        }
        Duration free = Duration.ofSeconds(2);
        while (rounds > 0 && free.compareTo(end) < 0) {
            for (Trouble trouble : shuffled(OF_THE_WAY, random)) {
                Item item = item(trouble, free.plus(between(1, 5, random)), random);
                if (item.at().compareTo(end) < 0) {
                    items.add(item);
                }
                free = item.end();
            }
        }
        items.sort(Comparator.comparing(Item::at));
        return new Plan(List.copyOf(items));
    }

    Duration end() {
        return troubles.stream().map(Item::end).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    private static Item item(Trouble trouble, Duration at, Random random) {
        return new Item(trouble, at, between(trouble.shortest(), trouble.longest(), random));
    }

    private static Duration between(int shortest, int longest, Random random) {
        return Duration.ofMillis(1000L * shortest + random.nextInt(1000 * (longest - shortest)));
    }

    private static List<Trouble> shuffled(List<Trouble> troubles, Random random) {
        List<Trouble> shuffled = new ArrayList<>(troubles);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
