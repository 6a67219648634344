package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.NextStep.Act;
import dev.encryptedkinesis.operator.stream.NextStep.Blocked;
import dev.encryptedkinesis.operator.stream.NextStep.For;
import dev.encryptedkinesis.operator.stream.NextStep.Wait;
import dev.encryptedkinesis.operator.stream.Observation.Claims;
import dev.encryptedkinesis.operator.stream.Policies.Adoption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A stream that is not there yet. */
class StreamPlannerCreationTest {

    private static final Situation NO_STREAM = Situation.noStream();
    private static final StreamAction CREATE = new StreamAction.Create(
            new Capacity.Provisioned(4), NO_STREAM.desired().allTags());

    @Test
    void aStreamIsCreatedWithItsTagsOnceItsKeyIsKnownToBeUsable() {
        assertThat(NO_STREAM.plan()).isEqualTo(new Act(CREATE));
        assertThat(NO_STREAM.desired().allTags())
                .containsAllEntriesOf(Situation.SPEC_TAGS)
                .containsAllEntriesOf(Situation.OWNER.tags());
    }

    @Test
    void aStreamThatNobodyLookedAtIsCreatedInTheSameWay() {
        assertThat(NO_STREAM.withStream(new ObservedStream.Unseen()).plan()).isEqualTo(new Act(CREATE));
    }

    @Test
    void anOnDemandStreamIsCreatedAsOne() {
        Capacity onDemand = new Capacity.OnDemand();

        assertThat(NO_STREAM.withCapacity(onDemand).plan())
                .isEqualTo(new Act(
                        new StreamAction.Create(onDemand, NO_STREAM.desired().allTags())));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"USABLE", "UNDETERMINED", "REFERENCE_NOT_READY"})
    void noStreamIsCreatedForAKeyThatCannotEncryptIt(KeyVerdict verdict) {
        Situation situation = NO_STREAM.withWantedKey(KeyAnswers.leadingTo(verdict));

        assertThat(situation.plan()).isEqualTo(new Blocked(Blocker.KEY_UNUSABLE));
        assertThat(situation.withStream(new ObservedStream.Unseen()).plan())
                .isEqualTo(new Blocked(Blocker.KEY_UNUSABLE));
    }

    @Test
    void noStreamIsCreatedWhileKmsDoesNotAnswer() {
        assertThat(NO_STREAM.withWantedKey(KeyAnswers.silence()).plan())
                .isEqualTo(new Wait(For.KEY_ANSWER, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"ADOPT_ONLY"})
    void everyPolicyButAdoptOnlyCreatesWhatIsMissing(Adoption adoption) {
        assertThat(NO_STREAM.withAdoption(adoption).plan()).isEqualTo(new Act(CREATE));
    }

    @ParameterizedTest
    @EnumSource
    void adoptOnlyCreatesNothingWhateverTheKey(KeyVerdict verdict) {
        assertThat(NO_STREAM
                        .withAdoption(Adoption.ADOPT_ONLY)
                        .withWantedKey(KeyAnswers.leadingTo(verdict))
                        .plan())
                .isEqualTo(new Blocked(Blocker.NOTHING_TO_ADOPT));
    }

    @Test
    void anOlderObjectThatWantsTheStreamHasIt() {
        Claims claims = new Claims(Optional.of(new Owner("cluster-1", "shop", "first", "uid-0")), List.of());

        assertThat(NO_STREAM.withClaims(claims).plan()).isEqualTo(new Blocked(Blocker.NAME_TAKEN));
    }

    @Test
    void aCreationThatIsNotShownYetIsWaitedForAndNotRepeated() {
        Duration ago = Duration.ofSeconds(14);

        assertThat(NO_STREAM.afterAction(CREATE, ago).plan())
                .isEqualTo(new Wait(For.EFFECT, Optional.of(Situation.NOW.minus(ago))));
    }

    @Test
    void aCreationThatIsStillNotShownAfterThatIsRepeated() {
        assertThat(NO_STREAM.afterAction(CREATE, Duration.ofSeconds(15)).plan()).isEqualTo(new Act(CREATE));
    }

    @Test
    void aStreamThatVanishedIsCreatedAnew() {
        assertThat(Situation.allIsWell()
                        .withStream(new ObservedStream.Missing())
                        .plan())
                .isEqualTo(new Act(CREATE));
    }
}
