package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.encryptedkinesis.operator.access.DenialLog;
import dev.encryptedkinesis.operator.access.Use;
import dev.encryptedkinesis.operator.access.denials.Denial;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudTrailDenialLogTest extends GatewayTest {

    private static final Instant FROM = Instant.ofEpochSecond(1_700_000_000);
    private static final Instant TO = Instant.ofEpochSecond(1_700_003_600);
    private static final DenialLog.Question FIRST = new DenialLog.Question(Use.PRODUCER, FROM, TO, Optional.empty());

    private static final String RECORD = """
            {"userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::123456789012:user/jane",
            "invokedBy": "kinesis.amazonaws.com"}, "eventTime": "2023-11-14T22:30:00Z", "eventSource": "kms.amazonaws.com",
            "eventName": "Decrypt", "errorCode": "AccessDenied", "eventID": "event-1", "requestParameters":
            {"encryptionContext": {"aws:kinesis:arn": "arn:aws:kinesis:eu-west-1:123456789012:stream/orders"}}}
            """;

    private DenialLog log;

    @BeforeEach
    void take() {
        log = clients.denials(REALM);
    }

    @Test
    void asksForOneOperationAndGoesOnWhereThePageBeforeEnded() {
        aws.thenAnswers("{\"Events\": [], \"NextToken\": \"place\"}").thenAnswers("{\"Events\": []}");

        DenialLog.Page first = log.page(FIRST);
        DenialLog.Page second = log.page(new DenialLog.Question(Use.CONSUMER, FROM, TO, first.next()));

        assertThat(first).isEqualTo(new DenialLog.Page(List.of(), Optional.of("place")));
        assertThat(second.next()).isEmpty();
        assertThat(aws.requests()).extracting(LoopbackAws.Request::operation).containsOnly("LookupEvents");
        assertThat(aws.requests().get(0).json()).isEqualTo(LoopbackAws.json("""
            {"LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": "GenerateDataKey"}],
            "StartTime": 1.7E9, "EndTime": 1.7000036E9, "MaxResults": 50}
            """));
        assertThat(aws.requests()
                        .get(1)
                        .json()
                        .at("/LookupAttributes/0/AttributeValue")
                        .asText())
                .isEqualTo("Decrypt");
        assertThat(aws.requests().get(1).json().path("NextToken").asText()).isEqualTo("place");
    }

    @Test
    void takesTheDenialsAndPassesOverTheRest() {
        ObjectNode answer = new ObjectMapper().createObjectNode();
        answer.putArray("Events")
                .add(new ObjectMapper().createObjectNode().put("EventId", "event-0"))
                .add(event("{"))
                .add(event(RECORD.replace("\"errorCode\": \"AccessDenied\", ", "")))
                .add(event(RECORD));
        aws.thenAnswers(answer.toString());

        assertThat(log.page(FIRST).denials())
                .containsExactly(new Denial(
                        "event-1",
                        Instant.parse("2023-11-14T22:30:00Z"),
                        "arn:aws:iam::123456789012:user/jane",
                        "Decrypt",
                        Optional.of("arn:aws:kinesis:eu-west-1:123456789012:stream/orders"),
                        Optional.empty(),
                        Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Events\": []}"})
    void nothingIsNothing(String answer) {
        aws.thenAnswers(answer);

        assertThat(log.page(FIRST)).isEqualTo(new DenialLog.Page(List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDeniedException, DENIED",
        "ThrottlingException, THROTTLED",
        "InvalidNextTokenException, MISCONFIGURED",
        "OperationNotPermittedException, MISCONFIGURED",
        "ExpiredTokenException, CREDENTIALS_UNUSABLE"
    })
    void reportsFailures(String code, Failure.Kind kind) {
        aws.thenFails(400, code, "what CloudTrail says");

        FailureException thrown = catchThrowableOfType(FailureException.class, () -> log.page(FIRST));

        assertThat(thrown.failure().kind()).isEqualTo(kind);
        assertThat(thrown.failure().operation()).isEqualTo("LookupEvents");
        assertThat(thrown.failure().code()).isEqualTo(code);
    }

    private static ObjectNode event(String document) {
        return new ObjectMapper().createObjectNode().put("CloudTrailEvent", document);
    }
}
