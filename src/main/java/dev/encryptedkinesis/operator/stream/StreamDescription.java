package dev.encryptedkinesis.operator.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * One description of a stream by Kinesis (DescribeStreamSummary).
 *
 * @param createdAt tells a stream from a later one of the same name
 * @param retentionHours 24 to 8760
 * @param keyId the key in the form in which it was given to StartStreamEncryption; empty: not encrypted
 * @param consumers number of registered fan-out consumers, 0 to 20
 */
public record StreamDescription(
        String arn,
        Instant createdAt,
        StreamState state,
        ShardCount shards,
        int retentionHours,
        Optional<String> keyId,
        int consumers) {

    /** Who decides about the number of shards, and how many are open. */
    public record ShardCount(CapacityMode mode, int open) {}
}
