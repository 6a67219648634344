package dev.encryptedkinesis.operator.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.push.DeliveryListener.Outcome;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns of a receiver at a queue that delivers some messages twice, in any order, and does not always delete. */
class EventReceiverTest {

    private static final Instant EVENT = Instant.parse("2026-03-01T12:00:05Z");

    private final VirtualClock clock = VirtualClock.startingAt(EVENT.plusSeconds(7));
    private final List<Hint> woken = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Duration> lags = new ArrayList<>();
    private boolean leads = true;

    private SimulatedAws aws = SimulatedAws.at(clock);
    private EventReceiver receiver = receiver(aws);

    private EventReceiver receiver(SimulatedAws world) {
        world.console().createQueue();
        AwsClients clients = SimulatedClients.of(world, clock);
        return new EventReceiver(
                clients.events(QueueUrl.parse("https://sqs.eu-west-1.amazonaws.com/123456789012/events")),
                new DeliveryListener() {
                    @Override
                    public void delivered(Outcome outcome) {
                        outcomes.add(outcome);
                    }

                    @Override
                    public void woke(Duration lag) {
                        lags.add(lag);
                    }
                },
                () -> leads,
                clock);
    }

    private Duration turn() {
        return receiver.turn(hint -> {
            woken.add(hint);
            return hint instanceof Hint.Stream stream && stream.name().startsWith("ours");
        });
    }

    private static String stopped(String stream) {
        return Events.kinesis("StopStreamEncryption", "\"streamName\": \"%s\"".formatted(stream));
    }

    private Set<String> wokenStreams() {
        Set<String> names = new HashSet<>();
        woken.forEach(hint -> names.add(((Hint.Stream) hint).name()));
        return names;
    }

    private void drain() {
        for (int turns = 0; aws.console().queued() > 0; turns++) {
            assertThat(turns).isLessThan(1000);
            clock.advance(turn().plusSeconds(1));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyMessageIsTakenAtLeastOnceAndThenDeletedWhateverTheQueueDoes(long seed) {
        aws = SimulatedAws.builder(clock).seed(seed).build();
        receiver = receiver(aws);
        Set<String> all = new HashSet<>();
        for (int number = 0; number < 100; number++) {
            all.add("ours-" + number);
            aws.console().send(stopped("ours-" + number));
        }

        drain();

        assertThat(wokenStreams()).isEqualTo(all);
        assertThat(turn()).isEqualTo(EventReceiver.PAUSE);
    }

    @Test
    void whatCameOfEachIsTold() {
        aws.console().send(stopped("ours"));
        aws.console().send(stopped("theirs"));
        aws.console().send("hello");
        aws.console().send(stopped("ours").replace("aws.kinesis", "aws.ec2"));

        turn();

        assertThat(outcomes)
                .containsExactlyInAnyOrder(Outcome.WOKE, Outcome.UNKNOWN, Outcome.UNREADABLE, Outcome.IRRELEVANT);
        assertThat(lags).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void anEventOfTheFutureIsNotEarly() {
        aws.console().send(stopped("ours").replace("2026-03-01T12:00:05Z", "2099-03-01T12:00:05Z"));

        turn();

        assertThat(lags).containsExactly(Duration.ZERO);
    }

    /** A time that somebody made up is further away than a number of nanoseconds can tell. */
    @Test
    void anEventOfLongAgoIsNoLaterThanAMessageCanBe() {
        aws.console().send(stopped("ours").replace("2026-03-01T12:00:05Z", "-100000000-03-01T12:00:05Z"));

        turn();

        assertThat(lags).containsExactly(Duration.ofDays(14));
    }

    @Test
    void whileMessagesComeThereIsNoPause() {
        aws.console().send(stopped("ours"));

        assertThat(turn()).isZero();
    }

    @Test
    void whoDoesNotLeadLeavesTheMessagesToWhoDoes() {
        leads = false;
        aws.console().send(stopped("ours"));

        assertThat(turn()).isEqualTo(EventReceiver.UNTIL_WE_LEAD);

        assertThat(aws.journal().entries()).isEmpty();
        leads = true;
        turn();
        assertThat(wokenStreams()).containsExactly("ours");
    }

    @Test
    void theQueueIsAskedMoreAndMoreSeldomWhileItDoesNotAnswer() {
        aws.faults().on(Operation.RECEIVE_MESSAGE).times(8).fails("AccessDenied", 403);

        List<Long> waits = new ArrayList<>();
        for (int times = 0; times < 8; times++) {
            waits.add(turn().toSeconds());
        }

        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(turn()).isEqualTo(EventReceiver.PAUSE);
        aws.faults().on(Operation.RECEIVE_MESSAGE).losesTheAnswer();
        assertThat(turn()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatCannotBeDeletedHasWokenAndComesAgain() {
        aws.faults().on(Operation.DELETE_MESSAGE_BATCH).fails("InternalFailure", 500);
        aws.console().send(stopped("ours"));

        assertThat(turn()).isPositive();

        assertThat(wokenStreams()).containsExactly("ours");
        assertThat(aws.console().queued()).isOne();
        clock.advance(Duration.ofSeconds(31));
        drain();
    }
}
