package dev.encryptedkinesis.operator.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Of which instant a read sees the account. Guarded by the account's lock. */
final class Sight {
    private static final Duration LONGEST_LAG = Duration.ofSeconds(3);

    private final Clock clock;
    private final Consistency consistency;
    private final Dice dice;
    private Optional<Duration> imposedLag = Optional.empty();

    Sight(Clock clock, Consistency consistency, Dice dice) {
        this.clock = clock;
        this.consistency = consistency;
        this.dice = dice;
    }

    /** The instant that a read about this resource sees; another one at each call, since each may meet another replica. */
    Instant of(String resource) {
        return clock.instant().minus(imposedLag.orElseGet(() -> lag("lag/" + resource)));
    }

    /** Runs a call all of whose reads see the account as it was this long ago. */
    <T> T lagging(Duration lag, Supplier<T> call) {
        imposedLag = Optional.of(lag);
        try {
            return call.get();
        } finally {
            imposedLag = Optional.empty();
        }
    }

    private Duration lag(String topic) {
        return switch (consistency) {
            case STRONG -> Duration.ZERO;
            // Every other read is fresh, so that answers go back and forth between before and after.
            case EVENTUAL -> dice.share(topic) < 0.5 ? Duration.ZERO : dice.between(topic, Duration.ZERO, LONGEST_LAG);
        };
    }
}
