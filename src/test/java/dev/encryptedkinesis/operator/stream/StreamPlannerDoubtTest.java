package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.NextStep.Converged;
import dev.encryptedkinesis.operator.stream.NextStep.For;
import dev.encryptedkinesis.operator.stream.NextStep.Wait;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All looks as asked, and may look so because a change for what was asked before does not show yet. */
class StreamPlannerDoubtTest {

    private static final Situation WELL = Situation.allIsWell();

    static Stream<StreamAction> changes() {
        return Stream.of(
                new StreamAction.IncreaseRetention(48),
                new StreamAction.StartEncryption(KeyAnswers.OTHER_KEY),
                new StreamAction.Reshard(8),
                new StreamAction.DeletePolicy(Situation.ARN),
                new StreamAction.DeregisterConsumer(Situation.ARN + "/consumer/billing:1", "billing"),
                new StreamAction.RemoveTags(Set.of("team")),
                new StreamAction.AddTags(Map.of("team", "other")));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatWasDoneForAnEarlierSpecIsWaitedFor(StreamAction change) {
        assertThat(WELL.afterAction(change, Duration.ofSeconds(14)).plan())
                .isEqualTo(new Wait(For.EFFECT, Optional.of(Situation.NOW.minusSeconds(14))));
        assertThat(WELL.afterAction(change, Duration.ofSeconds(15)).plan()).isEqualTo(new Converged());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatWasDoneForThisSpecShowsAlready(StreamAction change) {
        Duration ago = Duration.ofSeconds(2);

        assertThat(WELL.afterAction(change, ago).havingMade(1, change, ago).plan())
                .isEqualTo(new Converged());
    }

    @Test
    void aTimeInTheFutureIsGarbage() {
        assertThat(WELL.afterAction(new StreamAction.Reshard(8), Duration.ofSeconds(-15))
                        .plan())
                .isEqualTo(new Converged());
    }
}
