package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.Consistency;
import dev.encryptedkinesis.operator.simulation.Delays;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How looks that come too early or too late become fewer. */
class LearningTest {

    private static final Duration AWS_TAKES = Duration.ofSeconds(40);

    private final VirtualClock clock = VirtualClock.create();
    private final SimulatedAws aws = SimulatedAws.builder(clock)
            .delays(Delays.fixed(AWS_TAKES))
            .consistency(Consistency.STRONG)
            .build();
    private final VirtualOperator operator =
            new VirtualOperator(SimulatedClients.of(aws, clock), new Pace(new Random(1)), clock);

    @Test
    void looksWhenItHasLearnedThatAwsWillBeDone() {
        long first = looks("first");
        IntStream.range(0, 5).forEach(lesson -> looks("lesson-" + lesson));

        assertThat(looks("next")).isLessThan(first / 2).isLessThan(8);
        assertThat(aws.timeline("next").orElseThrow().fromActiveToEncryptionRequest())
                .hasValueSatisfying(late -> assertThat(late).isLessThan(Duration.ofSeconds(3)));
    }

    @Test
    void learnsAlsoThatAwsHasBecomeQuicker() {
        IntStream.range(0, 5).forEach(lesson -> looks("lesson-" + lesson));

        // Each is done sooner than it has ever been looked for.
        IntStream.range(0, 30).forEach(quick -> makeQuickly("quick-" + quick, Duration.ofSeconds(10)));

        assertThat(aws.timeline("quick-29").orElseThrow().fromActiveToEncryptionRequest())
                .hasValueSatisfying(late -> assertThat(late).isLessThan(Duration.ofSeconds(15)));
    }

    private long looks(String stream) {
        operator.apply(manifest(stream));
        operator.runUntilReady(stream, Duration.ofMinutes(10));
        return aws.journal().count(Operation.DESCRIBE_STREAM_SUMMARY, stream);
    }

    /** AWS is done with the creation after so long. */
    private void makeQuickly(String stream, Duration quick) {
        operator.apply(manifest(stream));
        operator.pass();
        clock.advance(quick);
        aws.console().settle(stream);
        operator.runUntilReady(stream, Duration.ofMinutes(10));
    }

    private static EncryptedKinesisStream manifest(String name) {
        return Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: %s}
                spec: {shards: 1, key: {awsManaged: {}}}
                """.formatted(name), EncryptedKinesisStream.class);
    }
}
