package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.Realm;
import dev.encryptedkinesis.operator.stream.StreamAction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** What really goes over the wire. Each test has its own thread: a call that hangs may ignore interrupts. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SdkClientFactoryTest {

    private static final StreamAction CHANGE = new StreamAction.AddTags(Map.of("team", "shop"));
    private static final AwsCredentialsProvider CREDENTIALS = StaticCredentialsProvider.create(
            AwsSessionCredentials.create("AKIAIOSFODNN7EXAMPLE", "TheSecretKey", "TheSessionToken"));

    private LoopbackAws aws;
    private AwsClients clients;

    @BeforeEach
    void connect() throws IOException {
        aws = new LoopbackAws();
        clients = clients(CREDENTIALS, Timeouts.DEFAULT);
    }

    @AfterEach
    void disconnect() {
        clients.close();
        aws.close();
    }

    @Test
    void aServerErrorIsOneRequest() {
        aws.thenFails(500, "InternalFailure", "oops");

        assertThat(failureOfChange().kind()).isEqualTo(Failure.Kind.AMBIGUOUS);
        assertThat(aws.requests()).hasSize(1);
    }

    @Test
    void aThrottleIsOneRequest() {
        aws.thenFails(400, "ThrottlingException", "slower");

        assertThat(failureOf(() -> clients.keys(Realm.own("eu-west-1")).describe("alias/a"))
                        .kind())
                .isEqualTo(Failure.Kind.THROTTLED);
        assertThat(aws.requests()).hasSize(1);
    }

    /** The JDK's HTTP client has a habit of its own of repeating what failed on a connection that was used before. */
    @Test
    void aBrokenConnectionIsOneRequestAndAmbiguous() {
        aws.thenConfirms().thenDropsTheConnection();
        clients.streams(Realm.own("eu-west-1")).carryOut("orders", CHANGE);

        Failure failure = failureOfChange();

        assertThat(failure.kind()).isEqualTo(Failure.Kind.AMBIGUOUS);
        assertThat(failure.code()).isEqualTo("ConnectionLost");
        assertThat(aws.requests()).hasSize(2);
    }

    @Test
    void doesNotWaitLongForASilentServer() {
        reconnect(new Timeouts(seconds(1), Duration.ofMillis(200), seconds(30), seconds(30)));
        aws.thenIsSilent();

        Failure failure = failureOfChangeInTime();

        assertThat(failure.kind()).isEqualTo(Failure.Kind.AMBIGUOUS);
        assertThat(failure.code()).isEqualTo("Timeout");
        assertThat(aws.requests()).hasSize(1);
    }

    @Test
    void anAnswerThatTricklesRunsIntoTheTimeoutOfTheAttempt() {
        reconnect(new Timeouts(seconds(1), seconds(30), Duration.ofMillis(300), seconds(30)));
        aws.thenTrickles();

        assertThat(failureOfChangeInTime().code()).isEqualTo("Timeout");
    }

    /** Repeated, because what could hang here is a race between the timeout and the JDK's reading in the background. */
    @RepeatedTest(10)
    void anAnswerThatTricklesRunsIntoTheTimeoutOfTheCall() {
        reconnect(new Timeouts(seconds(1), seconds(30), seconds(30), Duration.ofMillis(300)));
        aws.thenTrickles();

        assertThat(failureOfChangeInTime().code()).isEqualTo("Timeout");
    }

    @Test
    void everyDefaultTimeoutLeavesRoomForTheOnesInsideIt() {
        Timeouts timeouts = Timeouts.DEFAULT;

        assertThat(timeouts.attempt()).isGreaterThan(timeouts.connect().plus(timeouts.read()));
        assertThat(timeouts.call()).isGreaterThan(timeouts.attempt());
    }

    @Test
    void nobodyListensIsTransientAndNamesWhatToCheck() {
        String endpoint = aws.endpoint();
        aws.close();
        System.setProperty("aws.endpointUrlKinesis", endpoint);
        try {
            Failure failure = failureOfChange();

            assertThat(failure.kind()).isEqualTo(Failure.Kind.TRANSIENT);
            assertThat(failure.code()).isEqualTo("ConnectionFailed");
            assertThat(failure.message()).contains("AWS_ENDPOINT_URL_KINESIS");
        } finally {
            System.clearProperty("aws.endpointUrlKinesis");
        }
    }

    @Test
    void anUnknownHostIsNamed() {
        aws.property("aws.endpointUrlKinesis", "http://kinesis.invalid");

        Failure failure = failureOfChange();

        assertThat(failure.kind()).isEqualTo(Failure.Kind.TRANSIENT);
        assertThat(failure.message()).contains("there is no host kinesis.invalid");
    }

    @Test
    void anAnswerThatIsNotAwssIsNotRead() {
        aws.thenAnswers(200, Map.of("Content-Type", "text/html"), "<html>Please log in</html>");

        Failure failure =
                failureOf(() -> clients.streams(Realm.own("eu-west-1")).describe("orders"));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.TRANSIENT);
        assertThat(failure.code()).isEqualTo("NoAnswer");
        assertThat(failure.message()).doesNotContain("software.amazon");
    }

    @Test
    void theUserAgentBeginsWithTheOperatorAndItsVersion() {
        aws.thenConfirms();

        clients.streams(Realm.own("eu-west-1")).carryOut("orders", CHANGE);

        assertThat(aws.onlyRequest().headers().getFirst("User-Agent"))
                .startsWith("encrypted-kinesis-operator/1.2.3 aws-sdk-java/");
    }

    @Test
    void usersKeepTheApplicationId() {
        aws.property("sdk.ua.appId", "their-app");
        aws.thenConfirms();

        clients.streams(Realm.own("eu-west-1")).carryOut("orders", CHANGE);

        assertThat(aws.onlyRequest().headers().getFirst("User-Agent")).contains("app/their-app");
    }

    @Test
    void requestsAreSignedForTheRegion() {
        aws.thenConfirms().thenConfirms();

        clients.streams(Realm.own("eu-west-1")).carryOut("orders", CHANGE);
        clients.streams(Realm.own("us-east-1")).carryOut("orders", CHANGE);

        assertThat(aws.requests())
                .extracting(request -> request.headers().getFirst("Authorization"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("/eu-west-1/kinesis/"),
                        second -> assertThat(second).contains("/us-east-1/kinesis/"));
    }

    @Test
    void credentialsAreSharedByAllClientsAndClosedWithThem() {
        CountingCredentials credentials = new CountingCredentials();
        reconnect(credentials);
        aws.thenConfirms().thenConfirms();
        clients.streams(Realm.own("eu-west-1")).carryOut("orders", CHANGE);
        clients.streams(Realm.own("us-east-1")).carryOut("orders", CHANGE);
        assertThat(credentials.closings).hasValue(0);

        clients.close();

        assertThat(credentials.uses).hasValue(2);
        assertThat(credentials.closings).hasPositiveValue();
    }

    @Test
    void closingLeavesNoThreadBehind() {
        aws.thenConfirms();
        change();
        assertThat(timeoutThreads()).isPositive();

        clients.close();

        await().untilAsserted(() -> assertThat(timeoutThreads()).isZero());
    }

    private static long timeoutThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("aws-timeouts")
                        || thread.getName().startsWith("sdk-Scheduled"))
                .count();
    }

    private void change() {
        clients.streams(Realm.own("eu-west-1")).carryOut("orders", CHANGE);
    }

    private Failure failureOfChange() {
        return failureOf(this::change);
    }

    /** The timeouts that are not under test take 30 seconds. */
    private Failure failureOfChangeInTime() {
        Instant start = Instant.now();
        Failure failure = failureOfChange();
        assertThat(Duration.between(start, Instant.now())).isLessThan(seconds(15));
        return failure;
    }

    private static Failure failureOf(ThrowingCallable call) {
        return catchThrowableOfType(FailureException.class, call).failure();
    }

    private void reconnect(Timeouts timeouts) {
        clients.close();
        clients = clients(CREDENTIALS, timeouts);
    }

    private void reconnect(AwsCredentialsProvider credentials) {
        clients.close();
        clients = clients(credentials, Timeouts.DEFAULT);
    }

    private static AwsClients clients(AwsCredentialsProvider credentials, Timeouts timeouts) {
        return new AwsClients(new SdkClientFactory("1.2.3", credentials, timeouts));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static final class CountingCredentials implements AwsCredentialsProvider, SdkAutoCloseable {

        private final AtomicInteger uses = new AtomicInteger();
        private final AtomicInteger closings = new AtomicInteger();

        @Override
        public AwsCredentials resolveCredentials() {
            uses.incrementAndGet();
            return CREDENTIALS.resolveCredentials();
        }

        @Override
        public void close() {
            closings.incrementAndGet();
        }
    }
}
