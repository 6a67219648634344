package dev.encryptedkinesis.operator.metrics;

import dev.encryptedkinesis.operator.aws.CallListener;
import dev.encryptedkinesis.operator.stream.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;

/** How often AWS is asked what, what comes of it, and how long it takes. */
final class AwsCallTimes implements CallListener {

    /** More than AWS has; a spec may name one that does not exist. */
    static final int MOST_REGIONS = 50;

    private static final String SUCCESS = "success";

    private final MeterRegistry registry;
    private final BoundedLabel regions = new BoundedLabel(MOST_REGIONS);

    AwsCallTimes(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(Call call) {
        Timer.builder(Metric.AWS_CALLS.meterName())
                .description(Metric.AWS_CALLS.description())
                .tag("service", call.service())
                .tag("operation", call.operation())
                .tag("region", regions.of(call.region()))
                .tag(
                        "outcome",
                        call.failure()
                                .map(Failure::kind)
                                .map(AwsCallTimes::outcome)
                                .orElse(SUCCESS))
                .register(registry)
                .record(call.duration());
    }

    private static String outcome(Failure.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
