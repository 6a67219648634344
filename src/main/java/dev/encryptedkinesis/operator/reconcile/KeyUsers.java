package dev.encryptedkinesis.operator.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Which keys are used by one of the operator's streams alone. */
final class KeyUsers {

    /** Until then every stream has been looked at once, and whoever is not seen again is gone. */
    private static final Duration ALL_ARE_SEEN_WITHIN = Duration.ofMinutes(15);

    private final Map<String, Known> streams = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> begin = new AtomicReference<>();

    private record Known(Set<String> keys, Instant at) {}

    void seen(String streamArn, Set<String> keys, Instant now) {
        begin.compareAndSet(null, now);
        streams.put(streamArn, new Known(Set.copyOf(keys), now));
        streams.values().removeIf(known -> known.at().plus(ALL_ARE_SEEN_WITHIN).isBefore(now));
    }

    /** Those that are known to be used by no other. */
    Set<String> ownKeys(String streamArn, Instant now) {
        boolean areAllSeen = Optional.ofNullable(begin.get())
                .filter(first -> !first.plus(ALL_ARE_SEEN_WITHIN).isAfter(now))
                .isPresent();
        if (!areAllSeen || !streams.containsKey(streamArn)) {
            return Set.of();
        }
        Set<String> ofOthers = streams.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(streamArn))
                .flatMap(entry -> entry.getValue().keys().stream())
                .collect(Collectors.toSet());
        return streams.get(streamArn).keys().stream()
                .filter(key -> !ofOthers.contains(key))
                .collect(Collectors.toUnmodifiableSet());
    }
}
