package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReshardingTest {

    @Test
    void theWayUpDoubles() {
        assertThat(Resharding.path(3, 50)).containsExactly(6, 12, 24, 48, 50);
    }

    @Test
    void theWayDownHalvesAndNeverByMore() {
        assertThat(Resharding.path(50, 3)).containsExactly(25, 13, 7, 4, 3);
    }

    @Test
    void theTimeIsToldOnceAStepHasShownWhatOneTakes() {
        Instant begun = Instant.parse("2026-03-01T12:00:00Z");
        Resharding way = new Resharding(3, 50, begun);
        Instant longAgo = begun.minusSeconds(3600);
        Instant first = begun.plusSeconds(60);

        assertThat(way.steps()).isEqualTo(5);
        assertThat(way.doneAt(List.of(longAgo, first))).isEmpty();
        assertThat(way.doneAt(List.of(longAgo, first, first.plusSeconds(100)))).contains(first.plusSeconds(500));
        assertThat(way.doneAt(List.of(first.plusSeconds(300), first, first.plusSeconds(100))))
                .contains(first.plusSeconds(750));
    }

    @Test
    void whoIsThereGoesNowhere() {
        assertThat(Resharding.path(7, 7)).isEmpty();
    }

    @Test
    void noHopIsMoreThanAwsAllowsAndEveryWayEndsInTen() {
        for (int from = 0; from <= 300; from++) {
            for (int to = 1; to <= 300; to++) {
                int at = Math.max(1, from);
                List<Integer> path = Resharding.path(from, to);
                for (int hop : path) {
                    assertThat(hop).isBetween((at + 1) / 2, 2 * at);
                    at = hop;
                }
                assertThat(at).isEqualTo(to);
                assertThat(path).hasSizeLessThanOrEqualTo(10);
            }
        }
    }
}
