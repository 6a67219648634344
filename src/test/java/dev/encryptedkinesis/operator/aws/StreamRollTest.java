package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.encryptedkinesis.operator.stream.CapacityMode;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.StreamGateway;
import dev.encryptedkinesis.operator.stream.StreamRoll;
import dev.encryptedkinesis.operator.stream.StreamSighting;
import dev.encryptedkinesis.operator.stream.StreamState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lists of streams tell of those that are wanted. */
class StreamRollTest extends GatewayTest {

    private static final String LAST = "z".repeat(127);

    private StreamGateway gateway;

    @BeforeEach
    void take() {
        gateway = clients.streams(REALM);
    }

    @Test
    void tellsOfThoseThatAreWantedAndOfNoOthers() {
        aws.thenAnswers(page(false, "orders", "others", "payments"));

        StreamRoll roll = roll("orders", "payments", "refunds");

        assertThat(roll)
                .isEqualTo(new StreamRoll(Map.of("orders", updating("orders"), "payments", updating("payments")), 1));
        assertThat(aws.onlyRequest().operation()).isEqualTo("ListStreams");
    }

    @ParameterizedTest
    @EnumSource(StreamState.class)
    void tellsEveryState(StreamState state) {
        aws.thenAnswers(page(false, "orders").replace("UPDATING", state.name()));

        assertThat(roll("orders").streams().get("orders").state()).isEqualTo(state);
    }

    /** By names, which do not expire, as tokens do. */
    @Test
    void goesOnPageByPageWithTheNextThatIsWanted() {
        aws.thenAnswers(page(true, "a", "b")).thenAnswers(page(true, "c", "d")).thenAnswers(page(true, "y", "z"));

        StreamRoll roll = roll("a", "c", "z");

        assertThat(roll.streams()).containsOnlyKeys("a", "c", "z");
        assertThat(roll.calls()).isEqualTo(3);
        assertThat(asked()).containsExactly(after("_" + LAST), after("b" + LAST), after("y" + LAST));
    }

    /** There are ten thousand streams between the two. */
    @Test
    void passesOverThoseBetween() {
        aws.thenAnswers(page(true, "a", "a-1")).thenAnswers(page(true, "q", "q-1"));

        assertThat(roll("a", "q").streams()).containsOnlyKeys("a", "q");
        assertThat(asked()).containsExactly(after("_" + LAST), after("p" + LAST));
    }

    @Test
    void beginsBeforeTheFirstWhateverItsNameIs() {
        assertThat(StreamListing.justBefore("-")).isNull();
        assertThat(StreamListing.justBefore("orders-")).isEqualTo("orders");
        assertThat(StreamListing.justBefore("orders.")).isEqualTo("orders-" + "z".repeat(121));
        assertThat(StreamListing.justBefore("A")).isEqualTo("9" + LAST);
        assertThat(StreamListing.justBefore("b".repeat(128))).isEqualTo("b".repeat(127) + "a");
        assertThat(Stream.of("-", "orders-", "orders.", "A", "b".repeat(128)))
                .allSatisfy(name -> assertThat(String.valueOf(StreamListing.justBefore(name)))
                        .hasSizeLessThanOrEqualTo(128));
    }

    @Test
    void aListThatBeginsAnewEachTimeIsNotFollowedForEver() {
        aws.thenAnswers(page(true, "a", "b"));

        assertThat(roll("x").streams()).isEmpty();
        assertThat(aws.requests()).hasSize(1);
    }

    @Test
    void anEmptyPageThatPromisesMoreIsTheLast() {
        aws.thenAnswers("{\"StreamNames\": [], \"StreamSummaries\": [], \"HasMoreStreams\": true}");

        assertThat(roll("x")).isEqualTo(new StreamRoll(Map.of(), 1));
    }

    @Test
    void namesWithoutStatesAreOfNoUse() {
        aws.thenAnswers("{\"StreamNames\": [\"orders\"], \"HasMoreStreams\": false}");

        Failure failure = failure("orders");

        assertThat(failure.kind()).isEqualTo(Failure.Kind.MISCONFIGURED);
        assertThat(failure.code()).isEqualTo("NoSummaries");
    }

    @Test
    void aStateThatNobodyHasHeardOfIsNotGuessedAt() {
        aws.thenAnswers(page(false, "orders").replace("UPDATING", "HIBERNATING"));

        assertThat(failure("orders").message()).contains("stream status HIBERNATING");
    }

    @Test
    void aPageThatIsDeniedIsAFailure() {
        aws.thenAnswers(page(true, "a", "b")).thenFails(400, "AccessDeniedException", "no");

        assertThat(failure("a", "x").kind()).isEqualTo(Failure.Kind.DENIED);
    }

    private StreamRoll roll(String... names) {
        return gateway.roll(new TreeSet<>(List.of(names)));
    }

    private Failure failure(String... names) {
        return catchThrowableOfType(FailureException.class, () -> roll(names)).failure();
    }

    private List<JsonNode> asked() {
        return aws.requests().stream().map(LoopbackAws.Request::json).toList();
    }

    private static JsonNode after(String name) {
        return LoopbackAws.json("{\"ExclusiveStartStreamName\": \"%s\"}".formatted(name));
    }

    private static String page(boolean more, String... names) {
        return "{\"HasMoreStreams\": %s, \"NextToken\": \"expires\", \"StreamNames\": [%s], \"StreamSummaries\": [%s]}"
                .formatted(
                        more,
                        Stream.of(names).map("\"%s\""::formatted).collect(Collectors.joining(",")),
                        Stream.of(names).map(StreamRollTest::summary).collect(Collectors.joining(",")));
    }

    private static String summary(String name) {
        return """
            {"StreamName": "%s", "StreamARN": "%s", "StreamStatus": "UPDATING", "StreamCreationTimestamp": 1700000000,
            "StreamModeDetails": {"StreamMode": "ON_DEMAND"}}\
            """.formatted(name, arn(name));
    }

    private static StreamSighting updating(String name) {
        return new StreamSighting(
                arn(name), Instant.ofEpochSecond(1_700_000_000), StreamState.UPDATING, CapacityMode.ON_DEMAND);
    }

    private static String arn(String name) {
        return "arn:aws:kinesis:eu-west-1:123456789012:stream/" + name;
    }
}
