package dev.encryptedkinesis.operator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DelaysTest {
    private final VirtualClock clock = VirtualClock.create();

    @Test
    void creationTakesATimeFromItsRange() {
        var took = LongStream.range(0, 50).mapToObj(this::creationWithSeed).toList();

        assertThat(took)
                .allSatisfy(time -> assertThat(time)
                        .isBetween(
                                Delays.likeAws().creation().shortest(),
                                Delays.likeAws().creation().longest()));
        assertThat(took).doesNotHaveDuplicates();
    }

    @Test
    void theSameSeedGivesTheSameTimes() {
        assertThat(creationWithSeed(7)).isEqualTo(creationWithSeed(7));
    }

    @Test
    void reshardingTakesLongerTheMoreShardsItTouches() {
        assertThat(reshardingFrom(100)).isGreaterThan(reshardingFrom(1).plusSeconds(60));
    }

    @Test
    void aRangeIsFromShorterToLonger() {
        assertThatThrownBy(() -> new Delays.Range(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Duration creationWithSeed(long seed) {
        Account account =
                new Account(clock, SimulatedAws.builder(clock).seed(seed).build());
        account.create("orders", 1);
        clock.advance(Duration.ofHours(1));
        StreamTimeline timeline = account.aws().timeline("orders").orElseThrow();
        return Duration.between(timeline.createdAt(), timeline.activeAt().orElseThrow());
    }

    private Duration reshardingFrom(int shards) {
        Account account = new Account(clock, SimulatedAws.at(clock));
        account.create("orders", shards);
        clock.advance(Duration.ofHours(1));
        account.reshard("orders", 2 * shards);
        var requested = clock.instant();
        clock.advance(Duration.ofHours(1));
        var moments = account.aws().timeline("orders").orElseThrow().moments();
        return Duration.between(requested, moments.get(moments.size() - 1).at());
    }
}
