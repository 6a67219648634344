package dev.encryptedkinesis.operator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

class SimulatedAwsTest {
    private final VirtualClock clock = VirtualClock.create();
    private final SimulatedAws aws = SimulatedAws.builder(clock)
            .delays(Delays.fixed(Duration.ofSeconds(30)))
            .consistency(Consistency.STRONG)
            .build();

    @Test
    void aStreamIsEncryptedInTwoStepsThatEachTakeTheirTime() {
        String key = aws.console().createKey();

        aws.kinesis().createStream(request -> request.streamName("orders").shardCount(2));
        assertThat(describe("orders").streamStatus()).isEqualTo(StreamStatus.CREATING);
        clock.advance(Duration.ofSeconds(30));
        assertThat(describe("orders").streamStatus()).isEqualTo(StreamStatus.ACTIVE);

        clock.advance(Duration.ofSeconds(4));
        aws.kinesis()
                .startStreamEncryption(request -> request.streamName("orders")
                        .encryptionType(EncryptionType.KMS)
                        .keyId(key));
        assertThat(describe("orders").streamStatus()).isEqualTo(StreamStatus.UPDATING);
        assertThat(describe("orders").encryptionType()).isEqualTo(EncryptionType.NONE);
        clock.advance(Duration.ofSeconds(30));
        assertThat(describe("orders").keyId()).isEqualTo(key);

        StreamTimeline timeline = aws.timeline("orders").orElseThrow();
        assertThat(timeline.fromActiveToEncryptionRequest()).contains(Duration.ofSeconds(4));
        assertThat(timeline.inPlaintext()).contains(Duration.ofSeconds(34));
    }

    @Test
    void errorsCarryWhatTheSdkPutsIntoThem() {
        assertThatThrownBy(() -> describe("missing")).isInstanceOfSatisfying(ResourceNotFoundException.class, error -> {
            assertThat(error.statusCode()).isEqualTo(400);
            assertThat(error.requestId()).isNotEmpty();
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFoundException");
            assertThat(error.awsErrorDetails().serviceName()).isEqualTo("Kinesis");
            assertThat(error.awsErrorDetails().sdkHttpResponse().statusCode()).isEqualTo(400);
            assertThat(error.getMessage()).startsWith("Stream missing under account 123456789012 not found.");
        });
    }

    @Test
    void anOperationThatIsNotSimulatedSaysSo() {
        assertThatThrownBy(() -> aws.kinesis().splitShard(request -> request.streamName("orders")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void streamsAreListedAHundredAtATime() {
        for (int number = 100; number < 350; number++) {
            aws.console().createActiveStream("stream-" + number, 1, Map.of());
        }

        List<Integer> pages = new ArrayList<>();
        List<String> names = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            var page = aws.kinesis().listStreams(request -> request.nextToken(next));
            pages.add(page.streamSummaries().size());
            names.addAll(page.streamNames());
            token = page.nextToken();
        } while (token != null);

        assertThat(pages).containsExactly(100, 100, 50);
        assertThat(names).hasSize(250).isSorted();
    }

    @Test
    void answersCarryARequestId() {
        var answer = aws.kinesis().describeLimits();

        assertThat(answer.responseMetadata().requestId()).isNotEmpty();
        assertThat(answer.sdkHttpResponse().isSuccessful()).isTrue();
    }

    @Test
    void aDeniedActionIsRefusedOnWhatItWasDeniedOn() {
        aws.console().deny("kinesis:DescribeStreamSummary", "arn:aws:kinesis:eu-west-1:123456789012:stream/secret");
        aws.kinesis().createStream(request -> request.streamName("orders").shardCount(1));

        assertThat(describe("orders").streamName()).isEqualTo("orders");
        assertThatThrownBy(() -> describe("secret"))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }

    private StreamDescriptionSummary describe(String name) {
        return aws.kinesis()
                .describeStreamSummary(request -> request.streamName(name))
                .streamDescriptionSummary();
    }
}
