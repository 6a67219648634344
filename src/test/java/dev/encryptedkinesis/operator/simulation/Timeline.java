package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What something was, is and will be: a value from each instant on, or nothing before the first and after the end.
 *
 * @param <T> an immutable value
 */
final class Timeline<T> {
    private final NavigableMap<Instant, Optional<T>> changes = new TreeMap<>();

    Optional<T> at(Instant instant) {
        var change = changes.floorEntry(instant);
        return change == null ? Optional.empty() : change.getValue();
    }

    /** What it will be once nothing more is to come; nothing if it will have ended, or never was. */
    Optional<T> eventually() {
        return changes.isEmpty() ? Optional.empty() : changes.lastEntry().getValue();
    }

    /** From this instant on, this value; whatever was to come later is called off. */
    void set(Instant from, T value) {
        change(from, Optional.of(value));
    }

    /** From this instant on, nothing. */
    void end(Instant from) {
        change(from, Optional.empty());
    }

    /** Changes the value of this instant and all that are to come. */
    void revise(Instant from, UnaryOperator<T> revision) {
        changes.putIfAbsent(from, at(from));
        changes.tailMap(from, true).replaceAll((instant, value) -> value.map(revision));
    }

    /** Brings what was to come last forward to this instant. */
    void hasten(Instant to) {
        if (!changes.isEmpty() && changes.lastKey().isAfter(to)) {
            change(to, changes.lastEntry().getValue());
        }
    }

    /** All changes until this instant, it included. */
    NavigableMap<Instant, Optional<T>> until(Instant instant) {
        return changes.headMap(instant, true);
    }

    private void change(Instant from, Optional<T> value) {
        changes.tailMap(from, true).clear();
        changes.put(from, value);
    }
}
