package dev.encryptedkinesis.operator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant START = Instant.EPOCH;

    private final Timeline<String> timeline = new Timeline<>();

    @Test
    void thereIsNothingBeforeTheFirstValueAndAfterTheEnd() {
        timeline.set(START, "here");
        timeline.end(START.plusSeconds(10));

        assertThat(timeline.at(START.minusMillis(1))).isEmpty();
        assertThat(timeline.at(START)).contains("here");
        assertThat(timeline.at(START.plusMillis(9_999))).contains("here");
        assertThat(timeline.at(START.plusSeconds(10))).isEmpty();
    }

    @Test
    void aNewValueCallsOffWhatWasToCome() {
        timeline.set(START, "creating");
        timeline.set(START.plusSeconds(10), "active");

        timeline.set(START.plusSeconds(5), "deleting");

        assertThat(timeline.at(START.plusSeconds(10))).contains("deleting");
        assertThat(timeline.eventually()).contains("deleting");
    }

    @Test
    void aRevisionChangesThePresentAndTheFutureButNotThePast() {
        timeline.set(START, "updating");
        timeline.set(START.plusSeconds(10), "active");

        timeline.revise(START.plusSeconds(5), value -> value + ", tagged");

        assertThat(timeline.at(START.plusSeconds(4))).contains("updating");
        assertThat(timeline.at(START.plusSeconds(5))).contains("updating, tagged");
        assertThat(timeline.at(START.plusSeconds(10))).contains("active, tagged");
    }

    @Test
    void whatIsToComeCanBeHastened() {
        timeline.set(START, "updating");
        timeline.set(START.plusSeconds(10), "active");

        timeline.hasten(START.plusSeconds(1));

        assertThat(timeline.at(START)).contains("updating");
        assertThat(timeline.at(START.plusSeconds(1))).contains("active");
    }
}
