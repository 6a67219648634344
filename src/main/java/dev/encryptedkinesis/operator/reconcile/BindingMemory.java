package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.binding.BindingContent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the Secrets of objects were last seen to say, so that the passes that follow each other while a stream changes do
 * not read them again. From one look at a steady stream to the next it is forgotten: a Secret that somebody deleted or
 * changed is put right then. To be told of it sooner, the operator would have to be allowed to read all Secrets.
 */
final class BindingMemory {

    private static final Duration TRUSTED_FOR = Duration.ofMinutes(4);

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param content empty if there is no Secret of the object's */
    private record Known(String secret, Optional<BindingContent> content, Instant at) {}

    boolean holds(String uid, String secret, Optional<BindingContent> content, Instant now) {
        return Optional.ofNullable(known.get(uid))
                .filter(last -> last.secret().equals(secret) && last.content().equals(content))
                .filter(last -> last.at().plus(TRUSTED_FOR).isAfter(now))
                .isPresent();
    }

    void seen(String uid, String secret, Optional<BindingContent> content, Instant now) {
        known.put(uid, new Known(secret, content, now));
    }

    void forget(String uid) {
        known.remove(uid);
    }
}
