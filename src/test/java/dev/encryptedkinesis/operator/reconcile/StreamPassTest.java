package dev.encryptedkinesis.operator.reconcile;

import static dev.encryptedkinesis.operator.reconcile.FakeAws.DESCRIBE_KEY;
import static dev.encryptedkinesis.operator.reconcile.FakeAws.DESCRIBE_STREAM;
import static dev.encryptedkinesis.operator.reconcile.FakeAws.LIST_TAGS;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.stream.Failure.Kind;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.Observation.Claims;
import dev.encryptedkinesis.operator.stream.Owner;
import dev.encryptedkinesis.operator.stream.Policies.Adoption;
import dev.encryptedkinesis.operator.stream.Situation;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which calls a pass makes, in which order. */
class StreamPassTest {

    private static final String CREATE = "CreateStream";
    private static final String START = "StartStreamEncryption with " + KEY;
    private static final Situation WELL = Situation.allIsWell();
    private static final Situation NEW = Situation.notEncrypted().created(Situation.NOW);
    private static final Situation NONE = Situation.noStream();

    private final Bench bench = new Bench();

    @Nested
    class TheFirstLook {

        @Test
        void ofAnObjectThatCreatesItsStreamIsTheAttemptToCreateIt() {
            Outcome outcome = bench.run(NONE);

            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_KEY, CREATE);
            assertThat(Bench.reasons(outcome)).containsExactly("StreamCreated");
        }

