package dev.encryptedkinesis.operator.ops;

import io.javaoperatorsdk.operator.RuntimeInfo;
import io.javaoperatorsdk.operator.health.EventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The watches on the API server that the operator cannot do without. */
final class Watches {

    /** One that lost its connection gets another by itself; while the API server is away, a restart would mend nothing. */
    static final Duration TIME_TO_CONNECT = Duration.ofMinutes(15);

    private final RuntimeInfo sdk;
    private final Clock clock;
    private Optional<Instant> cutOffSince = Optional.empty();

    Watches(RuntimeInfo sdk, Clock clock) {
        this.sdk = sdk;
        this.clock = clock;
    }

    /** Whether all have told what there is. */
    boolean areSynced() {
        return all().allMatch(InformerHealthIndicator::hasSynced);
    }

    /** Whether one has ended, or has been without a connection for long, as often as it was asked. */
    synchronized boolean areDead() {
        if (!sdk.allEventSourcesAreHealthy()) {
            return true;
        }
        if (all().allMatch(InformerHealthIndicator::isWatching)) {
            cutOffSince = Optional.empty();
            return false;
        }
        Instant now = clock.instant();
        Instant since = cutOffSince.orElse(now);
        cutOffSince = Optional.of(since);
        return now.isAfter(since.plus(TIME_TO_CONNECT));
    }

    private Stream<InformerHealthIndicator> all() {
        return sdk.getRegisteredControllers().stream()
                .map(controller -> controller.getControllerHealthInfo().eventSourceHealthIndicators())
                .flatMap(sources -> sources.values().stream())
                .flatMap(Watches::watches);
    }

    private static Stream<InformerHealthIndicator> watches(EventSourceHealthIndicator source) {
        return source instanceof InformerWrappingEventSourceHealthIndicator<?> watching
                ? watching.informerHealthIndicators().values().stream()
                : Stream.empty();
    }
}
