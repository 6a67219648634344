package dev.encryptedkinesis.operator.scenario;

import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.NextStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Comes back as much sooner as the simulated clock runs faster. */
public class AcceleratedPace extends Pace {

    private final int factor;

    public AcceleratedPace(RandomGenerator random, int factor) {
        super(random);
        this.factor = factor;
    }

    @Override
    public Duration after(NextStep step, Optional<String> operation, int inARow, Instant now) {
        return super.after(step, operation, inARow, now).dividedBy(factor);
    }

    @Override
    public Duration after(Failure failure, int attempts) {
        return super.after(failure, attempts).dividedBy(factor);
    }

    @Override
    public Duration afterPutOff(Duration wait) {
        return super.afterPutOff(wait).dividedBy(factor).plusMillis(1);
    }

    @Override
    public Duration afterRefusal(int inARow) {
        return super.afterRefusal(inARow).dividedBy(factor);
    }

    @Override
    public Duration afterHint(Duration wait) {
        return super.afterHint(wait).dividedBy(factor);
    }

    /** A pass takes as long as ever, while the clock runs fast. */
    @Override
    protected Duration sightLasts() {
        return super.sightLasts().multipliedBy(factor);
    }
}
