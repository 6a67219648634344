package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.stream.Attachments;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is attached to streams, as AWS last showed it. Remembering it saves its calls at a stream with which all is well; a
 * restart forgets it, and asks again.
 */
final class AttachmentMemory {

    /** For so long after a change, AWS may show what was before it. */
    private static final Duration MAY_BE_STALE = Duration.ofSeconds(15);

    private final Map<StreamId, Remembered> byStream = new ConcurrentHashMap<>();
    private final Map<StreamId, Changed> changes = new ConcurrentHashMap<>();

    private record Changed(String uid, Instant at) {}

    /** @param consumers their number by the stream's description: another one says at once that something changed */
    private record Remembered(String uid, Instant createdAt, int consumers, Attachments attachments, Instant at) {

        boolean isOf(StreamDescription stream) {
            return createdAt.equals(stream.createdAt()) && consumers == stream.consumers();
        }

        boolean isFresh(Duration goodFor, Instant now) {
            return at.plus(goodFor).isAfter(now);
        }
    }

    /**
     * Empty if AWS has to be asked.
     *
     * @param goodFor after so long, somebody may have changed what the description says nothing of
     */
    Optional<Attachments> recall(StreamId id, StreamDescription stream, Duration goodFor, Instant now) {
        return Optional.ofNullable(byStream.get(id))
                .filter(known -> known.isOf(stream))
                .filter(known -> known.isFresh(goodFor, now))
                .map(Remembered::attachments);
    }

    /** Whether they are remembered, if AWS shows the same stream with as many consumers. */
    boolean hasFresh(StreamId id, Duration goodFor, Instant now) {
        return Optional.ofNullable(byStream.get(id))
                .filter(known -> known.isFresh(goodFor, now))
                .isPresent();
    }

    void seen(StreamId id, String uid, StreamDescription stream, Attachments attachments, Instant now) {
        Changed changed = changes.get(id);
        if (changed == null || !changed.at().plus(MAY_BE_STALE).isAfter(now)) {
            changes.remove(id);
            byStream.put(id, new Remembered(uid, stream.createdAt(), stream.consumers(), attachments, now));
        }
    }

    /** Whether the change was accepted or not: the answer may have been lost. */
    void attempted(StreamId id, String uid, StreamAction action, Instant now) {
        if (concerns(action)) {
            changes.put(id, new Changed(uid, now));
            byStream.remove(id);
        }
    }

    static boolean concerns(StreamAction action) {
        return action instanceof StreamAction.RegisterConsumer
                || action instanceof StreamAction.DeregisterConsumer
                || action instanceof StreamAction.PutPolicy
                || action instanceof StreamAction.DeletePolicy;
    }

    /** For when somebody may have changed what an object looked at. */
    void doubt(String uid) {
        byStream.values().removeIf(known -> known.uid().equals(uid));
    }

    /** What an object looked at is forgotten with it. */
    void forgetAllOf(String uid) {
        doubt(uid);
        changes.values().removeIf(changed -> changed.uid().equals(uid));
    }
}
