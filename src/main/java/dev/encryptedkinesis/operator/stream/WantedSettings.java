package dev.encryptedkinesis.operator.stream;

import java.util.Optional;
import java.util.Set;

/**
 * What is wanted of a stream beside its capacity, its key and its tags. What is empty is left as it is.
 *
 * @param maxRecordSizeKiB 1024 to 10240
 * @param consumers names of fan-out consumers to be registered; others stay
 */
public record WantedSettings(
        Optional<Retention> retention,
        Optional<Integer> maxRecordSizeKiB,
        Optional<ShardMetrics> metrics,
        Set<String> consumers,
        Optional<ResourcePolicy> policy) {

    public WantedSettings {
        consumers = Set.copyOf(consumers);
    }
}
