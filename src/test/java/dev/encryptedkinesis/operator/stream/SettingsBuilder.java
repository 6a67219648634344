package dev.encryptedkinesis.operator.stream;

import java.util.Optional;
import java.util.Set;

/** Wanted settings that differ in something from others. */
final class SettingsBuilder {

    private Optional<Retention> retention;
    private Optional<Integer> maxRecordSize;
    private Optional<ShardMetrics> metrics;
    private Set<String> consumers;
    private Optional<ResourcePolicy> policy;

    private SettingsBuilder(WantedSettings like) {
        retention = like.retention();
        maxRecordSize = like.maxRecordSizeKiB();
        metrics = like.metrics();
        consumers = like.consumers();
        policy = like.policy();
    }

    static SettingsBuilder like(WantedSettings other) {
        return new SettingsBuilder(other);
    }

    /** Nothing is said of any. */
    static SettingsBuilder any() {
        return like(
                new WantedSettings(Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), Optional.empty()));
    }

    SettingsBuilder retention(Optional<Retention> wanted) {
        retention = wanted;
        return this;
    }

    SettingsBuilder maxRecordSize(int kib) {
        maxRecordSize = Optional.of(kib);
        return this;
    }

    SettingsBuilder metrics(String... names) {
        metrics = Optional.of(new ShardMetrics(Set.of(names)));
        return this;
    }

    SettingsBuilder consumers(String... names) {
        consumers = Set.of(names);
        return this;
    }

    SettingsBuilder policy(ResourcePolicy wanted) {
        policy = Optional.of(wanted);
        return this;
    }

    WantedSettings build() {
        return new WantedSettings(retention, maxRecordSize, metrics, consumers, policy);
    }
}
