package dev.encryptedkinesis.operator.metrics;

import dev.encryptedkinesis.operator.access.denials.Denial;
import dev.encryptedkinesis.operator.aws.CallListener;
import dev.encryptedkinesis.operator.aws.budget.CallBudgets;
import dev.encryptedkinesis.operator.push.DeliveryListener;
import dev.encryptedkinesis.operator.reconcile.ObjectEvents;
import io.javaoperatorsdk.operator.api.monitoring.AggregatedMetrics;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.time.Clock;
import java.util.List;

/** What Prometheus is told: what is counted, and what is read of objects and operator when it asks. */
public final class OperatorMetrics {

    /** Whoever may assume roles can make many. */
    static final int MOST_PRINCIPALS = 100;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final BoundedLabel principals = new BoundedLabel(MOST_PRINCIPALS);
    private final CallListener awsCalls = new AwsCallTimes(registry);
    private final DeliveryListener deliveries = new EventDeliveries(registry);
    private final KnownStreams streams = new KnownStreams();
    private final Leadership leadership;
    private final Passes passes;
    private final Metrics sdk;
    private final Clock clock;

    public OperatorMetrics(Build build, Clock clock) {
        this.leadership = new Leadership(clock);
        this.passes = new Passes(clock);
        this.sdk = new AggregatedMetrics(
                List.of(MicrometerMetricsV2.newBuilder(registry).build(), passes, streams));
        this.clock = clock;
        read(new OperatorSeries(build, leadership, passes));
        StreamSeries series = new StreamSeries(streams::all, clock);
        read(into -> {
            // Each object has its series once, by the process that works on it.
            if (leadership.isOurs()) {
                series.read(into);
            }
        });
    }

    private void read(Source source) {
        MultiCollector collector = () -> {
            Readings readings = new Readings();
            source.read(readings);
            return readings.all();
        };
        registry.getPrometheusRegistry().register(collector);
    }

    /** Lets it be told how much of AWS's rates is left to the operator. */
    public void watch(CallBudgets budgets) {
        read(new BudgetSeries(budgets::levels));
    }

    /** Lets the JVM, the process and the log be measured as well; once for a process. */
    public RuntimeMetrics watchRuntime() {
        return new RuntimeMetrics(registry);
    }

    /** What the SDK is to tell of its work. */
    public Metrics sdk() {
        return sdk;
    }

    public Leadership leadership() {
        return leadership;
    }

    public Passes passes() {
        return passes;
    }

    public KnownStreams streams() {
        return streams;
    }

    /** Takes from what is told of objects what is to be measured of it. */
    public ObjectEvents measuring(ObjectEvents events) {
        return new EncryptionTimes(events, registry, clock);
    }

    /** To whom the calls of AWS are to be told. */
    public CallListener awsCalls() {
        return awsCalls;
    }

    /** To whom what comes of the queue of events is to be told. */
    public DeliveryListener deliveries() {
        return deliveries;
    }

    public void denied(Denial denial) {
        Counter.builder(Metric.KEY_DENIALS.meterName())
                .description(Metric.KEY_DENIALS.description())
                .tag("principal", principals.of(denial.principal()))
                .tag("operation", denial.operation())
                .register(registry)
                .increment();
    }

    /** In Prometheus's text format. */
    public String text() {
        return registry.scrape();
    }
}
