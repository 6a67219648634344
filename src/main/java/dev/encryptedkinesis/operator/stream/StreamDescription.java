package dev.encryptedkinesis.operator.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * One description of a stream by Kinesis (DescribeStreamSummary).
 *
 * @param createdAt tells a stream from a later one of the same name
 * @param keyId the key in the form in which it was given to StartStreamEncryption; empty: not encrypted
 * @param consumers number of registered fan-out consumers, 0 to 20
 */
public record StreamDescription(
        String arn,
        Instant createdAt,
        StreamState state,
        ShardCount shards,
        Settings settings,
        Optional<String> keyId,
        int consumers) {

    /** Who decides about the number of shards, and how many are open. */
    public record ShardCount(CapacityMode mode, int open) {}

    /**
     * What can be set of any stream.
     *
     * @param retentionHours 24 to 8760
     * @param maxRecordSizeKiB 1024 to 10240
     */
    public record Settings(int retentionHours, int maxRecordSizeKiB, ShardMetrics metrics) {

        public static final int RECORD_SIZE_OF_NEW_STREAM = 1024;
    }

    public int retentionHours() {
        return settings.retentionHours();
    }
}
