package dev.encryptedkinesis.operator.stream;

import java.util.Optional;

/**
 * What is wanted of a stream beside its capacity, its key and its tags. What is empty is left as it is.
 *
 * @param maxRecordSizeKiB 1024 to 10240
 */
public record WantedSettings(
        Optional<Retention> retention, Optional<Integer> maxRecordSizeKiB, Optional<ShardMetrics> metrics) {

    public static final WantedSettings ANY = new WantedSettings(Optional.empty(), Optional.empty(), Optional.empty());
}
