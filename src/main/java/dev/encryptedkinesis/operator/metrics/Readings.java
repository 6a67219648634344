package dev.encryptedkinesis.operator.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The gauges and counters of one answer to Prometheus. */
final class Readings {

    private final Map<Metric, MetricSnapshot.Builder<?>> metrics = new EnumMap<>(Metric.class);

    /** @param labels values of the metric's labels, in their order */
    void add(Metric metric, double value, String... labels) {
        Labels labelled = Labels.of(metric.labels(), List.of(labels));
        switch (metric.kind()) {
            case GAUGE -> gauge(metric).dataPoint(new GaugeSnapshot.GaugeDataPointSnapshot(value, labelled, null));
            case INFO -> info(metric).dataPoint(new InfoSnapshot.InfoDataPointSnapshot(labelled));
            case COUNTER ->
                counter(metric).dataPoint(new CounterSnapshot.CounterDataPointSnapshot(value, labelled, null, 0));
            case SUMMARY, HISTOGRAM -> throw new IllegalArgumentException(metric + " is measured, and not read");
        }
    }

    private GaugeSnapshot.Builder gauge(Metric metric) {
        return (GaugeSnapshot.Builder) metrics.computeIfAbsent(
                metric, m -> GaugeSnapshot.builder().name(m.meterName()).help(m.description()));
    }

    private CounterSnapshot.Builder counter(Metric metric) {
        return (CounterSnapshot.Builder) metrics.computeIfAbsent(
                metric, m -> CounterSnapshot.builder().name(m.meterName()).help(m.description()));
    }

    private InfoSnapshot.Builder info(Metric metric) {
        return (InfoSnapshot.Builder) metrics.computeIfAbsent(
                metric, m -> InfoSnapshot.builder().name(m.meterName()).help(m.description()));
    }

    MetricSnapshots all() {
        return new MetricSnapshots(
                metrics.values().stream().map(MetricSnapshot.Builder::build).toList());
    }
}
