package dev.encryptedkinesis.operator.stream;

import dev.encryptedkinesis.operator.stream.StreamDescription.Settings;
import dev.encryptedkinesis.operator.stream.StreamDescription.ShardCount;
import java.time.Instant;
import java.util.Optional;

/** The description of a stream that differs in something from another. */
final class DescriptionBuilder {

    private final String arn;
    private Instant createdAt;
    private StreamState state;
    private ShardCount shards;
    private Settings settings;
    private Optional<String> keyId;
    private int consumers;

    private DescriptionBuilder(StreamDescription like) {
        arn = like.arn();
        createdAt = like.createdAt();
        state = like.state();
        shards = like.shards();
        settings = like.settings();
        keyId = like.keyId();
        consumers = like.consumers();
    }

    static DescriptionBuilder like(StreamDescription other) {
        return new DescriptionBuilder(other);
    }

    DescriptionBuilder createdAt(Instant at) {
        createdAt = at;
        return this;
    }

    DescriptionBuilder state(StreamState now) {
        state = now;
        return this;
    }

    DescriptionBuilder shards(ShardCount found) {
        shards = found;
        return this;
    }

    DescriptionBuilder retention(int hours) {
        settings = new Settings(hours, settings.maxRecordSizeKiB(), settings.metrics());
        return this;
    }

    DescriptionBuilder maxRecordSize(int kib) {
        settings = new Settings(settings.retentionHours(), kib, settings.metrics());
        return this;
    }

    DescriptionBuilder metrics(ShardMetrics found) {
        settings = new Settings(settings.retentionHours(), settings.maxRecordSizeKiB(), found);
        return this;
    }

    DescriptionBuilder keyId(Optional<String> id) {
        keyId = id;
        return this;
    }

    DescriptionBuilder consumers(int count) {
        consumers = count;
        return this;
    }

    StreamDescription build() {
        return new StreamDescription(arn, createdAt, state, shards, settings, keyId, consumers);
    }
}
