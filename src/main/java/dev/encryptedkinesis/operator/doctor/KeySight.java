package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.WantedKey;
import java.util.Optional;

/**
 * The key that a stream is under.
 *
 * @param id as Kinesis names it
 * @param lookup what KMS says of it
 */
public record KeySight(String id, KeyLookup lookup) {

    Optional<KeyFacts> facts() {
        return lookup.known();
    }

    /** Empty if KMS does not tell which key an alias or a bare id is. */
    Optional<String> arn() {
        return facts().map(KeyFacts::arn).or(() -> WantedKey.isKeyArn(id) ? Optional.of(id) : Optional.empty());
    }
}
