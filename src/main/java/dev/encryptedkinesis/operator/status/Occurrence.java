package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.api.Reason;

/**
 * Something that happened to an object, for its Events.
 *
 * @param note what happened, in a sentence
 */
public record Occurrence(Severity severity, Reason reason, String note) {

    /** The type of an Event; the constants are spelled as Kubernetes spells them. */
    public enum Severity {
        Normal,
        Warning
    }

    static Occurrence normal(Reason reason, String note) {
        return new Occurrence(Severity.Normal, reason, note);
    }

    static Occurrence warning(Reason reason, String note) {
        return new Occurrence(Severity.Warning, reason, note);
    }
}
