package dev.encryptedkinesis.operator.stream;

import java.time.Instant;

/**
 * Something about a stream that is not as asked.
 *
 * @param field the field of the spec
 * @param description what is so and what is wanted, in words for a human
 */
public record Deviation(String field, String description, Remedy remedy) {

    public static final String KEY = "key";
    public static final String SHARDS = "shards";

    /** What can be done about it. */
    public sealed interface Remedy {

        record Apply(StreamAction action) implements Remedy {}

        /** A budget of AWS is spent until then. */
        record NotBefore(Budget budget, Instant at) implements Remedy {}

        /** AWS is at it, or has to be asked first. */
        record UnderWay() implements Remedy {}

        /** Only a human can say that it may be done. */
        record Refused(Blocker blocker) implements Remedy {}
    }
}
