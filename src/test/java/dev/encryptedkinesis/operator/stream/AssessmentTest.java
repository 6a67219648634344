package dev.encryptedkinesis.operator.stream;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.ALIAS;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.AWS_MANAGED_KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY_ID;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.OTHER_KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.awsManaged;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.enabled;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How far a stream is from being encrypted under the wanted key. */
class AssessmentTest {

    private static final Situation WELL = Situation.allIsWell();
    private static final Situation NEW = Situation.notEncrypted();
    private static final Situation OTHER =
            WELL.withKeyId(OTHER_KEY, enabled(OTHER_KEY)).encryptedSince(OTHER_KEY, Duration.ofHours(1));
    private static final StreamAction START = new StreamAction.StartEncryption(KEY);
    private static final Duration JUST_NOW = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    static Stream<Arguments> states() {
        return Stream.of(
                arguments("no stream", Situation.noStream(), Encryption.NOT_ENCRYPTED),
                arguments("nobody looked", NEW.withStream(new ObservedStream.Unseen()), Encryption.NOT_ENCRYPTED),
                arguments("new stream", NEW, Encryption.NOT_ENCRYPTED),
                arguments("being created", NEW.inState(StreamState.CREATING), Encryption.NOT_ENCRYPTED),
                arguments("started, not shown yet", NEW.afterAction(START, JUST_NOW), Encryption.ENCRYPTING),
                arguments(
                        "started, UPDATING",
                        NEW.afterAction(START, MINUTE).inState(StreamState.UPDATING),
                        Encryption.ENCRYPTING),
                arguments("started, and came to nothing", NEW.afterAction(START, MINUTE), Encryption.NOT_ENCRYPTED),
                arguments(
                        "started, UPDATING, and KMS is silent",
                        NEW.withWantedKey(silence()).afterAction(START, MINUTE).inState(StreamState.UPDATING),
                        Encryption.ENCRYPTING),
                arguments(
                        "started, UPDATING, and shows the key already",
                        WELL.withHistory(StreamHistory.NONE)
                                .afterAction(START, MINUTE)
                                .inState(StreamState.UPDATING),
                        Encryption.ENCRYPTING),
                arguments(
                        "seen ACTIVE under the key for the first time",
                        WELL.withHistory(StreamHistory.NONE).afterAction(START, MINUTE),
                        Encryption.SETTLING),
                arguments(
                        "seen so for less than 5 s",
                        WELL.encryptedSince(KEY, Duration.ofMillis(4999)),
                        Encryption.SETTLING),
                arguments("seen so for 5 s", WELL.encryptedSince(KEY, Duration.ofSeconds(5)), Encryption.SETTLED),
                arguments("resharding", WELL.inState(StreamState.UPDATING), Encryption.SETTLED),
                arguments("being deleted", WELL.inState(StreamState.DELETING), Encryption.SETTLED),
                arguments("another key", OTHER, Encryption.WRONG_KEY),
                arguments("another key, resharding", OTHER.inState(StreamState.UPDATING), Encryption.WRONG_KEY),
                arguments(
                        "another key, change not shown yet",
                        OTHER.afterAction(START, JUST_NOW),
                        Encryption.CHANGING_KEY),
                arguments(
                        "another key, change UPDATING",
                        OTHER.afterAction(START, MINUTE).inState(StreamState.UPDATING),
                        Encryption.CHANGING_KEY),
                arguments(
                        "another key, change came to nothing", OTHER.afterAction(START, MINUTE), Encryption.WRONG_KEY),
                arguments(
                        "change UPDATING, and shows the new key already",
                        WELL.encryptedSince(OTHER_KEY, Duration.ofHours(1))
                                .afterAction(START, MINUTE)
                                .inState(StreamState.UPDATING),
                        Encryption.CHANGING_KEY),
                arguments("the same key by its id", WELL.withKeyId(KEY_ID, enabled(KEY)), Encryption.SETTLED),
                arguments("another key by its alias", WELL.withKeyId(ALIAS, enabled(OTHER_KEY)), Encryption.WRONG_KEY));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource
    void states(String name, Situation situation, Encryption expected) {
        assertThat(situation.assess().encryption()).isEqualTo(expected);
    }

    @Nested
    class WhileKmsIsSilent {

        @Test
        void aKeyArnSpeaksForItself() {
            assertThat(WELL.withBothKeys(silence()).assess().encryption()).isEqualTo(Encryption.SETTLED);
            assertThat(OTHER.withBothKeys(silence()).assess().encryption()).isEqualTo(Encryption.WRONG_KEY);
        }

        @Test
        void aliasesDoNot() {
            assertThat(WELL.withKey(ALIAS).withBothKeys(silence()).assess().encryption())
                    .isEqualTo(Encryption.UNDETERMINED);
            assertThat(WELL.withKeyId(ALIAS, silence()).assess().encryption()).isEqualTo(Encryption.UNDETERMINED);
        }

        @Test
        void theAwsManagedKeyDoesNotSeemToChange() {
            Situation underAwsManagedKey = WELL.withKey(WantedKey.AWS_MANAGED.id())
                    .withKeyId(WantedKey.AWS_MANAGED.id(), awsManaged())
                    .withBothKeys(awsManaged())
                    .encryptedSince(AWS_MANAGED_KEY, Duration.ofHours(1));

            assertThat(underAwsManagedKey.assess().encryption()).isEqualTo(Encryption.SETTLED);
            assertThat(underAwsManagedKey.withBothKeys(silence()).assess().encryption())
                    .isEqualTo(Encryption.UNDETERMINED);
        }
    }

    /** KMS names the wanted key, and not this one. */
    @ParameterizedTest
    @EnumSource(names = {"NOT_FOUND", "ACCESS_DENIED"})
    void aKeyThatKmsDoesNotNameIsNotTheWantedOne(KeyVerdict verdict) {
        assertThat(WELL.withKeyId("alias/gone", KeyAnswers.leadingTo(verdict))
                        .assess()
                        .encryption())
                .isEqualTo(Encryption.WRONG_KEY);
    }

    @Test
    void withoutAStreamThereIsNoKey() {
        assertThat(Situation.noStream().assess().currentKeyArn()).isEmpty();
        assertThat(NEW.assess().currentKeyArn()).isEmpty();
    }

    @Nested
    class WhenSomebodyElseActs {

        /** The last change of ours was the start of the encryption, and it was done long ago. */
        private final Situation encryptedByUs =
                WELL.encryptedSince(KEY, Duration.ofHours(1)).afterAction(START, Duration.ofHours(2));

        @Test
        void encryptionThatIsStoppedIsNoStartOfOurs() {
            assertThat(encryptedByUs
                            .withoutEncryption()
                            .inState(StreamState.UPDATING)
                            .assess()
                            .encryption())
                    .isEqualTo(Encryption.NOT_ENCRYPTED);
        }

        @Test
        void anotherKeyIsNoChangeOfOurs() {
            assertThat(encryptedByUs
                            .withKeyId(OTHER_KEY, enabled(OTHER_KEY))
                            .inState(StreamState.UPDATING)
                            .assess()
                            .encryption())
                    .isEqualTo(Encryption.WRONG_KEY);
        }

        @Test
        void aStartUnderAnotherKeyIsNoChangeToTheWantedOne() {
            assertThat(OTHER.afterAction(new StreamAction.StartEncryption(OTHER_KEY), MINUTE)
                            .inState(StreamState.UPDATING)
                            .assess()
                            .encryption())
                    .isEqualTo(Encryption.WRONG_KEY);
        }
    }

    @Nested
    class OfAnEarlierStreamOfTheSameName {

        private final Situation recreated = WELL.afterAction(START, Duration.ofHours(2))
                .afterAction(new StreamAction.Reshard(4), Duration.ofMinutes(90))
                .created(Situation.NOW.minus(Duration.ofMinutes(5)));

        @Test
        void nothingIsRememberedForThisOne() {
            assertThat(recreated.assess().encryption()).isEqualTo(Encryption.SETTLING);
            assertThat(recreated.assess().history().last()).isEmpty();
            assertThat(recreated.assess().history().spent()).isEqualTo(StreamHistory.Spent.NOTHING);
            assertThat(recreated.assess().history().tagged().keys()).isEmpty();
        }

        @Test
        void noKeyOfItsRecordsIsNeeded() {
            StreamHistory history = new StreamHistory(
                    Optional.empty(),
                    StreamHistory.Spent.NOTHING,
                    Tagged.NOTHING,
                    Attached.NOTHING,
                    Optional.empty(),
                    List.of(new PreviousKey(
                            OTHER_KEY,
                            Situation.NOW.minus(Duration.ofHours(1)),
                            Situation.NOW.plus(Duration.ofHours(23)))),
                    Progress.NONE);

            assertThat(WELL.withHistory(history).assess().history().previousKeys())
                    .hasSize(1);
            assertThat(recreated.withHistory(history).assess().history().previousKeys())
                    .isEmpty();
        }

        @Test
        void clocksMayDifferByMinutes() {
            Instant created = Situation.NOW.minus(Duration.ofHours(1)).plus(Duration.ofMinutes(9));

            assertThat(WELL.created(created).assess().encryption()).isEqualTo(Encryption.SETTLED);
        }

        @Test
        void nothingIsRememberedOnceItIsGone() {
            Situation gone = WELL.afterAction(START, Duration.ofHours(2)).withStream(new ObservedStream.Missing());

            assertThat(gone.assess().history()).isEqualTo(StreamHistory.NONE);
            assertThat(gone.assess().encryption()).isEqualTo(Encryption.NOT_ENCRYPTED);
        }

        @Test
        void aStreamThatIsNotShownYetIsNotGone() {
            Situation creating = Situation.noStream()
                    .afterAction(
                            new StreamAction.Create(
                                    WELL.desired().capacity(), WELL.desired().allTags()),
                            JUST_NOW);

            assertThat(creating.assess().history()).isEqualTo(creating.history());
        }

        @Test
        void whoHasNotLookedForgetsNothing() {
            assertThat(WELL.withStream(new ObservedStream.Unseen()).assess().history())
                    .isEqualTo(WELL.history());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartInTheMiddleChangesNothing(StreamState state) {
        Situation before = OTHER.afterAction(START, JUST_NOW).inState(state);
        // What a restarted operator has is the history that the status kept.
        Situation after = before.withHistory(before.assess().history());

        assertThat(after.assess().encryption()).isEqualTo(before.assess().encryption());
        assertThat(after.assess().history()).isEqualTo(before.assess().history());
    }

    @Test
    void settlingEndsFiveSecondsAfterTheStreamWasFirstSeenActiveUnderItsKey() {
        assertThat(WELL.encryptedSince(KEY, Duration.ofSeconds(2)).assess().settledAt())
                .contains(Situation.NOW.plusSeconds(3));
        assertThat(NEW.assess().settledAt()).isEmpty();
    }

    @Test
    void theKeyIsStartedByItsArnAndTheAwsManagedOneByItsAlias() {
        assertThat(WELL.withKey(ALIAS).assess().wantedKeyId()).contains(KEY);
        assertThat(WELL.withKey(WantedKey.AWS_MANAGED.id())
                        .withWantedKey(awsManaged())
                        .assess()
                        .wantedKeyId())
                .contains(WantedKey.AWS_MANAGED.id());
        assertThat(WELL.withWantedKey(silence()).assess().wantedKeyId()).isEmpty();
    }
}
