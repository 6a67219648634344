package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.Delays;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many streams at once, on an AWS whose reads may be late, and those of one list by different times. */
class FollowingTest {

    private static final int MANY = 15;

    private final VirtualClock clock = VirtualClock.create();
    private final SimulatedAws aws = SimulatedAws.builder(clock)
            .delays(Delays.fixed(Duration.ofSeconds(20)))
            .seed(3)
            .build();
    private final VirtualOperator operator =
            new VirtualOperator(SimulatedClients.of(aws, clock), new Pace(new Random(1)), clock);
    private String key;

    @BeforeEach
    void waitForTheKey() {
        key = aws.console().createKey();
        clock.advance(Duration.ofMinutes(1));
    }

    /** A creation, the start of encryption, and one description that proves it; lists are shared. */
    @Test
    void manyNewStreamsAreDescribedLittleMoreThanOnceEach() {
        makeReady(MANY);

        assertThat(calls(Operation.CREATE_STREAM)).isEqualTo(MANY);
        assertThat(calls(Operation.START_STREAM_ENCRYPTION)).isEqualTo(MANY);
        assertThat(calls(Operation.DESCRIBE_STREAM_SUMMARY)).isBetween((long) MANY, MANY * 2L);
        assertThat(calls(Operation.LIST_STREAMS)).isBetween(1L, MANY * 3L);
        assertThat(calls(Operation.LIST_TAGS_FOR_STREAM)).isZero();
    }

    @Test
    void noneIsReadyBeforeADescriptionHasShownItsKey() {
        IntStream.range(0, MANY).forEach(this::apply);
        for (int number = 0; number < MANY; number++) {
            String name = name(number);
            operator.runUntilReady(name, Duration.ofMinutes(20));
            assertThat(aws.journal().count(Operation.DESCRIBE_STREAM_SUMMARY, name))
                    .isPositive();
            assertThat(aws.console()
                            .kinesis()
                            .describeStreamSummary(request -> request.streamName(name))
                            .streamDescriptionSummary()
                            .keyId())
                    .isEqualTo(key);
        }
    }

    @Test
    void encryptionBeginsSoonerThanADescriptionWouldShowThatItCan() {
        makeReady(MANY);

        List<Duration> late = IntStream.range(0, MANY)
                .mapToObj(number -> aws.timeline(name(number))
                        .orElseThrow()
                        .fromActiveToEncryptionRequest()
                        .orElseThrow())
                .sorted()
                .toList();
        assertThat(late.get(MANY / 2)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void forOneOrTwoStreamsNoListIsWorthItsCall() {
        makeReady(2);

        assertThat(calls(Operation.LIST_STREAMS)).isZero();
    }

    /** Whoever has not yet added the permission to the operator's policy sees no failure. */
    @Test
    void whereListsAreDeniedStreamsAreDescribedAndTheQuestionIsNotRepeated() {
        aws.console().deny("kinesis:ListStreams");

        makeReady(MANY);

        assertThat(calls(Operation.LIST_STREAMS)).isEqualTo(1);
        assertThat(operator.occurrences())
                .isNotEmpty()
                .noneMatch(occurrence -> occurrence.toString().contains("ListStreams"));
    }

    /** The other process has not seen the creation accepted: it describes. */
    @Test
    void aRestartForgetsWhatWasCreatedAndLooks() {
        IntStream.range(0, 5).forEach(this::apply);
        operator.runFor(Duration.ofSeconds(10));
        operator.restart();
        operator.runFor(Duration.ofSeconds(1));

        assertThat(IntStream.range(0, 5))
                .allSatisfy(number -> assertThat(aws.journal().count(Operation.DESCRIBE_STREAM_SUMMARY, name(number)))
                        .isPositive());
        operator.runUntilReady(name(4), Duration.ofMinutes(5));
        assertThat(calls(Operation.START_STREAM_ENCRYPTION)).isEqualTo(5);
    }

    /** One pass lists, and those of others whose streams are done come at once. */
    @Test
    void whoseStreamIsSeenToBeDoneIsWoken() {
        makeReady(MANY);

        assertThat(IntStream.range(0, MANY)
                        .mapToObj(number -> aws.timeline(name(number))
                                .orElseThrow()
                                .fromActiveToEncryptionRequest()
                                .orElseThrow()))
                .allSatisfy(late -> assertThat(late).isLessThan(Duration.ofSeconds(8)));
    }

    private void makeReady(int streams) {
        IntStream.range(0, streams).forEach(this::apply);
        IntStream.range(0, streams).forEach(number -> operator.runUntilReady(name(number), Duration.ofMinutes(20)));
    }

    private void apply(int number) {
        operator.apply(Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: %s}
                spec: {shards: 1, key: {id: '%s'}}
                """.formatted(name(number), key), EncryptedKinesisStream.class));
    }

    private long calls(Operation operation) {
        return aws.journal().all().stream()
                .filter(call -> call.operation() == operation)
                .count();
    }

    private static String name(int number) {
        return "orders-" + number;
    }
}
