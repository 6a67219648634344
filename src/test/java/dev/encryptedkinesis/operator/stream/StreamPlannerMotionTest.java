package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.NextStep.For;
import dev.encryptedkinesis.operator.stream.NextStep.Wait;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS takes changes of ACTIVE streams only. */
class StreamPlannerMotionTest {

    @ParameterizedTest
    @CsvSource({"CREATING, CREATION", "UPDATING, UPDATE", "DELETING, DELETION"})
    void whateverIsToBeDoneWaits(StreamState state, For what) {
        Situation nothingIsAsAsked = Situation.notEncrypted()
                .withShards(8)
                .withRetention(48, Retention.OnDecrease.REFUSE)
                .withSpecTags(Map.of())
                .inState(state);

        assertThat(nothingIsAsAsked.plan()).isEqualTo(new Wait(what, Optional.empty()));
        assertThat(nothingIsAsAsked.withWantedKey(KeyAnswers.notFound()).plan())
                .isEqualTo(new Wait(what, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"CREATING, CREATION", "UPDATING, UPDATE", "DELETING, DELETION"})
    void theWaitingBeganWithTheLastChange(StreamState state, For what) {
        Duration ago = Duration.ofMinutes(2);

        assertThat(Situation.allIsWell()
                        .inState(state)
                        .afterAction(new StreamAction.Reshard(4), ago)
                        .plan())
                .isEqualTo(new Wait(what, Optional.of(Situation.NOW.minus(ago))));
    }
}
