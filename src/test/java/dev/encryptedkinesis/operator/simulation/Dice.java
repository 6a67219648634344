package dev.encryptedkinesis.operator.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Chance, repeatable by seed. Each topic has its own dice, so that what happens to one stream does not depend on how
 * calls about others interleave.
 */
final class Dice {
    private final long seed;
    private final Map<String, SplittableRandom> byTopic = new HashMap<>();

    Dice(long seed) {
        this.seed = seed;
    }

    Duration between(String topic, Duration shortest, Duration longest) {
        return Duration.ofMillis(of(topic).nextLong(shortest.toMillis(), longest.toMillis() + 1));
    }

    double share(String topic) {
        return of(topic).nextDouble();
    }

    /** Not a version 4 UUID by its bits, but of its form. */
    UUID uuid(String topic) {
        return new UUID(of(topic).nextLong(), of(topic).nextLong());
    }

    <T> T oneOf(String topic, List<T> choices) {
        return choices.get(of(topic).nextInt(choices.size()));
    }

    private SplittableRandom of(String topic) {
        // The mixing constant spreads seeds that differ by one; String's hash alone would leave them alike.
        return byTopic.computeIfAbsent(
                topic, name -> new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name.hashCode()));
    }
}
