package dev.encryptedkinesis.operator.simulation;

import static dev.encryptedkinesis.operator.simulation.Account.expectError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

class SimulatedCloudWatchTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Account account = Account.plain();
    private final CloudWatchClient cloudWatch = account.aws().cloudWatch();
    private final Instant start = account.clock().instant();

    @Test
    void nothingIsNoDataPointAndAMinuteShowsLate() {
        account.clock().advance(MINUTE.multipliedBy(3));
        assertThat(usage(60).values()).isEmpty();

        account.aws().console().useKms(50);
        account.clock().advance(MINUTE);
        assertThat(usage(60).values()).isEmpty();
        account.clock().advance(MINUTE);

        MetricDataResult usage = usage(60);
        assertThat(usage.values()).containsExactly(3000.0);
        assertThat(usage.timestamps()).containsExactly(start.plus(MINUTE.multipliedBy(3)));
        assertThat(usage.statusCode()).isEqualTo(StatusCode.COMPLETE);
    }

    @Test
    void aPeriodIsASumOfMinutes() {
        account.aws().console().useKms(1);
        account.clock().advance(MINUTE.multipliedBy(12));

        assertThat(usage(300).values()).containsExactly(300.0, 300.0);
    }

    @Test
    void theQuotaIsTheRegionsForThePeriodOrWhatItWasRaisedTo() {
        account.aws().console().useKms(10);
        account.clock().advance(MINUTE.multipliedBy(3));

        assertThat(data("AWS/Usage", "CryptographicOperationsSymmetric", 60, "SERVICE_QUOTA(m1)"))
                .extracting(MetricDataResult::id, MetricDataResult::values)
                .containsExactly(tuple("m1", List.of(600.0, 600.0)), tuple("q1", List.of(6_000_000.0, 6_000_000.0)));
        assertThat(Quotas.of("eu-central-1").kmsRequests()).isEqualTo(20_000);
        assertThat(Quotas.of("eu-north-1").kmsRequests()).isEqualTo(10_000);
        assertThat(Quotas.of("eu-north-1").withKmsRequests(15_000).kmsRequests())
                .isEqualTo(15_000);
    }

    @Test
    void anotherMetricHasNoData() {
        account.aws().console().useKms(10);
        account.clock().advance(MINUTE.multipliedBy(3));

        assertThat(data("AWS/Usage", "DescribeKey", 60, "SERVICE_QUOTA(m1)"))
                .allSatisfy(result -> assertThat(result.values()).isEmpty());
        assertThat(data("AWS/KMS", "CryptographicOperationsSymmetric", 60, "SERVICE_QUOTA(m1)"))
                .allSatisfy(result -> assertThat(result.values()).isEmpty());
    }

    @Test
    void kinesisAsksForADataKeyEveryFiveMinutesForEachSetOfCredentials() {
        account.createActive("orders");
        account.encrypt("orders", account.aws().console().createKey());
        account.clock().advance(MINUTE);
        for (int minute = 0; minute < 10; minute++) {
            put();
            put();
            account.clock().advance(MINUTE);
        }
        account.clock().advance(MINUTE.multipliedBy(2));

        assertThat(usage(60).values().stream().mapToDouble(Double::doubleValue).sum())
                .isBetween(2.0, 3.0);
    }

    @Test
    void aQuestionHasToMakeSense() {
        expectError(
                "ValidationError",
                () -> cloudWatch.getMetricData(request ->
                        request.startTime(start).endTime(start).metricDataQueries(stat("AWS/Usage", "Decrypt", 60))));
        account.clock().advance(MINUTE.multipliedBy(3));
        expectError("ValidationError", () -> usage(90));
        expectError("ValidationError", () -> data("AWS/Usage", "Decrypt", 60, "SERVICE_QUOTA(m2)"));
    }

    @Test
    void itIsDeniedInCloudWatchsOwnWords() {
        account.aws().console().deny("cloudwatch:GetMetricData");
        account.clock().advance(MINUTE);

        var error = expectError("AccessDenied", () -> usage(60));

        assertThat(error.statusCode()).isEqualTo(403);
        assertThat(account.aws().journal().count(Operation.GET_METRIC_DATA)).isEqualTo(1);
        account.aws().console().allow("cloudwatch:GetMetricData");
        account.aws().faults().on(Operation.GET_METRIC_DATA).isThrottled();
        expectError("Throttling", () -> usage(60));
    }

    private void put() {
        account.aws()
                .kinesis()
                .putRecord(request ->
                        request.streamName("orders").partitionKey("order").data(SdkBytes.fromUtf8String("an order")));
    }

    private MetricDataResult usage(int period) {
        return data("AWS/Usage", "CryptographicOperationsSymmetric", period, "SERVICE_QUOTA(m1)")
                .get(0);
    }

    private List<MetricDataResult> data(String namespace, String resource, int period, String expression) {
        MetricDataQuery quota =
                MetricDataQuery.builder().id("q1").expression(expression).build();
        return cloudWatch
                .getMetricData(request -> request.startTime(start)
                        .endTime(account.clock().instant())
                        .metricDataQueries(stat(namespace, resource, period), quota))
                .metricDataResults();
    }

    private static MetricDataQuery stat(String namespace, String resource, int period) {
        List<Dimension> dimensions = Stream.of(
                        Map.entry("Service", "KMS"),
                        Map.entry("Type", "API"),
                        Map.entry("Resource", resource),
                        Map.entry("Class", "None"))
                .map(entry -> Dimension.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
        return MetricDataQuery.builder()
                .id("m1")
                .metricStat(stat -> stat.stat("Sum")
                        .period(period)
                        .metric(metric -> metric.namespace(namespace)
                                .metricName("CallCount")
                                .dimensions(dimensions)))
                .build();
    }
}
