package dev.encryptedkinesis.operator.reconcile;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.Situation.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.KeyAnswers;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeyMemoryTest {

    private static final String REGION = "eu-west-1";

    private final FakeAws aws = new FakeAws();
    private final KeyMemory memory = new KeyMemory(aws);

    @Test
    void aUsableKeyIsAskedAboutOnceInAWhile() {
        aws.hasKey(facts("Enabled"));

        assertThat(memory.look(REGION, KEY, NOW)).isEqualTo(new KeyLookup.Found(facts("Enabled")));
        memory.look(REGION, KEY, NOW.plus(KeyMemory.GOOD_FOR).minusMillis(1));
        assertThat(aws.calls()).hasSize(1);

        memory.look(REGION, KEY, NOW.plus(KeyMemory.GOOD_FOR));
        assertThat(aws.calls()).hasSize(1);
    }

    /** Else a steady look would see the key as it was at the one before. */
    @Test
    void aWhileIsShorterThanTheSteadyIntervalAtItsShortest() {
        assertThat(KeyMemory.GOOD_FOR).isLessThan(Pace.STEADY.multipliedBy(95).dividedBy(100));
    }

    @Test
    void aKeyThatIsNotUsableIsAskedAboutEachTimeSoThatItsMendingIsSeen() {
        aws.hasKey(facts("Disabled"));
        memory.look(REGION, KEY, NOW);
        aws.hasKey(facts("Enabled"));

        assertThat(memory.look(REGION, KEY, NOW)).isEqualTo(new KeyLookup.Found(facts("Enabled")));
    }

    @Test
    void aFailureIsAnAnswerAndIsNotRemembered() {
        aws.hasKey(facts("Enabled"));
        aws.fails(FakeAws.DESCRIBE_KEY, Failure.Kind.THROTTLED);

        assertThat(memory.look(REGION, KEY, NOW))
                .isInstanceOfSatisfying(
                        KeyLookup.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.THROTTLED));
        assertThat(memory.look(REGION, KEY, NOW)).isInstanceOf(KeyLookup.Found.class);
    }

    @Test
    void theSameIdInAnotherRegionIsAnotherKey() {
        aws.hasKey(facts("Enabled"));
        memory.look(REGION, KEY, NOW);

        memory.look("eu-central-1", KEY, NOW);

        assertThat(aws.calls()).hasSize(2);
    }

    @Test
    void aKeyThatKinesisCouldNotUseIsAskedAboutAgain() {
        aws.hasKey(facts("Enabled"));
        memory.look(REGION, KEY, NOW);

        memory.forget(REGION, KEY);
        memory.look(REGION, KEY, NOW);

        assertThat(aws.calls()).hasSize(2);
    }

    @Test
    void aClockThatWasSetBackIsNoReasonToAsk() {
        aws.hasKey(facts("Enabled"));
        memory.look(REGION, KEY, NOW);
        Instant earlier = NOW.minusSeconds(3600);

        memory.look(REGION, KEY, earlier);

        assertThat(aws.calls()).hasSize(1);
    }

    private static KeyFacts facts(String state) {
        return ((KeyLookup.Found) KeyAnswers.inState(KEY, state)).facts();
    }
}
