package dev.encryptedkinesis.operator.demo;

import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.NextStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The operator waits by the wall clock: where AWS's clock runs faster, the waits are shorter by as much. */
final class FastPace extends Pace {

    private final int speed;

    FastPace(RandomGenerator random, int speed) {
        super(random);
        this.speed = speed;
    }

    @Override
    public Duration after(NextStep step, Optional<String> operation, Instant now) {
        return super.after(step, operation, now).dividedBy(speed);
    }

    @Override
    public Duration after(Failure failure, int attempts) {
        return super.after(failure, attempts).dividedBy(speed);
    }
}
