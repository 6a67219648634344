package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The tags of streams, as AWS listed them or accepted them from us. Whose a stream is stands in its tags, and is asked of
 * AWS and not of the object's status, which others may be able to write. Remembering them saves a call a look; a restart
 * forgets them, and asks again. Objects that want one stream share what is known of it: what one of them does to it, the
 * other one would else not know when the stream is handed over.
 */
final class TagMemory {

    /** How far AWS's creation time may be from the time at which we were told that it accepts the creation. */
    private static final Duration CREATION_TOLERANCE = Duration.ofMinutes(10);

    private final Map<StreamId, Remembered> byStream = new ConcurrentHashMap<>();

    /**
     * @param uid of the object that looked or created
     * @param createdAt of the stream; empty as long as it has been accepted and not been seen
     */
    private record Remembered(String uid, Optional<Instant> createdAt, Map<String, String> tags, Instant at) {

        boolean isOf(StreamDescription stream) {
            return createdAt
                    .map(stream.createdAt()::equals)
                    .orElseGet(
                            () -> Duration.between(at, stream.createdAt()).abs().compareTo(CREATION_TOLERANCE) < 0);
        }

        boolean isFresh(Duration goodFor, Instant now) {
            return at.plus(goodFor).isAfter(now);
        }
    }

    /**
     * Empty if they have to be listed.
     *
     * @param goodFor after so long, somebody may have changed the tags
     */
    Optional<Map<String, String>> recall(StreamId id, StreamDescription stream, Duration goodFor, Instant now) {
        Remembered remembered = byStream.computeIfPresent(
                id,
                (key, known) -> known.isOf(stream) && known.isFresh(goodFor, now)
                        ? new Remembered(known.uid(), Optional.of(stream.createdAt()), known.tags(), known.at())
                        : null);
        return Optional.ofNullable(remembered).map(Remembered::tags);
    }

    /** Whether they are remembered, if AWS shows the same stream. */
    boolean hasFresh(StreamId id, Duration goodFor, Instant now) {
        return Optional.ofNullable(byStream.get(id))
                .filter(known -> known.isFresh(goodFor, now))
                .isPresent();
    }

    void listed(StreamId id, String uid, StreamDescription stream, Map<String, String> tags, Instant now) {
        byStream.put(id, new Remembered(uid, Optional.of(stream.createdAt()), Map.copyOf(tags), now));
    }

    void accepted(StreamId id, String uid, StreamAction action, Instant now) {
        if (action instanceof StreamAction.Create create) {
            byStream.put(id, new Remembered(uid, Optional.empty(), Map.copyOf(create.tags()), now));
        } else if (action instanceof StreamAction.AddTags add) {
            change(id, tags -> tags.putAll(add.tags()));
        } else if (action instanceof StreamAction.RemoveTags remove) {
            change(id, tags -> tags.keySet().removeAll(remove.keys()));
        }
    }

    void forget(StreamId id) {
        byStream.remove(id);
    }

    /** What an object looked at is forgotten with it, or when somebody may have changed it. */
    void forgetAllOf(String uid) {
        byStream.values().removeIf(known -> known.uid().equals(uid));
    }

    private void change(StreamId id, Consumer<Map<String, String>> change) {
        byStream.computeIfPresent(id, (key, known) -> {
            Map<String, String> tags = new HashMap<>(known.tags());
            change.accept(tags);
            return new Remembered(known.uid(), known.createdAt(), Map.copyOf(tags), known.at());
        });
    }
}
