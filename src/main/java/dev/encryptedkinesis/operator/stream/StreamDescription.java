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

    /**
     * Who decides about the number of shards, and how many are open.
     *
     * @param open 0 if that is not known: of a new stream on demand, AWS decides
     * @param warmThroughput only of a stream on demand, and only in accounts that AWS lets have it
     */
    public record ShardCount(CapacityMode mode, int open, Optional<WarmThroughput> warmThroughput) {

        public ShardCount(CapacityMode mode, int open) {
            this(mode, open, Optional.empty());
        }

        /** How many are open, if that is known. */
        public Optional<Integer> known() {
            return Optional.of(open).filter(shards -> shards > 0);
        }
    }

    /**
     * What a stream is ready to take, in MiB/s.
     *
     * @param target what was asked for last; whether AWS goes on telling that once the stream is ready for it, it does not
     *     say
     * @param current more than was asked for, if the traffic has called for more
     */
    public record WarmThroughput(Optional<Integer> target, Optional<Integer> current) {

        /** Where AWS does not tell what was asked for, more than is wanted may be the traffic's doing, and is left. */
        boolean isAsAsked(int wanted) {
            return target.map(asked -> asked == wanted)
                    .orElseGet(() -> current.filter(ready -> ready >= wanted).isPresent());
        }

        Optional<Integer> known() {
            return target.or(() -> current);
        }
    }

    /**
     * What can be set of any stream.
     *
     * @param retentionHours 24 to 8760
     * @param maxRecordSizeKiB 1024 to 10240
     */
    public record Settings(int retentionHours, int maxRecordSizeKiB, ShardMetrics metrics) {

        public static final int RECORD_SIZE_OF_NEW_STREAM = 1024;

        static final Settings OF_NEW_STREAM = new Settings(24, RECORD_SIZE_OF_NEW_STREAM, ShardMetrics.NONE);
    }

    /** Until something is done to a stream that was created, it has what every new one has. */
    static StreamDescription ofNew(String arn, Instant createdAt, StreamState state, ShardCount shards) {
        return new StreamDescription(arn, createdAt, state, shards, Settings.OF_NEW_STREAM, Optional.empty(), 0);
    }

    /** The same but for its state. */
    public StreamDescription in(StreamState other) {
        return new StreamDescription(arn, createdAt, other, shards, settings, keyId, consumers);
    }

    public int retentionHours() {
        return settings.retentionHours();
    }
}
