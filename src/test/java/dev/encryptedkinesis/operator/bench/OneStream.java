package dev.encryptedkinesis.operator.bench;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.reconcile.VirtualOperator;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.Delays;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.StreamTimeline;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;

/**
 * What it takes for one new stream with retention and tags to become Ready.
 *
 * @param calls of Kinesis and KMS
 * @param toEncryption from ACTIVE to StartStreamEncryption
 * @param inPlaintext from ACTIVE to ACTIVE and encrypted
 * @param toReady from the apply
 */
record OneStream(int calls, Duration toEncryption, Duration inPlaintext, Duration toReady) {

    private static final Duration AT_MOST = Duration.ofMinutes(30);

    /** The account is eventually consistent, and the key is no news. */
    private static final Duration KEY_IS_KNOWN_AFTER = Duration.ofMinutes(1);

    static final String KEY = "alias/orders";

    private static final String MANIFEST = """
            apiVersion: encryptedkinesis.dev/v1alpha1
            kind: EncryptedKinesisStream
            metadata: {name: orders}
            spec:
              shards: 2
              retentionHours: 48
              key: {id: alias/orders}
              tags: {team: shop}
            """;

    static EncryptedKinesisStream manifest() {
        return Serialization.unmarshal(MANIFEST, EncryptedKinesisStream.class);
    }

    /**
     * @param pace with what it has learned so far; learns from this stream as well
     * @param seed of what the simulated AWS leaves to chance
     */
    static OneStream measure(Pace pace, Delays delays, long seed) {
        VirtualClock clock = VirtualClock.create();
        SimulatedAws aws = SimulatedAws.builder(clock).delays(delays).seed(seed).build();
        aws.console().pointAlias(KEY, aws.console().createKey());
        clock.advance(KEY_IS_KNOWN_AFTER);
        VirtualOperator operator = new VirtualOperator(SimulatedClients.of(aws, clock), pace, clock);
        Instant start = clock.instant();
        operator.apply(manifest());
        operator.runUntilReady("orders", AT_MOST);
        StreamTimeline timeline = aws.timeline("orders").orElseThrow();
        return new OneStream(
                aws.journal().entries().size(),
                timeline.fromActiveToEncryptionRequest().orElseThrow(),
                timeline.inPlaintext().orElseThrow(),
                Duration.between(start, clock.instant()));
    }
}
