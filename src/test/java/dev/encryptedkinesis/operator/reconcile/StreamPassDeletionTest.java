package dev.encryptedkinesis.operator.reconcile;

import static dev.encryptedkinesis.operator.reconcile.FakeAws.DESCRIBE_STREAM;
import static dev.encryptedkinesis.operator.reconcile.FakeAws.LIST_TAGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.stream.Failure.Kind;
import dev.encryptedkinesis.operator.stream.NextStep.Farewell;
import dev.encryptedkinesis.operator.stream.Situation;
import dev.encryptedkinesis.operator.stream.StreamState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which calls the passes over an object make that goes. */
class StreamPassDeletionTest {

    private static final String DELETE = "DeleteStream";
    private static final Situation WELL = Situation.allIsWell();

    private final Bench bench = new Bench();

    @Test
    void aStreamOfOursIsDeletedAndItsKeyNotAskedAbout() {
        Departure departure = bench.showing(WELL).terminate(WELL);

        assertThat(bench.aws.calls()).containsExactly(DESCRIBE_STREAM, LIST_TAGS, DELETE);
        assertThat(departure).isInstanceOf(Departure.Continues.class);
        assertThat(bench.condition(ConditionType.Ready)).isEqualTo("False Terminating");
    }

    @Test
    void theObjectGoesOnceTheStreamIsGone() {
        bench.showing(WELL).terminate(WELL);
        bench.showing(WELL.inState(StreamState.DELETING));
        assertThat(bench.terminate(WELL)).isInstanceOf(Departure.Continues.class);
        bench.aws.hasNoStream();

        assertThat(bench.terminate(WELL)).isEqualTo(new Departure.Released(Farewell.GONE));
    }

    @Test
    void aStreamOfSomebodyElseIsLeftAlone() {
        Departure departure = bench.showing(WELL.havingTags(Map.of())).terminate(WELL);

        assertThat(bench.aws.calls()).containsExactly(DESCRIBE_STREAM, LIST_TAGS);
        assertThat(departure).isEqualTo(new Departure.Released(Farewell.NOT_OURS));
    }

    @Test
    void aDeletionWithoutAnAnswerIsLookedForAndNotRepeated() {
        bench.showing(WELL).aws.fails(DELETE, Kind.AMBIGUOUS);
        bench.terminate(WELL);
        bench.aws.calls();

        bench.terminate(WELL);
        assertThat(bench.aws.calls()).doesNotContain(DELETE);

        bench.passes(Duration.ofSeconds(15));
        bench.terminate(WELL);
        assertThat(bench.aws.calls()).contains(DELETE);
    }

    @Test
    void aRefusalIsTold() {
        bench.showing(WELL).aws.fails(DELETE, Kind.DENIED);

        bench.terminate(WELL);

        assertThat(bench.condition(ConditionType.Stalled)).isEqualTo("True AccessDenied");
    }

    @Test
    void anObjectIsNotReleasedWhileAwsCannotBeAsked() {
        bench.showing(WELL).aws.fails(DESCRIBE_STREAM, Kind.TRANSIENT, Kind.TRANSIENT, Kind.TRANSIENT);

        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(bench.terminate(WELL)).isInstanceOf(Departure.Continues.class);
        }
        assertThat(bench.condition(ConditionType.Ready)).isEqualTo("Unknown AwsUnreachable");
    }
}
