package dev.encryptedkinesis.operator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * What became of a stream until now.
 *
 * @param name the stream's
 * @param moments every change, the first being its creation, in order
 * @param encryptionRequests when StartStreamEncryption took effect, whoever called it, in order
 */
public record StreamTimeline(String name, List<Moment> moments, List<Instant> encryptionRequests) {

    /**
     * From this instant on, this is how it was.
     *
     * @param keyId the key in the form it was given; null without encryption
     * @param shards how many are open
     */
    public record Moment(Instant at, StreamStatus status, EncryptionType encryption, String keyId, int shards) {}

    public Instant createdAt() {
        return moments.get(0).at();
    }

    /** When it was ACTIVE for the first time; a change that comes in the same instant leaves no trace of that but its own. */
    public Optional<Instant> activeAt() {
        return first(moment -> moment.status() != StreamStatus.CREATING);
    }

    /**
     * When its encryption was done for the first time, whatever came next in that instant; in the five seconds after, records
     * may still be plaintext.
     */
    public Optional<Instant> encryptedAt() {
        return first(moment -> moment.encryption() == EncryptionType.KMS);
    }

    /** How long it was ACTIVE before encryption was requested; nothing if one of the two has not happened. */
    public Optional<Duration> fromActiveToEncryptionRequest() {
        return activeAt()
                .flatMap(active ->
                        encryptionRequests.stream().findFirst().map(request -> Duration.between(active, request)));
    }

    /** How long it took records before it was encrypted; nothing if it is not encrypted yet. */
    public Optional<Duration> inPlaintext() {
        return activeAt().flatMap(active -> encryptedAt().map(encrypted -> Duration.between(active, encrypted)));
    }

    private Optional<Instant> first(Predicate<Moment> which) {
        return moments.stream().filter(which).map(Moment::at).findFirst();
    }
}
