package dev.encryptedkinesis.operator.simulation;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * What a stream is at one time; immutable.
 *
 * @param warmMiBps the warm throughput that was asked for; 0: none was
 */
record StreamVersion(
        StreamStatus status,
        StreamMode mode,
        ShardLayout shards,
        int retentionHours,
        Encryption encryption,
        Map<String, String> tags,
        Set<MetricsName> metrics,
        int maxRecordSizeKiB,
        int warmMiBps) {

    private static final int DEFAULT_RETENTION_HOURS = 24;
    private static final int DEFAULT_RECORD_SIZE_KIB = 1024;

    static StreamVersion creating(StreamMode mode, int shards, Map<String, String> tags) {
        return new StreamVersion(
                StreamStatus.CREATING,
                mode,
                ShardLayout.uniform(shards),
                DEFAULT_RETENTION_HOURS,
                Encryption.NONE,
                new TreeMap<>(tags),
                EnumSet.noneOf(MetricsName.class),
                DEFAULT_RECORD_SIZE_KIB,
                0);
    }

    StreamVersion with(StreamStatus next) {
        return new StreamVersion(
                next, mode, shards, retentionHours, encryption, tags, metrics, maxRecordSizeKiB, warmMiBps);
    }

    StreamVersion with(StreamMode next) {
        return new StreamVersion(
                status, next, shards, retentionHours, encryption, tags, metrics, maxRecordSizeKiB, warmMiBps);
    }

    StreamVersion with(ShardLayout next) {
        return new StreamVersion(
                status, mode, next, retentionHours, encryption, tags, metrics, maxRecordSizeKiB, warmMiBps);
    }

    StreamVersion withRetention(int hours) {
        return new StreamVersion(status, mode, shards, hours, encryption, tags, metrics, maxRecordSizeKiB, warmMiBps);
    }

    StreamVersion with(Encryption next) {
        return new StreamVersion(
                status, mode, shards, retentionHours, next, tags, metrics, maxRecordSizeKiB, warmMiBps);
    }

    StreamVersion withMaxRecordSize(int kib) {
        return new StreamVersion(status, mode, shards, retentionHours, encryption, tags, metrics, kib, warmMiBps);
    }

    StreamVersion withWarmThroughput(int mibps) {
        return new StreamVersion(
                status, mode, shards, retentionHours, encryption, tags, metrics, maxRecordSizeKiB, mibps);
    }

    /** With the tags that this change to a copy leaves. */
    StreamVersion withTags(UnaryOperator<Map<String, String>> change) {
        Map<String, String> next = change.apply(new TreeMap<>(tags));
        return new StreamVersion(
                status, mode, shards, retentionHours, encryption, next, metrics, maxRecordSizeKiB, warmMiBps);
    }

    StreamVersion withMetrics(Set<MetricsName> next) {
        return new StreamVersion(
                status, mode, shards, retentionHours, encryption, tags, next, maxRecordSizeKiB, warmMiBps);
    }

    boolean isActive() {
        return status == StreamStatus.ACTIVE;
    }

    boolean takesRecords() {
        return status == StreamStatus.ACTIVE || status == StreamStatus.UPDATING;
    }

    boolean isProvisioned() {
        return mode == StreamMode.PROVISIONED;
    }

    /** Describes show no shards until the stream is ACTIVE for the first time. */
    ShardLayout visibleShards() {
        return status == StreamStatus.CREATING ? ShardLayout.none() : shards;
    }

    /** The shards that count toward the account's quota. */
    int billedShards() {
        return isProvisioned() ? shards.open().size() : 0;
    }
}
