package dev.encryptedkinesis.operator.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.Status;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WatchesTest {

    private static final Watch WELL = new Watch(true, true, true);
    private static final Watch CUT_OFF = new Watch(true, true, false);

    private final VirtualClock clock = VirtualClock.create();
    private Watch watch = WELL;
    private final Watches watches = new Watches(() -> Stream.of(WELL, watch), clock);

    private record Watch(boolean isRunning, boolean hasSynced, boolean isWatching) implements InformerHealthIndicator {

        @Override
        public String getTargetNamespace() {
            return "shop";
        }

        @Override
        public Status getStatus() {
            return isRunning && hasSynced ? Status.HEALTHY : Status.UNHEALTHY;
        }
    }

    @Test
    void oneThatHasEndedIsDead() {
        assertThat(watches.areDead()).isFalse();

        watch = new Watch(false, true, true);

        assertThat(watches.areDead()).isTrue();
    }

    @Test
    void oneThatLostItsConnectionHasTimeToGetAnother() {
        watch = CUT_OFF;
        assertThat(watches.areDead()).isFalse();
        clock.advance(Watches.TIME_TO_CONNECT);
        assertThat(watches.areDead()).isFalse();

        clock.advance(Duration.ofSeconds(1));

        assertThat(watches.areDead()).isTrue();
    }

    /** The API server ends every watch now and then. */
    @Test
    void eachConnectionThatIsLostHasItsOwnTime() {
        for (int loss = 0; loss < 10; loss++) {
            watch = CUT_OFF;
            assertThat(watches.areDead()).isFalse();
            clock.advance(Watches.TIME_TO_CONNECT.minusSeconds(1));
            assertThat(watches.areDead()).isFalse();
            watch = WELL;
            assertThat(watches.areDead()).isFalse();
        }
    }

    @Test
    void oneThatHasNotToldWhatThereIsIsNotSynced() {
        assertThat(watches.areSynced()).isTrue();

        watch = new Watch(true, false, true);

        assertThat(watches.areSynced()).isFalse();
        assertThat(watches.areDead()).isFalse();
    }
}
