package dev.encryptedkinesis.operator.simulation;

import static dev.encryptedkinesis.operator.simulation.Account.expectError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.StreamMode;

class QuotasTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Account account = Account.plain();

    @Test
    void callsOfOneOperationAreLimitedInAnySecond() {
        account.createActive("orders");
        IntStream.range(0, 20).forEach(call -> account.describe("orders"));

        var error = expectError("LimitExceededException", () -> account.describe("orders"));

        assertThat(error).hasMessageContaining("Rate exceeded for stream orders under account 123456789012");
        account.clock().advance(SECOND.minusMillis(1));
        expectError("LimitExceededException", () -> account.describe("orders"));
        account.clock().advance(Duration.ofMillis(1));
        assertThatCode(() -> account.describe("orders")).doesNotThrowAnyException();
    }

    @Test
    void someRatesAreCountedForEachStream() {
        account.create("orders", 1);
        account.create("payments", 1);
        IntStream.range(0, 5).forEach(call -> expectError("ResourceInUseException", () -> keepLonger("orders")));

        expectError("LimitExceededException", () -> keepLonger("orders"));
        expectError("ResourceInUseException", () -> keepLonger("payments"));
    }

    @Test
    void whatOthersUseIsMissing() {
        VirtualClock clock = VirtualClock.create();
        Account shared = new Account(
                clock,
                Account.plain(clock)
                        .quotas(Quotas.of("eu-west-1").withUsedByOthers(0.75))
                        .build());
        shared.createActive("orders");
        IntStream.range(0, 5).forEach(call -> shared.describe("orders"));
        expectError("LimitExceededException", () -> shared.describe("orders"));

        // Of DescribeLimits' one call a second a quarter is left: one in four seconds.
        shared.aws().kinesis().describeLimits();
        clock.advance(SECOND.multipliedBy(4).minusMillis(1));
        expectError("LimitExceededException", () -> shared.aws().kinesis().describeLimits());
        clock.advance(Duration.ofMillis(1));
        assertThatCode(() -> shared.aws().kinesis().describeLimits()).doesNotThrowAnyException();
    }

    @Test
    void kmsThrottlesInItsOwnWords() {
        String key = account.aws().console().createKey();
        IntStream.range(0, 2000).forEach(call -> account.aws().kms().describeKey(request -> request.keyId(key)));

        expectError("ThrottlingException", () -> account.aws().kms().describeKey(request -> request.keyId(key)));
    }

    @Test
    void atMostFiveStreamsAreCreatingOrDeletingAtOnce() {
        account.createActive("old");
        account.aws().kinesis().deleteStream(request -> request.streamName("old"));
        IntStream.range(0, 4).forEach(number -> account.create("new-" + number, 1));
        account.clock().advance(SECOND);

        var error = expectError("LimitExceededException", () -> account.create("one-too-many", 1));

        assertThat(error).hasMessageContaining("simultaneously be in CREATING or DELETING");
        account.clock().advance(Account.STEP);
        assertThatCode(() -> account.create("one-too-many", 1)).doesNotThrowAnyException();
    }

    @Test
    void openShardsOfProvisionedStreamsAreLimited() {
        Account small = withQuotas(Quotas.of("eu-west-1").withShards(10));
        small.create("orders", 6);
        small.aws()
                .kinesis()
                .createStream(request -> request.streamName("on-demand")
                        .streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
        var error = expectError("LimitExceededException", () -> small.create("payments", 5));
        assertThat(error).hasMessageContaining("would exceed the shard limit");
        small.create("payments", 2);
        small.clock().advance(Account.STEP);

        small.reshard("payments", 4);

        // The shards that the resharding will open are taken already.
        expectError("LimitExceededException", () -> small.create("returns", 1));
    }

    @Test
    void onDemandStreamsAreLimited() {
        Account small = withQuotas(Quotas.of("eu-west-1").withOnDemandStreams(0));
        small.createActive("orders");

        expectError(
                "LimitExceededException",
                () -> small.aws()
                        .kinesis()
                        .createStream(request -> request.streamName("on-demand")
                                .streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND))));
        expectError(
                "LimitExceededException",
                () -> small.aws()
                        .kinesis()
                        .updateStreamMode(
                                request -> request.streamARN("arn:aws:kinesis:eu-west-1:123456789012:stream/orders")
                                        .streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND))));
    }

    @Test
    void encryptionIsStartedTwentyFiveTimesInAnyDayTheSameKeyIncluded() {
        String key = account.aws().console().createKey();
        account.createActive("orders");
        IntStream.range(0, 25).forEach(time -> {
            account.encrypt("orders", key);
            account.clock().advance(Duration.ofMinutes(10));
        });
        expectError("LimitExceededException", () -> account.encrypt("orders", key));

        account.clock()
                .advance(Duration.ofHours(24).minus(Duration.ofMinutes(10).multipliedBy(25)));

        assertThatCode(() -> account.encrypt("orders", key)).doesNotThrowAnyException();
        account.clock().advance(Account.STEP);
        expectError("LimitExceededException", () -> account.encrypt("orders", key));
    }

    @Test
    void aRefusedStartDoesNotCount() {
        account.createActive("orders");
        IntStream.range(0, 30).forEach(time -> {
            expectError("KMSNotFoundException", () -> account.encrypt("orders", "alias/missing"));
            account.clock().advance(SECOND);
        });

        assertThatCode(() -> account.encrypt("orders", "alias/aws/kinesis")).doesNotThrowAnyException();
    }

    private static Account withQuotas(Quotas quotas) {
        VirtualClock clock = VirtualClock.create();
        return new Account(clock, Account.plain(clock).quotas(quotas).build());
    }

    private void keepLonger(String name) {
        account.aws()
                .kinesis()
                .increaseStreamRetentionPeriod(
                        request -> request.streamName(name).retentionPeriodHours(48));
    }
}
