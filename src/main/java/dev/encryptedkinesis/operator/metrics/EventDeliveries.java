package dev.encryptedkinesis.operator.metrics;

import dev.encryptedkinesis.operator.push.DeliveryListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** What comes of the messages of the queue of events, and how late they are. */
final class EventDeliveries implements DeliveryListener {

    private final MeterRegistry registry;

    EventDeliveries(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void delivered(Outcome outcome) {
        Counter.builder(Metric.EVENTS.meterName())
                .description(Metric.EVENTS.description())
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    @Override
    public void woke(Duration lag) {
        Timer.builder(Metric.EVENT_LAG.meterName())
                .description(Metric.EVENT_LAG.description())
                .register(registry)
                .record(lag);
    }
}
