package dev.encryptedkinesis.operator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/**
 * GetMetricData of the one metric there is: how often KMS was asked for symmetric cryptographic operations. Any other has
 * no data. Source: the CloudWatch API reference, and its user guide, "AWS usage metrics".
 */
final class MetricQueries {
    private static final Pattern ID = Pattern.compile("[a-z][a-zA-Z0-9_]{0,254}");
    private static final Pattern QUOTA = Pattern.compile("SERVICE_QUOTA\\((\\w+)\\)");
    private static final int MINUTE = 60;
    private static final Map<String, String> DIMENSIONS = Map.of(
            "Service", "KMS",
            "Type", "API",
            "Resource", "CryptographicOperationsSymmetric",
            "Class", "None");

    private final World world;

    private record Point(Instant at, double value) {}

    MetricQueries(World world) {
        this.world = world;
    }

    GetMetricDataResponse get(GetMetricDataRequest request) {
        check(request);
        Map<String, MetricStat> stats = new HashMap<>();
        request.metricDataQueries().forEach(query -> {
            if (query.metricStat() != null) {
                stats.put(query.id(), query.metricStat());
            }
        });
        List<MetricDataResult> results = request.metricDataQueries().stream()
                .filter(query -> !Boolean.FALSE.equals(query.returnData()))
                .map(query -> result(request, query, stats))
                .toList();
        return GetMetricDataResponse.builder().metricDataResults(results).build();
    }

    private static void check(GetMetricDataRequest request) {
        if (request.startTime() == null
                || request.endTime() == null
                || !request.startTime().isBefore(request.endTime())) {
            throw CloudWatchError.VALIDATION.as("The parameter StartTime must be less than the parameter EndTime.");
        }
        List<String> ids =
                request.metricDataQueries().stream().map(MetricDataQuery::id).toList();
        boolean areValid = !ids.isEmpty()
                && ids.stream().allMatch(id -> id != null && ID.matcher(id).matches())
                && ids.stream().distinct().count() == ids.size();
        if (!areValid) {
            throw CloudWatchError.VALIDATION.as(
                    "The values for parameter id in MetricDataQueries are not valid: %s", ids);
        }
    }

    private MetricDataResult result(
            GetMetricDataRequest request, MetricDataQuery query, Map<String, MetricStat> stats) {
        List<Point> points =
                query.metricStat() != null ? points(request, query.metricStat()) : evaluated(request, query, stats);
        List<Point> ordered = new ArrayList<>(points);
        if (request.scanBy() != ScanBy.TIMESTAMP_ASCENDING) {
            Collections.reverse(ordered);
        }
        return MetricDataResult.builder()
                .id(query.id())
                .label(query.label() == null ? query.id() : query.label())
                .timestamps(ordered.stream().map(Point::at).toList())
                .values(ordered.stream().map(Point::value).toList())
                .statusCode(StatusCode.COMPLETE)
                .build();
    }

    /** Oldest first; nothing for a minute of which there is nothing to tell, or not yet. */
    private List<Point> points(GetMetricDataRequest request, MetricStat stat) {
        Duration period = period(stat);
        if (!isOurs(stat.metric())) {
            return List.of();
        }
        Instant first = request.startTime().truncatedTo(ChronoUnit.MINUTES);
        long periods = Duration.between(first, request.endTime()).dividedBy(period);
        return LongStream.range(0, periods)
                .mapToObj(number -> first.plus(period.multipliedBy(number)))
                .flatMap(begin -> LongStream.range(0, period.toMinutes())
                        .mapToObj(minute -> begin.plus(minute, ChronoUnit.MINUTES))
                        .filter(minute -> world.usage().isKnown(minute, world.now()))
                        .map(world.usage()::of)
                        .reduce(combining(stat.stat()))
                        .map(value -> new Point(begin, value))
                        .stream())
                .toList();
    }

    private static BinaryOperator<Double> combining(String stat) {
        return switch (stat) {
            case "Sum" -> Double::sum;
            case "Maximum" -> Math::max;
            default -> throw new IllegalStateException("The simulation does not know this statistic: " + stat);
        };
    }

    /**
     * The quota where the metric has values. AWS has quotas of requests a second and shows them for the metric's period,
     * so that {@code m1/SERVICE_QUOTA(m1)*100}, which the user guide recommends, is the share that is used.
     */
    private List<Point> evaluated(GetMetricDataRequest request, MetricDataQuery query, Map<String, MetricStat> stats) {
        Matcher quota = QUOTA.matcher(String.valueOf(query.expression()));
        if (!quota.matches()) {
            throw new IllegalStateException("The simulation does not know this expression: " + query.expression());
        }
        MetricStat stat = stats.get(quota.group(1));
        if (stat == null) {
            throw CloudWatchError.VALIDATION.as(
                    "Error in expression '%s': Unrecognized id %s", query.id(), quota.group(1));
        }
        double value = world.quotas().kmsRequests() * period(stat).toSeconds();
        return points(request, stat).stream()
                .map(point -> new Point(point.at(), value))
                .toList();
    }

    private static Duration period(MetricStat stat) {
        if (stat.period() == null || stat.period() < MINUTE || stat.period() % MINUTE != 0) {
            throw CloudWatchError.VALIDATION.as("The parameter MetricStat.Period must be a multiple of %d.", MINUTE);
        }
        return Duration.ofSeconds(stat.period());
    }

    /** A metric is named by all of its dimensions: with one less it is another. */
    private static boolean isOurs(Metric metric) {
        Map<String, String> given = new HashMap<>();
        for (Dimension dimension : metric.dimensions()) {
            given.put(dimension.name(), dimension.value());
        }
        return "AWS/Usage".equals(metric.namespace())
                && "CallCount".equals(metric.metricName())
                && given.equals(DIMENSIONS);
    }
}
