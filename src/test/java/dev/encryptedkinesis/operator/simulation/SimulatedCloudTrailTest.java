package dev.encryptedkinesis.operator.simulation;

import static dev.encryptedkinesis.operator.simulation.Account.expectError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

class SimulatedCloudTrailTest {
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
    private static final String SESSION = "arn:aws:sts::123456789012:assumed-role/api/pod-1";

    private final Account account = Account.plain();
    private final AwsConsole console = account.aws().console();
    private final CloudTrailClient trail = account.aws().cloudTrail();
    private String role;
    private String key;

    @BeforeEach
    void anEncryptedStreamAndARole() {
        key = console.createKey();
        console.createActiveStream("orders", 1, Map.of());
        console.encrypt("orders", key);
        account.clock().advance(Duration.ofMinutes(1));
        role = console.access().createRole("api");
        console.access()
                .putPolicy(role, "stream", Allowance.of(STREAM, "kinesis:*").text());
    }

    @Test
    void aDeniedCallIsFoundWhenItHasPropagated() {
        Instant at = account.clock().instant();
        denied(1);
        assertThat(all(request -> {})).isEmpty();
        account.clock().advance(Account.STEP);

        assertThat(all(request -> {})).singleElement().satisfies(event -> {
            assertThat(event.eventName()).isEqualTo("GenerateDataKey");
            assertThat(event.eventSource()).isEqualTo("kms.amazonaws.com");
            assertThat(event.eventTime()).isEqualTo(at);
            assertThat(event.username()).isEqualTo("pod-1");
            JsonNode document = document(event);
            assertThat(document.path("eventID").asText()).isEqualTo(event.eventId());
            assertThat(document.path("eventTime").asText()).isEqualTo(at.toString());
            assertThat(document.path("errorCode").asText()).isEqualTo("AccessDenied");
            assertThat(document.path("errorMessage").asText())
                    .isEqualTo("User: %s is not authorized to perform: kms:GenerateDataKey on resource: %s because no"
                            .concat(" identity-based policy allows the kms:GenerateDataKey action")
                            .formatted(SESSION, key));
            JsonNode identity = document.path("userIdentity");
            assertThat(identity.path("type").asText()).isEqualTo("AssumedRole");
            assertThat(identity.path("arn").asText()).isEqualTo(SESSION);
            assertThat(identity.at("/sessionContext/sessionIssuer/arn").asText())
                    .isEqualTo(role);
            assertThat(identity.path("invokedBy").asText()).isEqualTo("kinesis.amazonaws.com");
        });
    }

    @Test
    void aDeniedCallTellsMoreOrLessOfItself() {
        denied(40);
        account.clock().advance(Account.STEP);

        Set<String> told = new TreeSet<>();
        for (Event event : all(request -> {})) {
            JsonNode document = document(event);
            boolean hasContext = document.at("/requestParameters/encryptionContext/aws:kinesis:arn")
                    .asText()
                    .equals(STREAM);
            boolean hasKey = document.at("/resources/0/ARN").asText().equals(key);
            assertThat(event.resources()).hasSize(hasKey ? 1 : 0);
            assertThat(document.path("errorMessage").asText()).contains(key);
            told.add((hasContext ? "context, " : "") + (hasKey ? "key" : "message alone"));
        }

        assertThat(told).containsExactly("context, key", "key", "message alone");
    }

    @Test
    void aCallThatWasAllowedIsThereTooOnceForEachRenewal() {
        allow();
        put();
        put();
        account.clock().advance(Duration.ofMinutes(5));

        assertThat(all(request -> {})).hasSize(2).allSatisfy(event -> {
            JsonNode document = document(event);
            assertThat(document.has("errorCode")).isFalse();
            assertThat(document.at("/requestParameters/encryptionContext/aws:kinesis:arn")
                            .asText())
                    .isEqualTo(STREAM);
            assertThat(document.at("/requestParameters/keyId").asText()).isEqualTo(key);
        });
    }

