package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.simulation.Caller;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Operation;
import java.time.Instant;
import java.util.List;

/**
 * One pass that was made.
 *
 * @param object as it was when the pass began
 * @param journal the calls that reached AWS in it, and those that others made since the pass before
 */
record Pass(EncryptedKinesisStream object, Instant began, Ending ending, List<JournalEntry> journal) {

    enum Ending {
        BY_ITSELF,
        /** The process ended in it. */
        CRASH,
        /** There was no call of AWS for it. */
        PUT_OFF,
        /** The API server did not do as it was asked. */
        API_FAILURE
    }

    String uid() {
        return object.getMetadata().getUid();
    }

    /** What it changed of the stream, in order. */
    List<JournalEntry> changes() {
        return allChangesAfter(0).stream()
                .filter(entry -> entry.resource().equals(World.STREAM))
                .toList();
    }

    /** What it changed at AWS, its first calls left out. */
    List<JournalEntry> allChangesAfter(int firstCalls) {
        return calls().stream()
                .skip(firstCalls)
                .filter(JournalEntry::tookEffect)
                .toList();
    }

    /** Whether the operator knows from it how the stream is, as far as AWS shows that. */
    boolean isAnswered() {
        return ending == Ending.BY_ITSELF
                && calls().stream().anyMatch(Pass::isLook)
                && calls().stream()
                        .allMatch(call -> isLook(call) || call.outcome().equals("OK"));
    }

    /** Else it went by what an earlier one saw. */
    boolean asksKinesis() {
        return calls().stream()
                .anyMatch(call -> call.operation() == Operation.DESCRIBE_STREAM_SUMMARY
                        || call.operation() == Operation.LIST_STREAMS);
    }

    private List<JournalEntry> calls() {
        return journal.stream()
                .filter(entry -> entry.caller() == Caller.OPERATOR)
                .toList();
    }

    private static boolean isLook(JournalEntry call) {
        return call.operation() == Operation.DESCRIBE_STREAM_SUMMARY
                && List.of("OK", "ResourceNotFoundException").contains(call.outcome());
    }
}
