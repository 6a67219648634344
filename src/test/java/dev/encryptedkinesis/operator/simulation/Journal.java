package dev.encryptedkinesis.operator.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Every call in the order in which AWS saw it. Thread safe; what it returns are copies. */
public final class Journal {
    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<JournalEntry> changes = new ArrayList<>();

    Journal() {}

    synchronized void add(JournalEntry entry) {
        entries.add(entry);
        if (entry.tookEffect()) {
            changes.add(entry);
        }
    }

    /** The operator's calls. */
    public List<JournalEntry> entries() {
        return by(Caller.OPERATOR);
    }

    /** The calls of somebody else: those of {@link AwsConsole}. */
    public List<JournalEntry> foreignEntries() {
        return by(Caller.SOMEBODY_ELSE);
    }

    /** The calls of producers and consumers. */
    public List<JournalEntry> applicationEntries() {
        return by(Caller.APPLICATION);
    }

    /** The operator's calls about one stream, key or alias. */
    public List<JournalEntry> entries(String resource) {
        return select(entry -> entry.resource().equals(resource));
    }

    /** How often the operator called this, whatever came of it. */
    public long count(Operation operation) {
        return select(entry -> entry.operation() == operation).size();
    }

    /** How often the operator called this about one stream, key or alias. */
    public long count(Operation operation, String resource) {
        return select(entry ->
                        entry.operation() == operation && entry.resource().equals(resource))
                .size();
    }

    /** The operator's mutations that were carried out, those whose answer was lost included. */
    public List<JournalEntry> mutations() {
        return select(JournalEntry::tookEffect);
    }

    /** Forgets all calls so far, so that a test can count those of its next step. */
    public synchronized void clear() {
        entries.clear();
        changes.clear();
    }

    private List<JournalEntry> select(Predicate<JournalEntry> which) {
        return entries().stream().filter(which).toList();
    }

    /** All calls, whosever they were. */
    public synchronized List<JournalEntry> all() {
        return List.copyOf(entries);
    }

    /** The mutations that were carried out, whosever they were. */
    synchronized List<JournalEntry> changes() {
        return List.copyOf(changes);
    }

    /** The calls after the first {@code count}, whosever they were. */
    public synchronized List<JournalEntry> from(int count) {
        return List.copyOf(entries.subList(count, entries.size()));
    }

    private List<JournalEntry> by(Caller caller) {
        return all().stream().filter(entry -> entry.caller() == caller).toList();
    }
}
