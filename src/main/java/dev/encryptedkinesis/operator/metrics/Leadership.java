package dev.encryptedkinesis.operator.metrics;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Whether this process is the one that works on the objects. */
public final class Leadership {

    private final Clock clock;
    private volatile Optional<Instant> since = Optional.empty();

    Leadership(Clock clock) {
        this.clock = clock;
    }

    /** It is, with nobody to elect it or from now on. */
    public void taken() {
        since = Optional.of(clock.instant());
    }

    private void lost() {
        since = Optional.empty();
    }

    /** Since when; empty while another process is. */
    public Optional<Instant> since() {
        return since;
    }

    public boolean isOurs() {
        return since.isPresent();
    }

    /**
     * For the election to tell how it ends.
     *
     * @param whenLost what this process does that leads no more
     */
    public LeaderCallbacks callbacks(Runnable whenLost) {
        return new LeaderCallbacks(
                this::taken,
                () -> {
                    lost();
                    whenLost.run();
                },
                leader -> {});
    }
}
