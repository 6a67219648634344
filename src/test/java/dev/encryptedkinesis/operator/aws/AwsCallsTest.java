package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.encryptedkinesis.operator.aws.CallListener.Call;
import dev.encryptedkinesis.operator.aws.CallListener.Effect;
import dev.encryptedkinesis.operator.aws.budget.Budget;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.kinesis.model.DeleteStreamResponse;
import software.amazon.awssdk.services.kinesis.model.KinesisResponseMetadata;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;

class AwsCallsTest {

    private final List<Call> heard = new ArrayList<>();
    private long nanos = Duration.ofDays(1).toNanos();
    private final AwsCalls calls = new AwsCalls("eu-west-1", heard::add, () -> nanos, InUse.FOR_EVER, Budget.UNLIMITED);

    @Test
    void theListenerHearsOfWhatAwsDid() {
        String answer = calls.call(AwsOperation.DESCRIBE_KEY, within(Duration.ofMillis(30), () -> "a key"));

        assertThat(answer).isEqualTo("a key");
        assertThat(heard)
                .containsExactly(new Call(
                        "KMS",
                        "DescribeKey",
                        Effect.NONE,
                        "eu-west-1",
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofMillis(30)));
    }

    @Test
    void theListenerHearsOfWhatKindAFailureWas() {
        assertThatThrownBy(() -> calls.call(
                        AwsOperation.CREATE_STREAM, within(Duration.ofSeconds(2), AwsCallsTest::answerRateExceeded)))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.THROTTLED));
        assertThat(heard)
                .containsExactly(new Call(
                        "Kinesis",
                        "CreateStream",
                        Effect.CHANGE,
                        "eu-west-1",
                        Optional.of(new Failure(
                                Failure.Kind.THROTTLED,
                                "CreateStream",
                                "LimitExceededException",
                                "Rate exceeded for account 111122223333.")),
                        Optional.of("f5a3-1"),
                        Duration.ofSeconds(2)));
    }

    @Test
    void theListenerHearsOfTheNamesThatAwsHasForRequests() {
        calls.call(AwsOperation.DELETE_STREAM, () -> answerTo("c0ffee-1"));
        calls.call(AwsOperation.DELETE_STREAM, () -> answerTo("UNKNOWN"));
        calls.call(AwsOperation.DELETE_STREAM, () -> answerTo("1\n2026-01-01 ERROR forged"));
        calls.call(
                AwsOperation.DELETE_STREAM, () -> DeleteStreamResponse.builder().build());

        assertThat(heard)
                .extracting(Call::requestId)
                .containsExactly(Optional.of("c0ffee-1"), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static DeleteStreamResponse answerTo(String requestId) {
        return (DeleteStreamResponse) DeleteStreamResponse.builder()
                .responseMetadata(KinesisResponseMetadata.create(
                        DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", requestId))))
                .build();
    }

    @Test
    void whatIsNotTheSdksIsABugAndPassesUnchanged() {
        RuntimeException bug = new IllegalStateException("bug");

        assertThat(catchThrowable(() -> calls.call(AwsOperation.CREATE_STREAM, () -> {
                    throw bug;
                })))
                .isSameAs(bug);
    }

    private <T> Supplier<T> within(Duration time, Supplier<T> request) {
        return () -> {
            nanos += time.toNanos();
            return request.get();
        };
    }

    private static String answerRateExceeded() {
        throw LimitExceededException.builder()
                .statusCode(400)
                .requestId("f5a3-1")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("LimitExceededException")
                        .errorMessage("Rate exceeded for account 111122223333.")
                        .build())
                .build();
    }
}
