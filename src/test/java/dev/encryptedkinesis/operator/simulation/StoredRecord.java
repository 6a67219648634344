package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import software.amazon.awssdk.core.SdkBytes;

/** A record in a stream, and how it was encrypted when it was written, which no later change alters. */
record StoredRecord(
        String shardId,
        String sequenceNumber,
        String partitionKey,
        SdkBytes data,
        Instant writtenAt,
        Encryption encryption) {}
