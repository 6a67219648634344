package dev.encryptedkinesis.operator.doctor;

import java.util.Optional;

/** The records of the streams of one Region. Every method is one call, and fails with a FailureException. */
public interface RecordGateway {

    /** Where a record was put. */
    record Written(String shardId, String sequenceNumber, RecordEncryption encryption) {}

    /** A record that was found again. */
    record Found(RecordEncryption encryption, Content content) {}

    /** Compared where it is read: the content of records goes no further. */
    enum Content {
        AS_WRITTEN,
        OTHER
    }

    /**
     * What one look gave.
     *
     * @param next where to look next; empty at the end of a shard that takes no more records
     */
    record Look(Optional<Found> found, Optional<String> next) {}

    /** Puts the {@link TestRecord}. */
    Written put(String streamName);

    /** Where to look for a record that was put. */
    String iteratorAt(String streamName, Written written);

    Look look(String iterator, Written written);
}
