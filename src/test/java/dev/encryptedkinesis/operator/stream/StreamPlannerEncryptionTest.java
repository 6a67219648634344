package dev.encryptedkinesis.operator.stream;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.ALIAS;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.ALIAS_ARN;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.AWS_MANAGED_KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY_ID;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.OTHER_KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.awsManaged;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.enabled;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.silence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.NextStep.Act;
import dev.encryptedkinesis.operator.stream.NextStep.Blocked;
import dev.encryptedkinesis.operator.stream.NextStep.Converged;
import dev.encryptedkinesis.operator.stream.NextStep.For;
import dev.encryptedkinesis.operator.stream.NextStep.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The key that a stream of ours is under. */
class StreamPlannerEncryptionTest {

    private static final Act START = new Act(new StreamAction.StartEncryption(KEY));
    private static final String AWS_ALIAS = WantedKey.AWS_MANAGED.id();
    private static final Situation UNDER_OTHER_KEY = Situation.allIsWell()
            .withKeyId(OTHER_KEY, enabled(OTHER_KEY))
            .encryptedSince(OTHER_KEY, Duration.ofHours(1));

    /** All else is otherwise than asked, too. */
    private static Situation nothingIsAsAsked(Situation situation) {
        return situation
                .withRetention(48, Retention.OnDecrease.REFUSE)
                .withShards(8)
                .withSpecTags(Map.of("team", "other"));
    }

    @Test
    void aStreamThatIsNotEncryptedIsEncryptedByTheKeysArn() {
        assertThat(Situation.notEncrypted().withKey(ALIAS).plan()).isEqualTo(START);
    }

    @Test
    void anotherKeyIsChangedDirectly() {
        assertThat(UNDER_OTHER_KEY.plan()).isEqualTo(START);
    }

