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

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param content empty if there is none of the owner's */
    private record Known(String name, Optional<Content> content, Instant at) {}

    boolean holds(String uid, String name, Optional<Content> content, Instant now) {
        return Optional.ofNullable(known.get(uid))
                .filter(last -> last.name().equals(name) && last.content().equals(content))
                .filter(last -> last.at().plus(TRUSTED_FOR).isAfter(now))
                .isPresent();
    }

    void seen(String uid, String name, Optional<Content> content, Instant now) {
        known.put(uid, new Known(name, content, now));
    }

    void forget(String uid) {
        known.remove(uid);
    }
}
