package dev.encryptedkinesis.operator.stream;

import java.time.Instant;
import java.util.List;

/**
 * Something about a stream that is not as asked.
 *
 * @param field the field of the spec
 * @param description what is so and what is wanted, in words for a human
 */
public record Deviation(String field, String description, Remedy remedy) {

    public static final String KEY = "key";
    public static final String SHARDS = "shards";

    Deviation with(Remedy other) {
        return new Deviation(field, description, other);
    }

    /** What can be done about it. */
    public sealed interface Remedy {

        /** @param then what will be left to do after it, as far as can be told by now */
        record Apply(StreamAction action, List<StreamAction> then) implements Remedy {

            public Apply {
                then = List.copyOf(then);
            }

            Apply(StreamAction action) {
                this(action, List.of());
            }

            static Apply eachOf(List<? extends StreamAction> actions) {
                return new Apply(actions.get(0), List.copyOf(actions.subList(1, actions.size())));
            }
        }

        /** A budget of AWS is spent until then. */
        record NotBefore(Budget budget, Instant at) implements Remedy {}

        /** AWS accepted it several times, and it did not last: it is tried again later. */
        record Contested(Effort effort) implements Remedy {}

        /** AWS is at it, or has to be asked first. */
        record UnderWay() implements Remedy {}

        /** Only a human can say that it may be done. */
        record Refused(Blocker blocker) implements Remedy {}
    }
}