    @Test
    void encryptionComesBeforeAllElse() {
        assertThat(nothingIsAsAsked(Situation.notEncrypted()).plan()).isEqualTo(START);
        assertThat(nothingIsAsAsked(UNDER_OTHER_KEY).plan()).isEqualTo(START);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "USABLE")
    void aKeyThatCannotBeUsedHoldsUpNothingElse(KeyVerdict verdict) {
        Situation situation = nothingIsAsAsked(Situation.notEncrypted()).withWantedKey(KeyAnswers.leadingTo(verdict));

        assertThat(situation.plan()).isEqualTo(new Act(new StreamAction.IncreaseRetention(48)));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"USABLE", "UNDETERMINED", "REFERENCE_NOT_READY"})
    void whenAllElseIsAsAskedAKeyThatCannotBeUsedIsTold(KeyVerdict verdict) {
        KeyLookup answer = KeyAnswers.leadingTo(verdict);

        assertThat(Situation.notEncrypted().withWantedKey(answer).plan()).isEqualTo(new Blocked(Blocker.KEY_UNUSABLE));
        assertThat(UNDER_OTHER_KEY.withWantedKey(answer).plan()).isEqualTo(new Blocked(Blocker.KEY_UNUSABLE));
        assertThat(Situation.allIsWell().withBothKeys(answer).plan()).isEqualTo(new Blocked(Blocker.KEY_UNUSABLE));
    }

    @Test
    void aSilentKmsIsAskedAgain() {
        Wait askAgain = new Wait(For.KEY_ANSWER, Optional.empty());

        assertThat(Situation.notEncrypted().withWantedKey(silence()).plan()).isEqualTo(askAgain);
        assertThat(Situation.allIsWell().withBothKeys(silence()).plan()).isEqualTo(askAgain);
        assertThat(Situation.allIsWell()
                        .withKey(ALIAS)
                        .withKeyId(KEY_ID, silence())
                        .plan())
                .describedAs("whether the stream's key is the wanted one is not known")
                .isEqualTo(askAgain);
    }

    /** Describe shows a key in the form in which it was given, whoever gave it. */
    @ParameterizedTest(name = "under {0}, wanted {1}")
    @CsvSource({
        KEY + ", " + KEY,
        KEY + ", " + KEY_ID,
        KEY + ", " + ALIAS,
        KEY + ", " + ALIAS_ARN,
        KEY_ID + ", " + KEY,
        KEY_ID + ", " + ALIAS,
        ALIAS + ", " + KEY,
        ALIAS + ", " + ALIAS_ARN,
        ALIAS_ARN + ", " + KEY,
        ALIAS_ARN + ", " + KEY_ID
    })
    void theSameKeyUnderAnotherNameIsNoChange(String under, String wanted) {
        assertThat(Situation.allIsWell()
                        .withKeyId(under, enabled(KEY))
                        .withKey(wanted)
                        .plan())
                .isEqualTo(new Converged());
    }

    @Nested
    class OfAws {

        private final Situation underAwsManagedKey = Situation.allIsWell()
                .withKeyId(AWS_ALIAS, awsManaged())
                .encryptedSince(AWS_MANAGED_KEY, Duration.ofHours(1));

        @Test
        void theAwsManagedKeyIsNamedByItsAlias() {
            Situation situation = Situation.allIsWell().withKey(AWS_ALIAS).withWantedKey(awsManaged());

            assertThat(situation.plan()).isEqualTo(new Act(new StreamAction.StartEncryption(AWS_ALIAS)));
        }

        @Test
        void underTheAwsManagedKeyThereIsNothingToDo() {
            assertThat(underAwsManagedKey
                            .withKey(AWS_ALIAS)
                            .withWantedKey(awsManaged())
                            .plan())
                    .isEqualTo(new Converged());
        }

        @Test
        void fromTheAwsManagedKeyToACustomersIsOneChange() {
            assertThat(underAwsManagedKey.plan()).isEqualTo(START);
        }

        /** Else each pass would start encryption under a key that is not the one asked for. */
        @Test
        void aKeyThatAwsManagesForAnotherServiceIsNotTakenForThatOfKinesis() {
            assertThat(Situation.allIsWell()
                            .withKey(AWS_MANAGED_KEY)
                            .withWantedKey(awsManaged())
                            .plan())
                    .isEqualTo(new Act(new StreamAction.StartEncryption(AWS_MANAGED_KEY)));
        }
    }

    /** KMS does not tell which key the stream is under, and will not: only a change makes the wanted one certain. */
    @ParameterizedTest
    @EnumSource(names = {"NOT_FOUND", "ACCESS_DENIED"})
    void aStreamUnderAKeyThatKmsDoesNotNameIsBroughtUnderTheWantedOne(KeyVerdict verdict) {
        assertThat(Situation.allIsWell()
                        .withKeyId("alias/gone", KeyAnswers.leadingTo(verdict))
                        .plan())
                .isEqualTo(START);
    }

    @Nested
    class AfterAStart {

        private final Situation started = Situation.notEncrypted().afterAction(START.action(), Duration.ofSeconds(10));
        private final Instant startedAt = Situation.NOW.minusSeconds(10);

        @Test
        void whatIsNotShownYetIsWaitedForAndNotRepeated() {
            assertThat(started.plan()).isEqualTo(new Wait(For.EFFECT, Optional.of(startedAt)));
        }

        @Test
        void anUpdateIsWaitedFor() {
            assertThat(started.inState(StreamState.UPDATING).plan())
                    .isEqualTo(new Wait(For.UPDATE, Optional.of(startedAt)));
        }

        @Test
        void whatIsStillNotShownAfterThatIsRepeated() {
            assertThat(Situation.notEncrypted()
                            .afterAction(START.action(), Duration.ofSeconds(15))
                            .plan())
                    .isEqualTo(START);
        }

        @Test
        void whatIsNewlyShownSettlesForFiveSeconds() {
            Situation shown = started.withKeyId(KEY, enabled(KEY));

            assertThat(shown.plan()).isEqualTo(new Wait(For.SETTLING, Optional.of(Situation.NOW)));
            assertThat(planAfter(shown, Duration.ofMillis(4999)))
                    .isEqualTo(new Wait(For.SETTLING, Optional.of(Situation.NOW)));
            assertThat(planAfter(shown, Duration.ofSeconds(5))).isEqualTo(new Converged());
        }

        /** The spec wants the former key again: that AWS still shows it is no proof that it stays. */
        @Test
        void whatMayBeFromBeforeAChangeToAnotherKeyIsNotBelieved() {
            Situation takenBack = Situation.allIsWell()
                    .afterAction(new StreamAction.StartEncryption(AWS_ALIAS), Duration.ofSeconds(10));

            assertThat(takenBack.assess().encryption()).isEqualTo(Encryption.CHANGING_KEY);
            assertThat(takenBack.plan()).isEqualTo(new Wait(For.EFFECT, Optional.of(startedAt)));
        }

        @Test
        void aStreamOnItsWayToAnotherKeyIsNotUnderTheWantedOne() {
            Situation leaving = Situation.allIsWell()
                    .afterAction(new StreamAction.StartEncryption(AWS_ALIAS), Duration.ofMinutes(1))
                    .inState(StreamState.UPDATING);

            assertThat(leaving.assess().encryption()).isEqualTo(Encryption.CHANGING_KEY);
        }

        @Test
        void afterFifteenSecondsItIs() {
            Situation takenBack = Situation.allIsWell()
                    .afterAction(new StreamAction.StartEncryption(AWS_ALIAS), Duration.ofSeconds(15));

            assertThat(takenBack.assess().encryption()).isEqualTo(Encryption.SETTLED);
            assertThat(takenBack.plan()).isEqualTo(new Converged());
        }

        /** With the history that the first look left, as a restarted operator reads it in the status. */
        private NextStep planAfter(Situation shown, Duration later) {
            return new StreamPlanner()
                    .plan(shown.withHistory(shown.assess().history()).assessAt(Situation.NOW.plus(later)));
        }
    }
}
