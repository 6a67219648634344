package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An IAM role or user; a later one of the same name is another, with another unique id.
 *
 * @param versions as IAM shows it
 * @param inForce as requests are judged by it, which lags behind
 */
record SimulatedIdentity(
        String arn, String uniqueId, Instant createdAt, Timeline<Version> versions, Timeline<Version> inForce) {

    SimulatedIdentity(String arn, String uniqueId, Instant createdAt) {
        this(arn, uniqueId, createdAt, new Timeline<>(), new Timeline<>());
    }

    /**
     * @param policies its identity policies, by name
     * @param boundary its permissions boundary
     */
    record Version(Map<String, String> policies, Optional<String> boundary) {
        static final Version BARE = new Version(Map.of(), Optional.empty());

        Version withPolicy(String name, String document) {
            Map<String, String> more = new TreeMap<>(policies);
            more.put(name, document);
            return new Version(more, boundary);
        }

        Version withoutPolicy(String name) {
            Map<String, String> fewer = new TreeMap<>(policies);
            fewer.remove(name);
            return new Version(fewer, boundary);
        }

        Version within(Optional<String> limit) {
            return new Version(policies, limit);
        }
    }
}
