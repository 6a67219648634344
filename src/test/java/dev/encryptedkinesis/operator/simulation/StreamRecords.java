package dev.encryptedkinesis.operator.simulation;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Writing and reading records, as far as their encryption goes. */
final class StreamRecords {
    /** The developer guide: for up to five seconds after ACTIVE records may still be written as before. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final Duration ITERATOR_LIFE = Duration.ofMinutes(5);
    private static final int PAGE = 10_000;

    private final World world;
    private final Streams streams;
    private final Keys keys;
    private final DataKeys dataKeys;

    /** Where a reader is: before which of the stream's records, of any shard. */
    private record Position(String stream, String shard, int index, Instant issuedAt) {
        static Position parse(String iterator) {
            String[] parts = iterator.split(" ");
            if (parts.length != 4) {
                throw KinesisError.INVALID_ARGUMENT.as("Invalid ShardIterator.");
            }
            return new Position(parts[0], parts[1], Integer.parseInt(parts[2]), Instant.parse(parts[3]));
        }

        String iterator() {
            return "%s %s %d %s".formatted(stream, shard, index, issuedAt);
        }
    }

    StreamRecords(World world, Streams streams, Keys keys, Authorizer authorizer) {
        this.world = world;
        this.streams = streams;
        this.keys = keys;
        this.dataKeys = new DataKeys(world, keys, authorizer);
    }

    PutRecordResponse put(PutRecordRequest request) {
        StoredRecord record =
                write(writable(request.streamName(), request.streamARN()), request.partitionKey(), request.data());
        return PutRecordResponse.builder()
                .shardId(record.shardId())
                .sequenceNumber(record.sequenceNumber())
                .encryptionType(record.encryption().type())
                .build();
    }

    /** All records or none. AWS may take some and refuse others, which says nothing about their encryption. */
    PutRecordsResponse put(PutRecordsRequest request) {
        var found = writable(request.streamName(), request.streamARN());
        List<PutRecordsResultEntry> results = new ArrayList<>();
        StoredRecord last = null;
        for (PutRecordsRequestEntry entry : request.records()) {
            last = write(found, entry.partitionKey(), entry.data());
            results.add(PutRecordsResultEntry.builder()
                    .shardId(last.shardId())
                    .sequenceNumber(last.sequenceNumber())
                    .build());
        }
        if (last == null) {
            throw KinesisError.VALIDATION.as("PutRecords needs at least one record.");
        }
        return PutRecordsResponse.builder()
                .failedRecordCount(0)
                .records(results)
                .encryptionType(last.encryption().type())
                .build();
    }

    GetShardIteratorResponse iterator(GetShardIteratorRequest request) {
        var found = readable(Streams.nameOf(request.streamName(), request.streamARN()));
        SimulatedStream stream = found.stream();
        boolean exists = found.version().shards().all().stream()
                .anyMatch(span -> span.id().equals(request.shardId()));
        if (!exists) {
            throw KinesisError.RESOURCE_NOT_FOUND.as(
                    "Shard %s in stream %s under account %s does not exist",
                    request.shardId(), stream.name(), world.account());
        }
        int index = switch (request.shardIteratorType()) {
            case TRIM_HORIZON -> 0;
            case LATEST -> stream.records().size();
            case AT_TIMESTAMP -> first(stream, record -> !record.writtenAt().isBefore(request.timestamp()));
            case AT_SEQUENCE_NUMBER ->
                first(stream, record -> record.sequenceNumber().equals(request.startingSequenceNumber()));
            case AFTER_SEQUENCE_NUMBER ->
                1 + first(stream, record -> record.sequenceNumber().equals(request.startingSequenceNumber()));
            case UNKNOWN_TO_SDK_VERSION -> throw KinesisError.VALIDATION.as("Unknown ShardIteratorType.");
        };
        Position position = new Position(stream.name(), request.shardId(), index, world.now());
        return GetShardIteratorResponse.builder()
                .shardIterator(position.iterator())
                .build();
    }

    GetRecordsResponse get(GetRecordsRequest request) {
        Position position = Position.parse(request.shardIterator());
        Instant now = world.now();
        if (position.issuedAt().plus(ITERATOR_LIFE).isBefore(now)) {
            throw KinesisError.EXPIRED_ITERATOR.as(
                    "Iterator expired. The iterator was created at %s.", position.issuedAt());
        }
        var found = readable(position.stream());
        List<StoredRecord> all = found.stream().records();
        Instant oldest = now.minus(Duration.ofHours(found.version().retentionHours()));
        int limit = StreamReads.limit(request.limit(), PAGE, PAGE);
        List<Record> page = new ArrayList<>();
        int index = position.index();
        for (; index < all.size() && page.size() < limit; index++) {
            StoredRecord record = all.get(index);
            if (record.shardId().equals(position.shard()) && record.writtenAt().isAfter(oldest)) {
                useKey(record.encryption(), "kms:Decrypt", found.stream());
                page.add(describe(record));
            }
        }
        return GetRecordsResponse.builder()
                .records(page)
                .millisBehindLatest(0L)
                .nextShardIterator(new Position(position.stream(), position.shard(), index, now).iterator())
                .build();
    }

    /** GetRecords names its stream only by its iterator. */
    static String streamOf(String iterator) {
        return iterator == null ? "*" : iterator.split(" ")[0];
    }

    private StoredRecord write(Streams.Found found, String partitionKey, SdkBytes data) {
        SimulatedStream stream = found.stream();
        Encryption encryption = encryptionOfNow(found);
        useKey(encryption, "kms:GenerateDataKey", stream);
        StoredRecord record = new StoredRecord(
                found.version().shards().holding(hash(partitionKey)).id(),
                "%056d".formatted(stream.records().size() + 1),
                partitionKey,
                data,
                world.now(),
                encryption);
        stream.records().add(record);
        return record;
    }

    /** As the stream is now or was up to five seconds ago, each record by its own chance. */
    private Encryption encryptionOfNow(Streams.Found found) {
        String name = found.stream().name();
        Instant at = world.now().minus(world.dice().between("settling/" + name, Duration.ZERO, SETTLING));
        Encryption encryption =
                found.stream().versions().at(at).orElse(found.version()).encryption();
        return encryption.followsAlias()
                ? keys.find(encryption.keyId(), world.now())
                        .map(key -> encryption.withKey(key.arn()))
                        .orElse(encryption)
                : encryption;
    }

    private void useKey(Encryption encryption, String action, SimulatedStream stream) {
        if (encryption.isOn()) {
            dataKeys.use(action, encryption.keyArn(), stream.arn());
        }
    }

    private Streams.Found writable(String name, String arn) {
        var found = streams.existing(name, arn);
        if (!found.version().takesRecords()) {
            throw streams.notFound(found.stream().name());
        }
        return found;
    }

    private Streams.Found readable(String name) {
        return writable(name, null);
    }

    private static int first(SimulatedStream stream, Predicate<StoredRecord> which) {
        List<StoredRecord> all = stream.records();
        int index = 0;
        while (index < all.size() && !which.test(all.get(index))) {
            index++;
        }
        return index;
    }

    private static Record describe(StoredRecord record) {
        return Record.builder()
                .sequenceNumber(record.sequenceNumber())
                .partitionKey(record.partitionKey())
                .data(record.data())
                .approximateArrivalTimestamp(record.writtenAt())
                .encryptionType(record.encryption().type())
                .build();
    }

    private static BigInteger hash(String partitionKey) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return new BigInteger(1, md5.digest(partitionKey.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
