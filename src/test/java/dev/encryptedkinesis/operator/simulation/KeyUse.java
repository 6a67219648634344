package dev.encryptedkinesis.operator.simulation;

import java.time.Duration;
import java.time.Instant;

/** How Kinesis uses keys, and what it says when it cannot. */
final class KeyUse {
    /** The developer guide: Kinesis asks KMS for a new data key about every five minutes. */
    private static final long RENEWAL_SECONDS = Duration.ofMinutes(5).toSeconds();

    private final Keys keys;

    KeyUse(Keys keys) {
        this.keys = keys;
    }

    /** When Kinesis last renewed its data keys. */
    static Instant renewalBefore(Instant now) {
        return Instant.ofEpochSecond(now.getEpochSecond() / RENEWAL_SECONDS * RENEWAL_SECONDS);
    }

    void check(SimulatedKey key, SimulatedKey.Version version) {
        switch (version.state()) {
            case ENABLED -> {}
            case DISABLED -> throw KinesisError.KMS_DISABLED.as("%s is disabled.", key.arn());
            default ->
                throw KinesisError.KMS_INVALID_STATE.as(
                        "%s is %s.", key.arn(), version.state().toString());
        }
    }

    /** A record's key as it was when Kinesis last renewed its data key: trouble bites late, and so does its end. */
    void checkDataKey(String keyArn, Instant now) {
        Instant renewal = renewalBefore(now);
        SimulatedKey key = keys.find(keyArn, renewal)
                .or(() -> keys.find(keyArn, now))
                .orElseThrow(() -> KinesisError.KMS_NOT_FOUND.as("Key '%s' does not exist", keyArn));
        check(key, key.versions().at(renewal).or(() -> key.versions().at(now)).orElseThrow());
    }
}
