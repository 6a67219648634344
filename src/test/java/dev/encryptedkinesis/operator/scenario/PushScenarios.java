package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.push.Events;
import dev.encryptedkinesis.operator.push.QueueUrl;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.stream.NextStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What others do in AWS is seen when a hint of it comes. Looks at what is well are left as far apart as they are, while all
 * else runs fast: so what is seen within the patience of a test is seen because of a hint.
 */
abstract class PushScenarios extends OperatorScenario {

    private static final String SPEC = "{shards: 1, key: {id: alias/orders}, tags: {team: shop}}";

    /** Those that follow each other at once, until they are as far apart as looks without hints. */
    private static final int LOOKS_AT_FIRST = 7;

    private String key;

    @BeforeEach
    void makeAQueue() {
        aws().console().createQueue();
        key = keyNamed("alias/orders");
        apply("orders", SPEC);
        awaitReady("orders");
    }

    @Override
    Optional<QueueUrl> eventsQueue() {
        return Optional.of(QueueUrl.parse("https://sqs.eu-west-1.amazonaws.com/123456789012/events"));
    }

    @Override
    Pace pace(int factor) {
        return new AcceleratedPace(new Random(1), factor) {
            @Override
            public Duration after(NextStep step, Optional<String> operation, int inARow, Instant now) {
                Duration accelerated = super.after(step, operation, inARow, now);
                return accelerated.compareTo(STEADY.dividedBy(2L * factor)) > 0 ? STEADY : accelerated;
            }
        };
    }

    @Test
    void anEncryptionThatSomebodyStoppedIsStartedAgainWithinSeconds() {
        aws().console().stopEncryption("orders");

        aws().console().send(Events.kinesis("StopStreamEncryption", "\"streamName\": \"orders\""));

        awaitEvent("orders", Reason.EncryptionLost);
        await().atMost(PATIENCE).until(() -> changes(Operation.START_STREAM_ENCRYPTION) == 2);
        awaitReady("orders");
        awaitEmptyQueue();
    }

    @Test
    void aKeyThatIsToBeDeletedIsToldAtOnce() {
        aws().console().scheduleKeyDeletion(key, 7);

        aws().console().send(Events.kms("ScheduleKeyDeletion", "\"keyId\": \"%s\"".formatted(key), key));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                condition("orders", ConditionType.KeyUsable).getStatus())
                        .isEqualTo("False"));
        assertThat(status("orders").encryption().keyDeletionDate()).isNotNull();
        awaitEmptyQueue();
    }

    /** They would else be believed for an hour or more. */
    @Test
    void tagsAreAskedForIfSomebodyChangedThem() {
        aws().console()
                .kinesis()
                .addTagsToStream(request -> request.streamName("orders").tags(Map.of("team", "other")));

        aws().console().send(Events.kinesis("AddTagsToStream", "\"streamName\": \"orders\""));

        awaitEvent("orders", Reason.Drifted);
        await().atMost(PATIENCE).until(() -> changes().contains(Operation.ADD_TAGS_TO_STREAM));
        awaitReady("orders");
    }

    @Test
    void tenThousandForgedHintsCostAFewLooksAndChangeNothing() {
        int before = changes().size();
        Instant begin = clock().instant();
        aws().journal().clear();

        for (int forged = 0; forged < 10_000; forged++) {
            aws().console().send(Events.kinesis("DeleteStream", "\"streamName\": \"orders\""));
        }

        awaitEmptyQueue();
        Duration taken = Duration.between(begin, clock().instant());
        assertThat(aws().journal().count(Operation.DESCRIBE_STREAM_SUMMARY))
                .isBetween(1L, LOOKS_AT_FIRST + 1 + taken.dividedBy(Duration.ofSeconds(330)));
        assertThat(aws().journal().count(Operation.DESCRIBE_KEY))
                .isLessThanOrEqualTo(aws().journal().count(Operation.DESCRIBE_STREAM_SUMMARY));
        assertThat(aws().journal().entries().stream()
                        .filter(entry -> entry.operation().service() != Operation.RECEIVE_MESSAGE.service())
                        .map(entry -> entry.operation()))
                .containsOnly(Operation.DESCRIBE_STREAM_SUMMARY, Operation.DESCRIBE_KEY);
        assertThat(aws().journal().mutations()).isEmpty();
        assertThat(before).isPositive();
        awaitReady("orders");
    }

    @Test
    void whatIsNotOfEventBridgeIsThrownAwayAndWhatConcernsNobodyWakesNobody() {
        long looks = aws().journal().count(Operation.DESCRIBE_STREAM_SUMMARY);

        aws().console().send("hello");
        aws().console().send("{".repeat(10_000));
        aws().console().send(Events.kinesis("StopStreamEncryption", "\"streamName\": \"others\""));
        aws().console()
                .send(Events.kinesis("DescribeStream", "\"streamName\": \"orders\"")
                        .replace("\"readOnly\": false", "\"readOnly\": true"));
        aws().console()
                .send(Events.kinesis("StopStreamEncryption", "\"streamName\": \"orders\"")
                        .replace("123456789012", "999999999999"));

        awaitEmptyQueue();
        assertThat(aws().journal().count(Operation.DESCRIBE_STREAM_SUMMARY)).isEqualTo(looks);
    }

    private void awaitEmptyQueue() {
        await("the queue is empty").atMost(PATIENCE).until(() -> aws().console().queued() == 0);
    }
}
