package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.access.UsageGateway;
import dev.encryptedkinesis.operator.access.forecast.KmsRegion;
import dev.encryptedkinesis.operator.access.forecast.LiveUse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/** CloudWatch through the AWS SDK. Retries nothing: whoever calls decides about that. */
public final class CloudWatchUsageGateway implements UsageGateway {

    private static final String USE = "use";
    private static final String QUOTA = "quota";

    /** The metric is collected by the minute (CloudWatch user guide, "AWS usage metrics"). */
    private static final int MINUTE = 60;

    /** A metric is named by all of its dimensions (KMS developer guide, "Request quotas"). */
    private static final Map<String, String> DIMENSIONS = Map.of(
            "Service", "KMS",
            "Type", "API",
            "Resource", "CryptographicOperationsSymmetric",
            "Class", "None");

    private final CloudWatchClient cloudWatch;
    private final AwsCalls calls;
    private final KmsRegion region;

    /** @param cloudWatch stays the caller's to close */
    public CloudWatchUsageGateway(CloudWatchClient cloudWatch, AwsCalls calls, KmsRegion region) {
        this.cloudWatch = cloudWatch;
        this.calls = calls;
        this.region = region;
    }

    @Override
    public Optional<LiveUse> busiestMinute(Instant from, Instant to) {
        GetMetricDataRequest request = GetMetricDataRequest.builder()
                .startTime(from)
                .endTime(to)
                .scanBy(ScanBy.TIMESTAMP_DESCENDING)
                .metricDataQueries(use(), quota())
                .build();
        // Hours of minutes are far fewer values than CloudWatch puts into one answer.
        GetMetricDataResponse answer =
                calls.call(AwsOperation.GET_METRIC_DATA, () -> cloudWatch.getMetricData(request));
        return values(answer, USE)
                .max(Comparator.naturalOrder())
                .map(requests ->
                        LiveUse.ofMinute(region, requests, values(answer, QUOTA).findFirst()));
    }

    private static MetricDataQuery use() {
        List<Dimension> dimensions = DIMENSIONS.entrySet().stream()
                .map(entry -> Dimension.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
        return MetricDataQuery.builder()
                .id(USE)
                .metricStat(stat -> stat.stat("Sum")
                        .period(MINUTE)
                        .metric(metric -> metric.namespace("AWS/Usage")
                                .metricName("CallCount")
                                .dimensions(dimensions)))
                .build();
    }

    private static MetricDataQuery quota() {
        return MetricDataQuery.builder()
                .id(QUOTA)
                .expression("SERVICE_QUOTA(" + USE + ")")
                .build();
    }

    /** The latest first. */
    private static Stream<BigDecimal> values(GetMetricDataResponse answer, String id) {
        return answer.metricDataResults().stream()
                .filter(result -> id.equals(result.id()))
                .flatMap(result -> result.values().stream())
                .filter(value -> Double.isFinite(value) && value >= 0)
                .map(BigDecimal::valueOf);
    }
}