    @Test
    void whatSomebodyOfAnotherAccountWasDeniedIsInItsOwnTrailOnly() {
        String foreigner = console.access().createRole("999999999999", "analytics");
        console.access()
                .putPolicy(
                        foreigner, "stream", Allowance.of(STREAM, "kinesis:*").text());
        console.kinesis()
                .putResourcePolicy(request -> request.resourceARN(STREAM).policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "%s"}, \
                "Action": "kinesis:PutRecord", "Resource": "%s"}]}""".formatted(foreigner, STREAM)));

        expectError(
                "KMSAccessDeniedException",
                () -> account.aws()
                        .kinesisAs(foreigner)
                        .putRecord(request -> request.streamARN(STREAM)
                                .partitionKey("order")
                                .data(SdkBytes.fromUtf8String("an order"))));

        account.clock().advance(Account.STEP);
        assertThat(all(request -> {})).isEmpty();
    }

    @Test
    void aUserIsNoRole() {
        String user = console.access().createUser("jane");
        console.access()
                .putPolicy(user, "stream", Allowance.of(STREAM, "kinesis:*").text());
        expectError("KMSAccessDeniedException", () -> putAs(user));
        account.clock().advance(Account.STEP);

        assertThat(all(request -> {})).singleElement().satisfies(event -> {
            assertThat(event.username()).isEqualTo("jane");
            assertThat(document(event).at("/userIdentity/type").asText()).isEqualTo("IAMUser");
            assertThat(document(event).at("/userIdentity/arn").asText()).isEqualTo(user);
            assertThat(document(event).path("userIdentity").has("sessionContext"))
                    .isFalse();
        });
    }

    @Test
    void eventsAreLookedUpByOneAttributeAndTimeNewestFirst() {
        denied(1);
        account.clock().advance(Duration.ofMinutes(10));
        Instant later = account.clock().instant();
        denied(1);
        allow();
        put();
        account.clock().advance(Account.STEP);

        assertThat(all(request -> {}))
                .extracting(Event::eventTime)
                .isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(all(request -> request.lookupAttributes(by(LookupAttributeKey.EVENT_NAME, "GenerateDataKey"))))
                .hasSize(3);
        assertThat(all(request -> request.lookupAttributes(by(LookupAttributeKey.EVENT_NAME, "Decrypt"))))
                .isEmpty();
        assertThat(all(request -> request.lookupAttributes(by(LookupAttributeKey.USERNAME, "pod-1"))))
                .hasSize(3);
        assertThat(all(request -> request.startTime(later))).hasSize(2);
        assertThat(all(request -> request.endTime(later.minusSeconds(1)))).hasSize(1);
        account.clock().advance(Duration.ofDays(90));
        assertThat(all(request -> {})).isEmpty();
    }

    @Test
    void eventsComeInPagesOfAtMostFiftyAndATokenIsGoodForTheSameLookupAndAWhile() {
        denied(120);
        account.clock().advance(Account.STEP);

        List<Integer> pages = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        String token = null;
        do {
            LookupEventsResponse page = lookup(token, request -> {});
            pages.add(page.events().size());
            page.events().forEach(event -> ids.add(event.eventId()));
            token = page.nextToken();
        } while (token != null);
        assertThat(ids).hasSize(120).doesNotHaveDuplicates();
        assertThat(pages).allMatch(size -> size <= 50);

        String first = firstToken();
        expectError("InvalidNextTokenException", () -> lookup(first, request -> request.maxResults(10)));
        expectError("InvalidNextTokenException", () -> lookup("token", request -> {}));
        account.clock().advance(Duration.ofMinutes(6));
        expectError("InvalidNextTokenException", () -> lookup(first, request -> {}));
    }

    @Test
    void aLookupHasToMakeSense() {
        Instant now = account.clock().instant();

        expectError(
                "InvalidTimeRangeException",
                () -> trail.lookupEvents(request -> request.startTime(now).endTime(now.minusSeconds(1))));
        expectError("InvalidMaxResultsException", () -> trail.lookupEvents(request -> request.maxResults(51)));
        account.clock().advance(Duration.ofSeconds(1));
        expectError(
                "InvalidLookupAttributesException",
                () -> trail.lookupEvents(request -> request.lookupAttributes(
                        by(LookupAttributeKey.EVENT_NAME, "Decrypt"), by(LookupAttributeKey.USERNAME, "pod-1"))));
    }

    @Test
    void twoLookupsASecondAndNoneWithoutPermission() {
        trail.lookupEvents();
        trail.lookupEvents();
        expectError("ThrottlingException", trail::lookupEvents);

        account.clock().advance(Duration.ofSeconds(1));
        console.deny("cloudtrail:LookupEvents");
        expectError("AccessDeniedException", trail::lookupEvents);
        assertThat(account.aws().journal().count(Operation.LOOKUP_EVENTS)).isEqualTo(4);
    }

    private void denied(int times) {
        IntStream.range(0, times).forEach(time -> expectError("KMSAccessDeniedException", this::put));
    }

    private void allow() {
        console.access()
                .putPolicy(role, "key", Allowance.of(key, "kms:GenerateDataKey").text());
    }

    private void put() {
        putAs(role);
    }

    private void putAs(String principal) {
        account.aws()
                .kinesisAs(principal, "pod-1")
                .putRecord(request ->
                        request.streamName("orders").partitionKey("order").data(SdkBytes.fromUtf8String("an order")));
    }

    private String firstToken() {
        String token = null;
        while (token == null) {
            token = lookup(null, request -> {}).nextToken();
        }
        return token;
    }

    private LookupEventsResponse lookup(String token, Consumer<LookupEventsRequest.Builder> which) {
        account.clock().advance(Duration.ofSeconds(1));
        return trail.lookupEvents(request -> {
            which.accept(request);
            request.nextToken(token);
        });
    }

    private List<Event> all(Consumer<LookupEventsRequest.Builder> which) {
        List<Event> events = new ArrayList<>();
        String token = null;
        do {
            LookupEventsResponse page = lookup(token, which);
            events.addAll(page.events());
            token = page.nextToken();
        } while (token != null);
        return events;
    }

    private static LookupAttribute by(LookupAttributeKey attribute, String value) {
        return LookupAttribute.builder()
                .attributeKey(attribute)
                .attributeValue(value)
                .build();
    }

    private static JsonNode document(Event event) {
        try {
            return new ObjectMapper().readTree(event.cloudTrailEvent());
        } catch (JsonProcessingException e) {
            throw new AssertionError(event.cloudTrailEvent(), e);
        }
    }
}
