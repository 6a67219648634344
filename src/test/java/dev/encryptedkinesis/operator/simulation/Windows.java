package dev.encryptedkinesis.operator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts what happened within rolling windows that end now: call rates and the budgets of 24 hours. */
final class Windows {
    private final Map<String, Deque<Instant>> marks = new HashMap<>();

    int count(String what, Instant now, Duration window) {
        Deque<Instant> instants = marks.getOrDefault(what, new ArrayDeque<>());
        Instant start = now.minus(window);
        while (!instants.isEmpty() && !instants.peekFirst().isAfter(start)) {
            instants.removeFirst();
        }
        return instants.size();
    }

    void mark(String what, Instant now) {
        marks.computeIfAbsent(what, name -> new ArrayDeque<>()).addLast(now);
    }
}
