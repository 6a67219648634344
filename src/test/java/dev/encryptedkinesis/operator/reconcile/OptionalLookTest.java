package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionalLookTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final OptionalLook look = new OptionalLook("what this is about", FIVE_MINUTES);
    private Instant now = Instant.EPOCH;

    @Test
    void isDueAtOnceAndThenEachTimeTheIntervalIsOver() {
        assertThat(look.isDue(now)).isTrue();
        look.answered(now);

        assertThat(look.isDue(now.plus(FIVE_MINUTES).minusMillis(1))).isFalse();
        assertThat(look.isDue(now.plus(FIVE_MINUTES))).isTrue();
    }

    @Test
    void whatPassesByItselfIsTriedMoreAndMoreSeldom() {
        assertThat(waits(Failure.Kind.TRANSIENT, 6)).containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
        look.answered(now);
        now = now.plus(FIVE_MINUTES);
        assertThat(waits(Failure.Kind.THROTTLED, 2)).containsExactly(5L, 10L);
    }

    @Test
    void aPermissionIsAskedForAgainHourly() {
        assertThat(waits(Failure.Kind.DENIED, 3)).containsExactly(60L, 60L, 60L);
    }

    /** In minutes. */
    private List<Long> waits(Failure.Kind kind, int times) {
        List<Long> waits = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            look.failed(new Failure(kind, "GetMetricData", "Code", "What AWS said."), now);
            Instant failed = now;
            while (!look.isDue(now)) {
                now = now.plusSeconds(60);
            }
            waits.add(Duration.between(failed, now).toMinutes());
        }
        return waits;
    }
}
