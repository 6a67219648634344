package dev.encryptedkinesis.operator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ClocksTest {
    private final VirtualClock clock = VirtualClock.create();

    @Test
    void aVirtualClockMovesOnlyWhenToldAndOnlyForwards() {
        Instant start = clock.instant();
        assertThat(clock.instant()).isEqualTo(start);

        clock.advance(Duration.ofSeconds(3));

        assertThat(clock.instant()).isEqualTo(start.plusSeconds(3));
        assertThat(clock.withZone(ZoneId.of("Asia/Tokyo")).instant()).isEqualTo(start.plusSeconds(3));
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAcceleratedClockStartsWithItsBaseAndRunsFaster() {
        Instant start = clock.instant();
        AcceleratedClock fast = new AcceleratedClock(clock, 60);
        assertThat(fast.instant()).isEqualTo(start);

        clock.advance(Duration.ofSeconds(2));

        assertThat(fast.instant()).isEqualTo(start.plusSeconds(120));
    }

    @Test
    void aStreamIsActiveWhenTheAcceleratedClockSaysSo() {
        AcceleratedClock fast = new AcceleratedClock(clock, 60);
        SimulatedAws aws = SimulatedAws.builder(fast)
                .delays(Delays.fixed(Duration.ofMinutes(1)))
                .consistency(Consistency.STRONG)
                .build();
        aws.kinesis().createStream(request -> request.streamName("orders").shardCount(1));

        clock.advance(Duration.ofSeconds(1));

        assertThat(aws.kinesis()
                        .describeStreamSummary(request -> request.streamName("orders"))
                        .streamDescriptionSummary()
                        .streamStatusAsString())
                .isEqualTo("ACTIVE");
    }
}
