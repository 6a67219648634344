package dev.encryptedkinesis.operator.stream;

import java.time.Instant;

/**
 * Something about a stream that is not as asked.
 *
 * @param field the field of the spec
 * @param wanted in words for a human
 * @param found in words for a human
 */
public record Deviation(String field, String wanted, String found, Remedy remedy) {

    public static final String KEY = "key";
    public static final String SHARDS = "shards";

    /** What can be done about it. */
    public sealed interface Remedy {

        record Apply(StreamAction action) implements Remedy {}

        /** A budget of AWS is spent until then. */
        record NotBefore(Budget budget, Instant at) implements Remedy {}

        /** Only a human can say that it may be done. */
        record Refused(Blocker blocker) implements Remedy {}
    }

    /** Whether only the tags are missing that say who owns the stream; they are the operator's, not the spec's. */
    public boolean isAboutOwnershipAlone() {
        return remedy instanceof Remedy.Apply apply
                && apply.action() instanceof StreamAction.AddTags add
                && add.tags().keySet().stream().allMatch(key -> key.startsWith(Owner.TAG_PREFIX));
    }

    public String description() {
        return field + " is " + found + ", wanted " + wanted;
    }
}
