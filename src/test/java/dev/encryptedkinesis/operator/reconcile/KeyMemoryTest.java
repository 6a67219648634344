package dev.encryptedkinesis.operator.reconcile;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.Situation.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.Actor;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.KeyAnswers;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.Realm;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KeyMemoryTest {

    private static final Realm REALM = Realm.own("eu-west-1");

    private final FakeAws aws = new FakeAws();
    private final KeyMemory memory = new KeyMemory(aws);

    @Test
    void aUsableKeyIsAskedAboutOnceInAWhile() {
        aws.hasKey(facts("Enabled"));

        assertThat(memory.look(REALM, KEY, NOW)).isEqualTo(new KeyLookup.Found(facts("Enabled")));
        memory.look(REALM, KEY, NOW.plus(KeyMemory.GOOD_FOR).minusMillis(1));
        assertThat(aws.calls()).hasSize(1);

        memory.look(REALM, KEY, NOW.plus(KeyMemory.GOOD_FOR));
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
        memory.look(REALM, KEY, NOW);
        aws.hasKey(facts("Enabled"));

        assertThat(memory.look(REALM, KEY, NOW)).isEqualTo(new KeyLookup.Found(facts("Enabled")));
    }

    @Test
    void aFailureIsAnAnswerAndIsNotRemembered() {
        aws.hasKey(facts("Enabled"));
        aws.fails(FakeAws.DESCRIBE_KEY, Failure.Kind.THROTTLED);

        assertThat(memory.look(REALM, KEY, NOW))
                .isInstanceOfSatisfying(
                        KeyLookup.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.THROTTLED));
        assertThat(memory.look(REALM, KEY, NOW)).isInstanceOf(KeyLookup.Found.class);
    }

    @Test
    @Timeout(60)
    void passesAtTheSameMomentAskOnceAboutTheKeyThatTheyShare() {
        AtOnce atOnce = new AtOnce();
        KeyMemory shared = new KeyMemory(new HeldAws(atOnce, aws));
        aws.hasKey(facts("Enabled"));

        assertThat(atOnce.passes(() -> shared.look(REALM, KEY, NOW)))
                .extracting(Future::get)
                .hasSize(AtOnce.PASSES)
                .containsOnly(new KeyLookup.Found(facts("Enabled")));
        assertThat(atOnce.calls()).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void aFailureIsTheAnswerToAllWhoWaitForItAndToNobodyElse() {
        AtOnce atOnce = new AtOnce();
        KeyMemory shared = new KeyMemory(new HeldAws(atOnce, aws));
        aws.hasKey(facts("Enabled"));
        aws.fails(FakeAws.DESCRIBE_KEY, Failure.Kind.KEY_ACCESS_DENIED);

        assertThat(atOnce.passes(() -> shared.look(REALM, KEY, NOW)))
                .extracting(Future::get)
                .hasSize(AtOnce.PASSES)
                .hasOnlyElementsOfType(KeyLookup.Failed.class);
        assertThat(atOnce.calls()).isEqualTo(1);

        assertThat(shared.look(REALM, KEY, NOW)).isInstanceOf(KeyLookup.Found.class);
        assertThat(atOnce.calls()).isEqualTo(2);
    }

    @Test
    void theSameIdInAnotherRegionIsAnotherKey() {
        aws.hasKey(facts("Enabled"));
        memory.look(REALM, KEY, NOW);

        memory.look(Realm.own("eu-central-1"), KEY, NOW);

        assertThat(aws.calls()).hasSize(2);
    }

    /** AWS may tell the one and not the other. */
    @Test
    void whatOneIdentityWasToldIsNotToldToAnother() {
        aws.hasKey(facts("Enabled"));
        memory.look(new Realm(new Actor("a", Optional.empty()), "eu-west-1"), KEY, NOW);
        aws.fails(FakeAws.DESCRIBE_KEY, Failure.Kind.KEY_ACCESS_DENIED);

        assertThat(memory.look(new Realm(new Actor("b", Optional.empty()), "eu-west-1"), KEY, NOW))
                .isInstanceOf(KeyLookup.Failed.class);
    }

    @Test
    void aKeyThatKinesisCouldNotUseIsAskedAboutAgain() {
        aws.hasKey(facts("Enabled"));
        memory.look(REALM, KEY, NOW);

        memory.forget(REALM, KEY);
        memory.look(REALM, KEY, NOW);

        assertThat(aws.calls()).hasSize(2);
    }

    @Test
    void aClockThatWasSetBackIsNoReasonToAsk() {
        aws.hasKey(facts("Enabled"));
        memory.look(REALM, KEY, NOW);
        Instant earlier = NOW.minusSeconds(3600);

        memory.look(REALM, KEY, earlier);

        assertThat(aws.calls()).hasSize(1);
    }

    private static KeyFacts facts(String state) {
        return ((KeyLookup.Found) KeyAnswers.inState(KEY, state)).facts();
    }
}
