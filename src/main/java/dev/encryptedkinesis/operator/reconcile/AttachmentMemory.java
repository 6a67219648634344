package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.stream.Attachments;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamDescription;
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

    private final Map<String, Remembered> byUid = new ConcurrentHashMap<>();
    private final Map<String, Instant> changes = new ConcurrentHashMap<>();

    /** @param consumers their number by the stream's description: another one says at once that something changed */
    private record Remembered(Instant createdAt, int consumers, Attachments attachments, Instant at) {

        boolean isOf(StreamDescription stream) {
            return createdAt.equals(stream.createdAt()) && consumers == stream.consumers();
        }
    }

    /**
     * Empty if AWS has to be asked.
     *
     * @param goodFor after so long, somebody may have changed what the description says nothing of
     */
    Optional<Attachments> recall(String uid, StreamDescription stream, Duration goodFor, Instant now) {
        return Optional.ofNullable(byUid.get(uid))
                .filter(known -> known.isOf(stream))
                .filter(known -> known.at().plus(goodFor).isAfter(now))
                .map(Remembered::attachments);
    }

    void seen(String uid, StreamDescription stream, Attachments attachments, Instant now) {
        Instant changed = changes.get(uid);
        if (changed == null || !changed.plus(MAY_BE_STALE).isAfter(now)) {
            changes.remove(uid);
            byUid.put(uid, new Remembered(stream.createdAt(), stream.consumers(), attachments, now));
        }
    }

    /** Whether the change was accepted or not: the answer may have been lost. */
    void attempted(String uid, StreamAction action, Instant now) {
        if (concerns(action)) {
            changes.put(uid, now);
            byUid.remove(uid);
        }
    }

    static boolean concerns(StreamAction action) {
        return action instanceof StreamAction.RegisterConsumer
                || action instanceof StreamAction.DeregisterConsumer
                || action instanceof StreamAction.PutPolicy
                || action instanceof StreamAction.DeletePolicy;
    }

    void forget(String uid) {
        byUid.remove(uid);
        changes.remove(uid);
    }
}
