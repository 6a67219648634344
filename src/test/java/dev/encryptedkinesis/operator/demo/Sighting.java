package dev.encryptedkinesis.operator.demo;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Instant;

/** What one who watches the API server sees. */
sealed interface Sighting {

    Instant at();

    record Changed(Instant at, EncryptedKinesisStream object) implements Sighting {}

    record Told(Instant at, Event event) implements Sighting {}
}
