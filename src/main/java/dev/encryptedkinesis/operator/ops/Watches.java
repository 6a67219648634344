package dev.encryptedkinesis.operator.ops;

import io.javaoperatorsdk.operator.RuntimeInfo;
import io.javaoperatorsdk.operator.health.EventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The watches on the API server that the operator cannot do without. */
final class Watches {

    /** One that lost its connection gets another by itself; while the API server is away, a restart would mend nothing. */
    static final Duration TIME_TO_CONNECT = Duration.ofMinutes(15);

    private final Supplier<Stream<InformerHealthIndicator>> watches;
    private final Clock clock;
    private Optional<Instant> cutOffSince = Optional.empty();

    Watches(Supplier<Stream<InformerHealthIndicator>> watches, Clock clock) {
        this.watches = watches;
        this.clock = clock;
    }

    static Watches of(RuntimeInfo sdk, Clock clock) {
        return new Watches(() -> watches(sdk), clock);
    }

    /** Whether all have told what there is. */
    boolean areSynced() {
        return watches.get().allMatch(InformerHealthIndicator::hasSynced);
    }

    /** Whether one has ended, or has been without a connection for long, as often as it was asked. */
    synchronized boolean areDead() {
        if (!watches.get().allMatch(InformerHealthIndicator::isRunning)) {
            return true;
        }
        if (watches.get().allMatch(InformerHealthIndicator::isWatching)) {
            cutOffSince = Optional.empty();
            return false;
        }
        Instant now = clock.instant();
        Instant since = cutOffSince.orElse(now);
        cutOffSince = Optional.of(since);
        return now.isAfter(since.plus(TIME_TO_CONNECT));
    }

    private static Stream<InformerHealthIndicator> watches(RuntimeInfo sdk) {
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
