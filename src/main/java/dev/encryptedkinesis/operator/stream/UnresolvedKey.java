package dev.encryptedkinesis.operator.stream;

/**
 * Why it is not known which key is wanted.
 *
 * @param explanation for a person: of which object, what is wrong, and what to do
 */
public record UnresolvedKey(Cause cause, String explanation) {

    public enum Cause {
        /** What is to name the key is not there, or names none yet: it normally comes by itself. */
        NOT_READY,
        /** What it names is no key that could encrypt a stream. */
        INVALID,
        /** It cannot be looked into. */
        UNAVAILABLE
    }
}
