package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** One stream from its creation to the end of its deletion; a later one of the same name is another. */
final class SimulatedStream {
    private final String name;
    private final String arn;
    private final Instant createdAt;
    private final Timeline<StreamVersion> versions = new Timeline<>();
    private final Map<String, Timeline<Consumer>> consumers = new TreeMap<>();
    private final Timeline<String> policy = new Timeline<>();
    private final List<StoredRecord> records = new ArrayList<>();

    SimulatedStream(String name, String arn, Instant createdAt) {
        this.name = name;
        this.arn = arn;
        this.createdAt = createdAt;
    }

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    Instant createdAt() {
        return createdAt;
    }

    Timeline<StreamVersion> versions() {
        return versions;
    }

    /** All that were ever registered, by name. */
    Map<String, Timeline<Consumer>> consumers() {
        return consumers;
    }

    Timeline<String> policy() {
        return policy;
    }

    /** In the order in which they were written. */
    List<StoredRecord> records() {
        return records;
    }

    List<Consumer> consumers(Instant at) {
        return consumers.values().stream()
                .flatMap(consumer -> consumer.at(at).stream())
                .toList();
    }

    /** From now UPDATING with everything as it was, and from then on ACTIVE as it is to be. */
    void update(Instant now, Instant done, StreamVersion next) {
        StreamVersion before = versions.at(now).orElseThrow();
        versions.set(now, before.with(StreamStatus.UPDATING));
        versions.set(done, next.with(StreamStatus.ACTIVE));
    }
}
