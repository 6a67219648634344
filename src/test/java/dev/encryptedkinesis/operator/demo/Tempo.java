package dev.encryptedkinesis.operator.demo;

import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.scenario.AcceleratedPace;
import dev.encryptedkinesis.operator.simulation.AcceleratedClock;
import dev.encryptedkinesis.operator.simulation.Delays;
import dev.encryptedkinesis.operator.simulation.Delays.Range;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;

/** How AWS takes its time, and how the operator waits for it. Nobody wants to look on for AWS's own minutes. */
record Tempo(Clock clock, Delays delays, Pace pace) {

    static final int SPEED = 10;

    /** Decides how long is waited exactly, and makes each run wait alike. */
    private static final long SEED = 1;

    /** AWS's own delays, by a clock that runs faster, also for the operator: all seconds that are told are AWS's. */
    static Tempo accelerated() {
        return new Tempo(
                new AcceleratedClock(Clock.systemUTC(), SPEED),
                Delays.likeAws(),
                new AcceleratedPace(new Random(SEED), SPEED));
    }

    /** The wall clock, and AWS's own delays. */
    static Tempo realTime() {
        return new Tempo(Clock.systemUTC(), Delays.likeAws(), new Pace(new Random(SEED)));
    }

    /** The wall clock, as kubectl compares the times it gets with it, and an AWS that is quicker. */
    static Tempo quickAws() {
        return new Tempo(Clock.systemUTC(), quick(Delays.likeAws()), new Pace(new Random(SEED)));
    }

    private static Delays quick(Delays delays) {
        return new Delays(
                quick(delays.creation()),
                quick(delays.deletion()),
                quick(delays.encryption()),
                quick(delays.resharding()),
                quick(delays.perShard()),
                quick(delays.modeSwitch()),
                quick(delays.settings()),
                quick(delays.consumer()),
                quick(delays.propagation()));
    }

    private static Delays.Propagation quick(Delays.Propagation propagation) {
        return new Delays.Propagation(
                quick(propagation.policy()), quick(propagation.grant()), quick(propagation.trail()));
    }

    private static Range quick(Range range) {
        return new Range(quick(range.shortest()), quick(range.longest()));
    }

    private static Duration quick(Duration duration) {
        return duration.dividedBy(SPEED);
    }
}
