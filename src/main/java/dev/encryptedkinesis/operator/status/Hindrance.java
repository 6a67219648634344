package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.api.Reason;

/**
 * Something beside the stream that keeps an object from being all that its spec asks for.
 *
 * @param message what is so, of which object, and what to do about it
 */
public record Hindrance(Remedy remedy, Reason reason, String message) {

    public enum Remedy {
        /** The operator tries again. */
        TIME,
        /** Somebody has to act. */
        A_HUMAN
    }
}
