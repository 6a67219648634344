package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;

/**
 * One call.
 *
 * @param at when it arrived
 * @param caller whose it was
 * @param operation which it was
 * @param resource the stream's name, or the key, alias or role in the form given; {@code *} if it was about none
 * @param outcome what the caller got: {@code OK}, the error's code, or the class name of an exception of the client side
 * @param effect what it did, whatever the caller was told
 */
public record JournalEntry(
        Instant at, Caller caller, Operation operation, String resource, String outcome, Effect effect) {

    /** What a call did to the account. */
    public enum Effect {
        CHANGED,
        NONE
    }

    /** Whether it was a mutation that was carried out; if its answer was lost, the caller does not know. */
    public boolean tookEffect() {
        return effect == Effect.CHANGED;
    }
}
