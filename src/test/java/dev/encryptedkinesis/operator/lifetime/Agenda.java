package dev.encryptedkinesis.operator.lifetime;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which object is to be passed over when, as JOSDK keeps it. */
final class Agenda {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    /** As the operator has JOSDK do it. */
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    private static final Instant NEVER = Instant.MAX;

    private final Map<String, Instant> due = new LinkedHashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();

    void at(String name, Instant when) {
        due.put(name, when);
    }

    void drop(String name) {
        due.remove(name);
        failures.remove(name);
    }

    /** Whose removal nobody was told of is not on the list with which an operator begins. */
    void dropAllBut(Set<String> names) {
        due.keySet().retainAll(names);
        failures.keySet().retainAll(names);
    }

    /** A pass begins: unless something happens, there is no other. */
    void begun(String name) {
        due.put(name, NEVER);
    }

    /** What has been noted meanwhile comes first. */
    void again(String name, Instant when) {
        failures.remove(name);
        soonest(name, when);
    }

    void failed(String name, Instant now) {
        int times = failures.merge(name, 1, Integer::sum);
        Duration delay = FIRST_RETRY.multipliedBy(1L << Math.min(times - 1, 10));
        soonest(name, now.plus(delay.compareTo(LONGEST_RETRY) < 0 ? delay : LONGEST_RETRY));
    }

    private void soonest(String name, Instant when) {
        due.computeIfPresent(name, (key, other) -> other.isBefore(when) ? other : when);
    }

    Optional<Instant> next() {
        return due.values().stream().min(Instant::compareTo).filter(when -> when.isBefore(NEVER));
    }

    /** Whose turn it is next. */
    String first() {
        return due.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }
}
