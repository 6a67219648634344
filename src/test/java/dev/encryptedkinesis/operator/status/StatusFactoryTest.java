package dev.encryptedkinesis.operator.status;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.ALIAS;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.OTHER_KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.enabled;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.pendingDeletion;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.silence;
import static dev.encryptedkinesis.operator.stream.Situation.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.EncryptionStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.stream.CapacityMode;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.ObservedStream;
import dev.encryptedkinesis.operator.stream.Progress;
import dev.encryptedkinesis.operator.stream.Retention;
import dev.encryptedkinesis.operator.stream.Situation;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamHistory;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a status follows from the one before it; what it says is in {@link ConditionsTest}. */
class StatusFactoryTest {

    private static final Situation WELL = Situation.allIsWell();
    private static final StatusFactory LATER = new StatusFactory(Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));
    private static final Failure UNREACHABLE =
            new Failure(Failure.Kind.TRANSIENT, "DescribeStreamSummary", "Timeout", "No answer came in time");

    @Nested
    class Conditions {

        @Test
        void beginWithReady() {
            assertThat(Moments.all().values())
                    .allSatisfy(status ->
                            assertThat(status.conditions().get(0).getType()).isEqualTo("Ready"));
        }

        @Test
        void carryTheGenerationThatTheyWereJudgedBy() {
            EncryptedKinesisStreamStatus status = LATER.of(Told.FIRST, 7L, Told.turn(WELL));

            assertThat(status.observedGeneration()).isEqualTo(7);
            assertThat(status.conditions())
                    .extracting(Condition::getObservedGeneration)
                    .containsOnly(7L);
        }

        @Test
        void keepSinceWhenTheyAreSoWhileTheyAreSo() {
            EncryptedKinesisStreamStatus before = Told.status(WELL.withShards(8));
            EncryptedKinesisStreamStatus after =
                    LATER.of(before, 1L, Told.turn(WELL.withRetention(48, Retention.OnDecrease.REFUSE)));

            assertThat(condition(after, ConditionType.Synced).getReason())
                    .isNotEqualTo(condition(before, ConditionType.Synced).getReason());
            assertThat(condition(after, ConditionType.Synced).getLastTransitionTime())
                    .isEqualTo(NOW.toString());
        }

        @Test
        void sayWhenTheyTurned() {
            EncryptedKinesisStreamStatus after = LATER.of(Told.status(WELL.withShards(8)), 1L, Told.turn(WELL));

            assertThat(condition(after, ConditionType.Synced).getLastTransitionTime())
                    .isEqualTo("2026-03-01T12:01:00Z");
            assertThat(condition(after, ConditionType.Encrypted).getLastTransitionTime())
                    .isEqualTo(NOW.toString());
        }

        @Test
        void ofWorkAndOfStandstillAreThereOnlyWhileTrue() {
            EncryptedKinesisStreamStatus stalled = Told.status(WELL.havingRetention(48));
            EncryptedKinesisStreamStatus ready = LATER.of(stalled, 1L, Told.turn(WELL));

            assertThat(ConditionList.find(stalled.conditions(), ConditionType.Stalled))
                    .isPresent();
            assertThat(ready.conditions())
                    .extracting(Condition::getType)
                    .containsExactly("Ready", "StreamActive", "Encrypted", "KeyUsable", "Synced");
        }
    }

    @Nested
    class WhatWasSaidBefore {

        private final EncryptedKinesisStreamStatus well = Told.status(WELL);

        @Test
        void standsWhileAwsDoesNotAnswerWithTheGenerationThatItWasSaidOf() {
            EncryptedKinesisStreamStatus after = LATER.unobservable(well, 2L, UNREACHABLE);

            assertThat(condition(after, ConditionType.Ready).getObservedGeneration())
                    .isEqualTo(2);
            assertThat(condition(after, ConditionType.Encrypted)).isEqualTo(condition(well, ConditionType.Encrypted));
            assertThat(condition(after, ConditionType.Synced)).isEqualTo(condition(well, ConditionType.Synced));
            assertThat(after.streamARN()).isEqualTo(well.streamARN());
            assertThat(after.encryption()).isEqualTo(well.encryption());
        }

        @Test
        void standsWhileTheSpecCannotBeFollowed() {
            EncryptedKinesisStreamStatus after = LATER.refused(well, 2L, Reason.InvalidSpec, "spec is missing.");

            assertThat(condition(after, ConditionType.Encrypted)).isEqualTo(condition(well, ConditionType.Encrypted));
            assertThat(condition(after, ConditionType.Ready).getStatus()).isEqualTo("False");
        }

        @Test
        void standsOfTheSameKeyWhileKmsIsSilent() {
            Situation wantedByAlias = WELL.withKey(ALIAS);
            EncryptedKinesisStreamStatus before = Told.status(wantedByAlias);

            assertThat(condition(
                            LATER.of(before, 1L, Told.turn(wantedByAlias.withBothKeys(silence()))),
                            ConditionType.Encrypted))
                    .isEqualTo(condition(before, ConditionType.Encrypted));
        }

        /** Which may name another key, for all that is known. */
        @Test
        void doesNotStandOfAnEarlierSpec() {
            Situation wantedByAlias = WELL.withKey(ALIAS);
            EncryptedKinesisStreamStatus before = Told.status(wantedByAlias);

            assertThat(condition(
                                    LATER.of(before, 2L, Told.turn(wantedByAlias.withBothKeys(silence()))),
                                    ConditionType.Encrypted)
                            .getStatus())
                    .isEqualTo("Unknown");
        }

        @Test
        void doesNotStandOfAnotherKey() {
            EncryptedKinesisStreamStatus before = Told.status(WELL.withKey(ALIAS));
            Situation changed =
                    WELL.withKey(ALIAS).withKeyId(OTHER_KEY, silence()).withWantedKey(silence());

            assertThat(condition(LATER.of(before, 1L, Told.turn(changed)), ConditionType.Encrypted)
                            .getStatus())
                    .isEqualTo("Unknown");
        }

        @Test
        void doesNotStandOfAStreamThatVanished() {
            EncryptedKinesisStreamStatus after =
                    LATER.of(well, 1L, Told.turn(WELL.withStream(new ObservedStream.Missing())));

            assertThat(condition(after, ConditionType.Encrypted).getStatus()).isEqualTo("False");
            assertThat(condition(after, ConditionType.Synced).getStatus()).isEqualTo("Unknown");
            assertThat(after.streamARN()).isNull();
            assertThat(after.encryption()).isNull();
        }
    }

    @Nested
    class Facts {

        @Test
        void areWhatAwsReports() {
            EncryptedKinesisStreamStatus status = Told.status(WELL.withShards(8)
                    .havingShards(CapacityMode.PROVISIONED, 4)
                    .afterAction(new StreamAction.IncreaseRetention(24), Duration.ofHours(1)));

            assertThat(status.streamARN()).isEqualTo(Situation.ARN);
            assertThat(status.streamStatus()).isEqualTo("ACTIVE");
            assertThat(status.mode()).isEqualTo("Provisioned");
            assertThat(status.shards()).isEqualTo(4);
            assertThat(status.retentionHours()).isEqualTo(24);
            assertThat(status.encryption())
                    .isEqualTo(new EncryptionStatus(
                            KEY,
                            shortened(KEY),
                            KEY,
                            "CUSTOMER",
                            "Enabled",
                            null,
                            "2026-03-01T11:00:00Z",
                            25,
                            List.of()));
        }

        private static String shortened(String arn) {
            return arn.substring(arn.indexOf("key/") + "key/".length());
        }

        @Test
        void tellWhenTheKeyWillBeDeleted() {
            assertThat(Told.status(WELL.withBothKeys(pendingDeletion()))
                            .encryption()
                            .keyDeletionDate())
                    .isEqualTo("2026-04-01T00:00:00Z");
        }

        @Test
        void ofAnotherFormOfTheKeyNameBoth() {
            EncryptionStatus encryption =
                    Told.status(WELL.withKeyId(ALIAS, enabled(KEY))).encryption();

            assertThat(encryption.keyId()).isEqualTo(ALIAS);
            assertThat(encryption.keyARN()).isEqualTo(KEY);
        }

        @Test
        void callTheKeyAsTheSpecDoesIfItIsThatKey() {
            assertThat(Told.status(WELL.withKey(ALIAS)).encryption().key()).isEqualTo(ALIAS);
            assertThat(Told.status(WELL.withKey("arn:aws:kms:eu-west-1:123456789012:" + ALIAS))
                            .encryption()
                            .key())
                    .isEqualTo(ALIAS);
            assertThat(Told.status(WELL.withKey(ALIAS).withKeyId(OTHER_KEY, enabled(OTHER_KEY)))
                            .encryption()
                            .key())
                    .isEqualTo(shortened(OTHER_KEY));
        }
    }

    @Nested
    class ARequest {

        private final Situation notEncrypted = Situation.notEncrypted();
        private final StreamAction start = new StreamAction.StartEncryption(KEY);

        @Test
        void thatWasAcceptedIsRemembered() {
            assertThat(Told.turn(notEncrypted).history())
                    .isEqualTo(StreamHistory.NONE.after(start, NOW).with(Progress.NONE.after(start, NOW)));
        }

        @Test
        void thatWasRefusedIsNot() {
            assertThat(Told.refused(notEncrypted, failure(Failure.Kind.THROTTLED))
                            .history())
                    .isEqualTo(StreamHistory.NONE);
        }

        /** It may have been carried out; and carried out twice it would count twice. */
        @Test
        void thatGotNoAnswerIsRemembered() {
            Turn turn = Told.refused(notEncrypted, failure(Failure.Kind.AMBIGUOUS));

            assertThat(turn.history()).isEqualTo(StreamHistory.NONE.after(start, NOW));
            assertThat(turn.accepted()).isEmpty();
            assertThat(Told.status(turn).encryption().keyChangesLeft()).isEqualTo(24);
        }

        private Failure failure(Failure.Kind kind) {
            return new Failure(kind, "StartStreamEncryption", kind.name(), "No");
        }
    }

    @Test
    void equalFindingsMakeAnEqualStatus() {
        EncryptedKinesisStreamStatus first = Told.status(WELL);
        Situation again = WELL.withHistory(Histories.read(first));

        assertThat(LATER.of(first, 1L, Told.turn(again))).isEqualTo(first);
        assertThat(LATER.unobservable(LATER.unobservable(first, 1L, UNREACHABLE), 1L, UNREACHABLE))
                .isEqualTo(LATER.unobservable(first, 1L, UNREACHABLE));
    }

    private static Condition condition(EncryptedKinesisStreamStatus status, ConditionType type) {
        Optional<Condition> found = ConditionList.find(status.conditions(), type);
        assertThat(found)
                .describedAs("%s among %s", type, List.of(status.conditions()))
                .isPresent();
        return found.get();
    }
}
