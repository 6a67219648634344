package dev.encryptedkinesis.operator.stream;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.OTHER_KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.enabled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.encryptedkinesis.operator.stream.NextStep.Blocked;
import dev.encryptedkinesis.operator.stream.NextStep.Converged;
import dev.encryptedkinesis.operator.stream.NextStep.For;
import dev.encryptedkinesis.operator.stream.NextStep.Wait;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An object that only observes. */
class StreamPlannerObserveOnlyTest {

    private static final Situation WELL = Situation.allIsWell().observeOnly();

    static Stream<Arguments> differences() {
        return Stream.of(
                arguments("no stream", Situation.noStream().observeOnly()),
                arguments("not encrypted", Situation.notEncrypted().observeOnly()),
                arguments("another key", WELL.withKeyId(OTHER_KEY, enabled(OTHER_KEY))),
                arguments("another number of shards", WELL.withShards(5)),
                arguments("another mode", WELL.withCapacity(new Capacity.OnDemand())),
                arguments("a shorter retention", WELL.withRetention(48, Retention.OnDecrease.REFUSE)),
                arguments("a longer retention", WELL.havingRetention(48)),
                arguments("a missing tag", WELL.withSpecTags(Map.of("stage", "test"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void differences(String difference, Situation situation) {
        assertThat(situation.plan()).isEqualTo(new Blocked(Blocker.OBSERVE_ONLY));
    }

    @Test
    void aStreamOfNobodyIsAsGoodAsOneOfOurs() {
        assertThat(WELL.havingTags(Situation.SPEC_TAGS).plan()).isEqualTo(new Converged());
        assertThat(WELL.havingTags(Situation.SPEC_TAGS)
                        .alsoTagged(new Owner("cluster-2", "a", "b", "c").tags())
                        .plan())
                .isEqualTo(new Converged());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
    void motionIsWaitedFor(StreamState state) {
        assertThat(WELL.inState(state).plan()).isInstanceOf(Wait.class);
    }

    @Test
    void aSilentKmsIsAskedAgain() {
        assertThat(WELL.withBothKeys(KeyAnswers.silence()).plan())
                .isEqualTo(new Wait(For.KEY_ANSWER, Optional.empty()));
    }
}
