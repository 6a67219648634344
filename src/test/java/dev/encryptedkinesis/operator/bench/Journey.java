package dev.encryptedkinesis.operator.bench;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.reconcile.VirtualOperator;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.Delays;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.StreamTimeline.Moment;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * What it takes to bring a stream from 3 shards to 50, in 5 steps, and to another key, for which the spec is edited when
 * the stream has got as far as 12 shards.
 *
 * @param calls of Kinesis and KMS
 * @param changes those that AWS carried out
 * @param all from the first edit until the stream is Ready
 * @param ofAws the part of it for which the stream was UPDATING
 * @param toNewKey from the second edit until the stream is Encrypted under the new key
 */
record Journey(int calls, int changes, Duration all, Duration ofAws, Duration toNewKey) {

    private static final Duration AT_MOST = Duration.ofHours(6);
    private static final Duration KEYS_ARE_KNOWN_AFTER = Duration.ofMinutes(1);
    private static final String NAME = "orders";

    /** @param seed of what the simulated AWS leaves to chance */
    static Journey measure(Delays delays, long seed) {
        VirtualClock clock = VirtualClock.create();
        SimulatedAws aws = SimulatedAws.builder(clock).delays(delays).seed(seed).build();
        String first = aws.console().createKey();
        String second = aws.console().createKey();
        clock.advance(KEYS_ARE_KNOWN_AFTER);
        VirtualOperator operator =
                new VirtualOperator(SimulatedClients.of(aws, clock), new Pace(new Random(seed)), clock);
        operator.apply(manifest(3, first));
        operator.runUntilReady(NAME, AT_MOST);
        aws.journal().clear();

        Instant start = clock.instant();
        operator.apply(manifest(50, first));
        operator.runUntil(NAME, status -> status.shards() != null && status.shards() >= 12, AT_MOST);
        Instant edited = clock.instant();
        operator.apply(manifest(50, second));
        operator.runUntil(NAME, status -> second.equals(status.encryption().keyARN()), AT_MOST);
        Instant changed = clock.instant();
        operator.runUntilReady(NAME, AT_MOST);
        return new Journey(
                aws.journal().entries().size(),
                aws.journal().mutations().size(),
                Duration.between(start, clock.instant()),
                updating(aws.timeline(NAME).orElseThrow().moments(), start),
                Duration.between(edited, changed));
    }

    private static Duration updating(List<Moment> moments, Instant since) {
        Duration sum = Duration.ZERO;
        for (int i = 0; i + 1 < moments.size(); i++) {
            if (moments.get(i).status() == StreamStatus.UPDATING
                    && !moments.get(i).at().isBefore(since)) {
                sum = sum.plus(
                        Duration.between(moments.get(i).at(), moments.get(i + 1).at()));
            }
        }
        return sum;
    }

    private static EncryptedKinesisStream manifest(int shards, String key) {
        return Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: %s}
                spec: {shards: %d, key: {id: '%s'}}
                """.formatted(NAME, shards, key), EncryptedKinesisStream.class);
    }
}
