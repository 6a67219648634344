package dev.encryptedkinesis.operator.metrics;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** When a pass ended last, as the SDK tells. */
public final class Passes implements Metrics {

    private final Clock clock;
    private volatile Optional<Instant> last = Optional.empty();

    Passes(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void reconciliationFinished(HasMetadata object, RetryInfo retry, Map<String, Object> metadata) {
        last = Optional.of(clock.instant());
    }

    public Optional<Instant> last() {
        return last;
    }
}
