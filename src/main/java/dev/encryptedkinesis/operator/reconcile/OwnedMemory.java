package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.owned.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What owned objects were last seen to say, so that the passes that follow each other while a stream changes do not read
 * them again. From one look at a steady stream to the next it is forgotten: one that somebody deleted or changed is put
 * right then. To be told of it sooner, the operator would have to be allowed to read all objects of the kind.
 */
final class OwnedMemory {

    private static final Duration TRUSTED_FOR = Duration.ofMinutes(4);

    /**
     * For so long after one was wanted, it may appear: the request of a process that was suspended arrives when that wakes up.
     * How late that is, nobody knows; this is longer than machines are known to be moved for.
     */
    static final Duration WRITTEN_AT_MOST_AFTER = Duration.ofMinutes(15);

    private final Map<Owned, Known> known = new ConcurrentHashMap<>();
    private final Map<Owned, Instant> lastWanted = new ConcurrentHashMap<>();

    private record Owned(String uid, String name) {}

    /** @param content empty if there is none of the owner's */
    private record Known(Optional<Content> content, Instant at) {}

    boolean holds(String uid, String name, Optional<Content> content, Instant now) {
        return Optional.ofNullable(known.get(new Owned(uid, name)))
                .filter(last -> last.content().equals(content))
                .filter(last -> last.at().plus(TRUSTED_FOR).isAfter(now))
                .isPresent();
    }

    void seen(String uid, String name, Optional<Content> content, Instant now) {
        known.put(new Owned(uid, name), new Known(content, now));
    }

    /** Forgets what was seen of it. */
    void forget(String uid, String name) {
        known.remove(new Owned(uid, name));
    }

    void wanted(String uid, String name, Instant now) {
        lastWanted.put(new Owned(uid, name), now);
    }

    /** Of one that is not wanted any more; another process may have wanted it until this one first saw that. */
    boolean mayStillAppear(String uid, String name, Instant now) {
        return lastWanted
                .computeIfAbsent(new Owned(uid, name), first -> now)
                .plus(WRITTEN_AT_MOST_AFTER)
                .isAfter(now);
    }

    /** Forgets all of one that is gone for good. */
    void drop(String uid, String name) {
        known.remove(new Owned(uid, name));
        lastWanted.remove(new Owned(uid, name));
    }

    /** Forgets all of an owner. */
    void forget(String uid) {
        known.keySet().removeIf(owned -> owned.uid().equals(uid));
        lastWanted.keySet().removeIf(owned -> owned.uid().equals(uid));
    }
}