        @Test
        void isForKeysAloneIfTheKeyCannotBeUsed() {
            bench.aws.fails(DESCRIBE_KEY, Kind.KEY_NOT_FOUND);

            bench.run(NONE);

            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_KEY);
            assertThat(bench.condition(ConditionType.Stalled)).isEqualTo("True KeyNotFound");
        }

        @Test
        void goesOnToARealOneInTheSamePassIfTheNameExists() {
            bench.showing(NEW.havingTags(Map.of())).aws.fails(CREATE, Kind.ALREADY_EXISTS);

            bench.run(NONE);

            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_KEY, CREATE, DESCRIBE_STREAM, LIST_TAGS);
            assertThat(bench.condition(ConditionType.Stalled)).isEqualTo("True NameTaken");
        }

        /** As after a creation whose status was never written. */
        @Test
        void goesOnWithWhatIsOursAlready() {
            bench.showing(NEW).aws.fails(CREATE, Kind.ALREADY_EXISTS);

            bench.run(NONE);

            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_KEY, CREATE, DESCRIBE_STREAM, LIST_TAGS, START);
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CREATE_ONLY")
        void ofAnObjectThatMayAdoptIsARealOne(Adoption adoption) {
            bench.run(NONE.withAdoption(adoption));

            assertThat(bench.aws.calls()).startsWith(DESCRIBE_KEY, DESCRIBE_STREAM);
        }

        @Test
        void ofAnObjectThatObservesIsARealOne() {
            bench.run(NONE.observeOnly());

            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_KEY, DESCRIBE_STREAM);
        }

        @Test
        void ofAnObjectWhoseStreamIsWantedByAnOlderAsksNobody() {
            bench.run(NONE, new Claims(Optional.of(new Owner("cluster-1", "shop", "first", "uid-0")), List.of()));

            assertThat(bench.aws.calls()).isEmpty();
            assertThat(bench.condition(ConditionType.Stalled)).isEqualTo("True NameTaken");
        }
    }

    @Nested
    class OfAProcessThatWasSuspended {

        @Test
        void changesNothingOnceAnotherOneMayLead() {
            bench.isSuspended(Sight.LASTS.plusSeconds(1));

            bench.run(NONE);

            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_KEY);
        }

        @Test
        void goesOnAsLongAsNoneCan() {
            bench.isSuspended(Sight.LASTS.minusSeconds(1));

            bench.run(NONE);

            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_KEY, CREATE);
        }
    }

    @Nested
    class LaterLooks {

        @Test
        void needOneCallWhileKeyAndTagsAreRemembered() {
            bench.run(NONE);
            bench.aws.calls();
            bench.showing(NEW.inState(StreamState.CREATING));

            bench.run(NONE);

            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_STREAM);
        }

        @Test
        void askForEverythingAfterARestart() {
            bench.showing(WELL).run(WELL.withAdoption(Adoption.ADOPT_ONLY));
            bench.restarts();
            bench.aws.calls();

            bench.run(WELL);

            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_KEY, DESCRIBE_STREAM, LIST_TAGS);
        }

        @Test
        void changeOneThingAtMost() {
            bench.showing(NEW).run(NONE.withAdoption(Adoption.ADOPT_ONLY).withShards(8));

            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_KEY, DESCRIBE_STREAM, LIST_TAGS, START);
        }

        @Test
        void thatFindNothingNewLeaveTheStatusAsItWas() {
            settled();
            EncryptedKinesisStreamStatus before = bench.status();
            bench.passes(Duration.ofMinutes(5));

            Outcome outcome = bench.run(WELL);

            assertThat(outcome.status()).isEqualTo(before);
            assertThat(outcome.occurrences()).isEmpty();
        }

        @Test
        void learnHowLongAwsTakes() {
            NextStep create = new NextStep.Act(new StreamAction.Create(
                    NONE.desired().capacity(), NONE.desired().allTags()));
            Duration before = bench.pace.after(create, Optional.empty(), 0, Situation.NOW);
            bench.run(NONE);
            bench.showing(NEW.inState(StreamState.CREATING)).run(NONE);
            bench.passes(Duration.ofSeconds(60));

            bench.showing(NEW).run(NONE);

            assertThat(bench.pace.after(create, Optional.empty(), 0, Situation.NOW))
                    .isGreaterThan(before.plusSeconds(20));
        }
    }

    @Nested
    class WithoutAnAnswer {

        @Test
        void aCreationIsLookedForAndNotRepeated() {
            bench.aws.fails(CREATE, Kind.AMBIGUOUS);
            bench.run(NONE);
            bench.aws.calls();

            bench.run(NONE);

            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_STREAM);
            assertThat(bench.condition(ConditionType.StreamActive)).isEqualTo("False Creating");
        }

        @Test
        void aCreationThatWasCarriedOutIsFoundByItsTags() {
            bench.aws.fails(CREATE, Kind.AMBIGUOUS);
            bench.run(NONE);
            bench.aws.calls();

            bench.showing(NEW).run(NONE);

            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_STREAM, LIST_TAGS, START);
        }

        @Test
        void aCreationThatDoesNotShowInTimeIsRepeated() {
            bench.aws.fails(CREATE, Kind.AMBIGUOUS);
            bench.run(NONE);
            bench.passes(Duration.ofSeconds(15));
            bench.aws.calls();

            bench.run(NONE);

            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_STREAM, CREATE);
        }

        @Test
        void aKeyChangeIsCountedAndNotRepeatedUntilItHadTimeToShow() {
            Situation situation = NONE.withAdoption(Adoption.ADOPT_ONLY);
            bench.showing(NEW).aws.fails("StartStreamEncryption", Kind.AMBIGUOUS);
            bench.run(situation);
            assertThat(bench.status().encryption().keyChangesLeft()).isEqualTo(24);
            assertThat(bench.condition(ConditionType.Encrypted)).isEqualTo("False NotEncrypted");
            bench.passes(Duration.ofSeconds(14));
            bench.aws.calls();

            bench.run(situation);
            assertThat(bench.aws.calls()).doesNotContain(START);
            assertThat(bench.condition(ConditionType.Encrypted)).isEqualTo("False Encrypting");

            bench.passes(Duration.ofSeconds(1));
            bench.run(situation);
            assertThat(bench.aws.calls()).endsWith(START);
        }

        @Test
        void tagsThatAreStillOnAreRemovedAgain() {
            bench.showing(WELL).run(WELL.withAdoption(Adoption.ADOPT_ONLY));
            Situation tagged = WELL.withSpecTags(Map.of("team", "other"));
            bench.run(tagged);
            bench.aws.fails("RemoveTagsFromStream", Kind.AMBIGUOUS);
            bench.run(WELL.withSpecTags(Map.of()));
            bench.aws.calls();

            bench.run(WELL.withSpecTags(Map.of()));

            assertThat(bench.aws.calls()).contains(LIST_TAGS, "RemoveTagsFromStream team");
        }

        @Test
        void tagsAreListedAgain() {
            Situation tagged = WELL.withSpecTags(Map.of("team", "shop", "stage", "test"));
            bench.showing(WELL).aws.fails("AddTagsToStream", Kind.AMBIGUOUS);
            bench.run(WELL.withAdoption(Adoption.ADOPT_ONLY));
            bench.run(tagged);
            bench.aws.calls();
            bench.showing(tagged.alsoTagged(Map.of("stage", "test")));

            bench.run(tagged);

            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_STREAM, LIST_TAGS);
        }
    }

    @Test
    void aKeyThatKinesisRefusesIsAskedAboutAgain() {
        Situation situation = NONE.withAdoption(Adoption.ADOPT_ONLY);
        bench.showing(NEW).aws.fails("StartStreamEncryption", Kind.KEY_DISABLED, Kind.THROTTLED);

        bench.run(situation);
        assertThat(bench.aws.calls()).contains(DESCRIBE_KEY);
        bench.run(situation);
        assertThat(bench.aws.calls()).contains(DESCRIBE_KEY);
        bench.run(situation);
        assertThat(bench.aws.calls()).doesNotContain(DESCRIBE_KEY);
    }

    /** A stream that is well, and has been for long enough. */
    private void settled() {
        bench.showing(WELL).run(WELL.withAdoption(Adoption.ADOPT_OR_CREATE));
        bench.passes(Duration.ofSeconds(5));
        bench.run(WELL);
        assertThat(bench.condition(ConditionType.Ready)).isEqualTo("True AsSpecified");
        bench.aws.calls();
    }
}
