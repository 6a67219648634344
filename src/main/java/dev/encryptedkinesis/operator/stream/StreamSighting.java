package dev.encryptedkinesis.operator.stream;

import java.time.Instant;
import java.util.Optional;

/** What a list of streams (ListStreams) says of one of them: less than a description, for a hundredth of a call. */
public record StreamSighting(String arn, Instant createdAt, StreamState state, CapacityMode mode) {

    /** What is known of a stream that lists tell the state of. */
    public sealed interface Before {

        /** How it was last described. */
        record Described(StreamDescription description) implements Before {}

        /** AWS accepted that it be created, with this capacity, and nothing has been done to it since. */
        record Created(Capacity capacity) implements Before {}
    }

    /** Whether AWS is at something, so that nothing can be asked of it. */
    public boolean isInMotion() {
        return state != StreamState.ACTIVE;
    }

    /**
     * The stream by what the list says and what is known from before: empty if that does not suffice, and it has to be
     * described. What AWS has done to a stream only a description shows; to a new one it has done nothing.
     */
    public Optional<StreamDescription> after(Before before) {
        if (before instanceof Before.Created created) {
            return state == StreamState.CREATING || state == StreamState.ACTIVE
                    ? Optional.of(StreamDescription.ofNew(arn, createdAt, state, shards(created.capacity())))
                    : Optional.empty();
        }
        StreamDescription known = ((Before.Described) before).description();
        return isInMotion() && known.createdAt().equals(createdAt) ? Optional.of(known.in(state)) : Optional.empty();
    }

    private StreamDescription.ShardCount shards(Capacity wanted) {
        int open = mode == CapacityMode.PROVISIONED && wanted instanceof Capacity.Provisioned provisioned
                ? provisioned.shards()
                : 0;
        return new StreamDescription.ShardCount(mode, open);
    }
}
