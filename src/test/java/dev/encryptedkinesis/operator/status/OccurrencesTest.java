package dev.encryptedkinesis.operator.status;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.OTHER_KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.enabled;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.leadingTo;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.silence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.status.Occurrence.Severity;
import dev.encryptedkinesis.operator.stream.CapacityMode;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FanOutConsumer;
import dev.encryptedkinesis.operator.stream.KeyVerdict;
import dev.encryptedkinesis.operator.stream.NextStep.Farewell;
import dev.encryptedkinesis.operator.stream.ObservedStream;
import dev.encryptedkinesis.operator.stream.Policies.Adoption;
import dev.encryptedkinesis.operator.stream.Retention;
import dev.encryptedkinesis.operator.stream.Situation;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told as Events: each thing when it happens, once. */
class OccurrencesTest {

    private static final Situation WELL = Situation.allIsWell();
    private static final Situation NEW = Situation.notEncrypted();
    private static final Situation NONE = Situation.noStream();
    private static final Situation OTHER =
            WELL.withKeyId(OTHER_KEY, enabled(OTHER_KEY)).encryptedSince(OTHER_KEY, Duration.ofHours(1));
    private static final StreamAction START = new StreamAction.StartEncryption(KEY);

    @Nested
    class OfWhatWeDo {

        @Test
        void theCreation() {
            assertThat(between(Told.FIRST, NONE))
                    .containsExactly(normal(Reason.StreamCreated, "AWS creates stream orders in eu-west-1."));
        }

        @Test
        void theStartOfEncryption() {
            assertThat(between(Told.FIRST, NEW))
                    .containsExactly(normal(Reason.EncryptionStarted, "AWS starts encryption under " + KEY + "."));
        }

        @Test
        void theStartOfAKeyChange() {
            assertThat(between(Told.status(OTHER), OTHER))
                    .containsExactly(normal(
                            Reason.KeyChangeStarted, "AWS changes the key from " + OTHER_KEY + " to " + KEY + "."));
        }

        @Test
        void theAdoption() {
            assertThat(between(Told.FIRST, NEW.havingTags(Map.of()).withAdoption(Adoption.ADOPT_ONLY)))
                    .containsExactly(
                            normal(Reason.StreamAdopted, "Stream orders in eu-west-1 now belongs to this object."));
        }

        @Test
        void anyOtherChange() {
            assertThat(afterEdit(Told.status(WELL), WELL.withShards(8)))
                    .containsExactly(normal(Reason.StreamChanged, "AWS accepted UpdateShardCount to 8."));
        }

        @Test
        void theDeletion() {
            Turn turn = Told.deletion(WELL, Optional.empty());
            EncryptedKinesisStreamStatus before = Told.status(WELL);

            assertThat(Occurrences.of(before, Told.STATUSES.terminating(before, 1L, turn), turn))
                    .containsExactly(normal(Reason.StreamDeleting, "AWS deletes stream orders in eu-west-1."));
        }

        @ParameterizedTest
        @CsvSource({"THROTTLED", "AMBIGUOUS", "BUSY"})
        void nothingThatAwsDidNotAccept(Failure.Kind kind) {
            Turn turn = Told.refused(NEW, new Failure(kind, "StartStreamEncryption", kind.name(), "No"));

            assertThat(Occurrences.of(Told.FIRST, Told.status(turn), turn)).isEmpty();
        }
    }

    @Nested
    class OfEncryption {

        @Test
        void thatItIsSettledOnce() {
            EncryptedKinesisStreamStatus settling = Told.status(WELL.encryptedSince(KEY, Duration.ofSeconds(2)));

            assertThat(between(settling, WELL))
                    .containsExactly(normal(Reason.Encrypted, "New records are encrypted under " + KEY + "."));
            assertThat(between(Told.status(WELL), WELL)).isEmpty();
        }

        @Test
        void thatTheKeyIsAnotherOnce() {
            EncryptedKinesisStreamStatus changing =
                    Told.status(OTHER.afterAction(START, Duration.ofMinutes(1)).inState(StreamState.UPDATING));
            Situation changed = WELL.withHistory(Histories.read(changing));

            assertThat(between(changing, changed))
                    .containsExactly(normal(
                            Reason.KeyChanged,
                            "New records are written under " + KEY + "; those already in the stream need " + OTHER_KEY
                                    + " until retention has run out."));
            EncryptedKinesisStreamStatus after = Told.status(changed);
            assertThat(between(after, changed.withHistory(Histories.read(after))))
                    .isEmpty();
        }

        @Test
        void thatSomebodyStoppedIt() {
            Situation lost = WELL.withoutEncryption().withWantedKey(leadingTo(KeyVerdict.DISABLED));

            assertThat(between(Told.status(WELL), lost))
                    .contains(warning(
                            Reason.EncryptionLost,
                            "Somebody else changed the stream's encryption: expected " + KEY
                                    + ", found no encryption."));
            assertThat(between(Told.status(lost), lost)).isEmpty();
        }

        /** The last change of ours is its start; that it is being stopped must not pass for that. */
        @Test
        void thatSomebodyIsStoppingIt() {
            Situation encryptedByUs =
                    WELL.afterAction(START, Duration.ofHours(2)).encryptedSince(KEY, Duration.ofHours(1));

            assertThat(between(
                            Told.status(encryptedByUs),
                            encryptedByUs.withoutEncryption().inState(StreamState.UPDATING)))
                    .extracting(Occurrence::reason)
                    .containsExactly(Reason.EncryptionLost);
        }

        @Test
        void thatSomebodyChangedTheKey() {
            assertThat(between(Told.status(WELL), WELL.withKeyId(OTHER_KEY, enabled(OTHER_KEY))))
                    .contains(warning(
                            Reason.EncryptionLost,
                            "Somebody else changed the stream's encryption: expected " + KEY + ", found " + OTHER_KEY
                                    + "."));
        }

        @Test
        void butNotThatTheSpecWantsAnotherKey() {
            EncryptedKinesisStreamStatus before = Told.status(WELL);

            assertThat(between(before, WELL.withKey(OTHER_KEY).withWantedKey(enabled(OTHER_KEY))))
                    .extracting(Occurrence::reason)
                    .containsExactly(Reason.KeyChangeStarted);
        }

        @Test
        void norThatKmsIsSilent() {
            assertThat(between(Told.status(WELL), WELL.withBothKeys(silence()))).isEmpty();
        }
    }

    @Nested
    class OfTheStream {

        @Test
        void thatItVanishedOnce() {
            Situation gone = WELL.withStream(new ObservedStream.Missing()).withWantedKey(silence());

            assertThat(between(Told.status(WELL), gone))
                    .containsExactly(warning(
                            Reason.StreamVanished,
                            "Stream " + Situation.ARN + " has been deleted by somebody else, with its records."));
            assertThat(between(Told.status(gone), gone)).isEmpty();
        }

        @Test
        void notThatAStreamWhichWasJustCreatedIsHiddenOnceMore() {
            StreamAction create = new StreamAction.Create(
                    WELL.desired().capacity(), WELL.desired().allTags());
            EncryptedKinesisStreamStatus shown =
                    Told.status(NEW.afterAction(create, Duration.ofSeconds(2)).inState(StreamState.CREATING));

            assertThat(between(shown, NONE.afterAction(create, Duration.ofSeconds(2))))
                    .isEmpty();
        }

        @Test
        void notThatItWentAsWeAsked() {
            StreamAction delete = new StreamAction.Delete(StreamAction.Delete.Consumers.KEEP_STREAM_IF_ANY);
            EncryptedKinesisStreamStatus deleting =
                    Told.status(WELL.afterAction(delete, Duration.ofSeconds(30)).inState(StreamState.DELETING));

            assertThat(between(deleting, NONE.withWantedKey(silence()))).isEmpty();
        }

        @Test
        void notThatAnotherObjectHasItNow() {
            assertThat(between(
                            Told.status(WELL),
                            WELL.withStream(new ObservedStream.Unseen()).withWantedKey(silence())))
                    .isEmpty();
        }
    }

    @Nested
    class OfWhatSomebodyElseDid {

        @Test
        void eachSettingWithWhatWasFoundAndWhatIsWantedOnce() {
            Situation changed = WELL.havingRetention(168)
                    .havingShards(CapacityMode.PROVISIONED, 2)
                    .alsoTagged(Map.of("team", "other"));

            assertThat(between(Told.status(WELL), changed))
                    .contains(warning(
                            Reason.Drifted,
                            "Somebody else changed the stream: retentionHours is 168, wanted 24; shards is 2, wanted 4;"
                                    + " tags team is \"other\", wanted \"shop\"."));
            assertThat(between(Told.status(changed), changed))
                    .extracting(Occurrence::reason)
                    .doesNotContain(Reason.Drifted);
        }

        @Test
        void encryptionBeforeAllElse() {
            assertThat(between(Told.status(WELL), WELL.withoutEncryption().havingShards(CapacityMode.PROVISIONED, 2)))
                    .extracting(Occurrence::reason)
                    .containsExactly(Reason.EncryptionLost, Reason.Drifted, Reason.EncryptionStarted);
        }

        @Test
        void thatTheStreamIsAnotherOneAndNothingElseOfIt() {
            Instant later = Situation.NOW.minusSeconds(60);
            Situation replaced = WELL.withoutEncryption()
                    .havingRetention(24)
                    .havingTags(Map.of())
                    .created(later);

            assertThat(between(Told.status(WELL), replaced).get(0))
                    .isEqualTo(warning(
                            Reason.StreamReplaced,
                            "Somebody else deleted stream orders in eu-west-1, with its records, and created it anew:"
                                    + " expected the one created at "
                                    + Told.status(WELL).streamCreatedAt() + ", found one created at " + later + "."));
            assertThat(between(Told.status(WELL), replaced))
                    .extracting(Occurrence::reason)
                    .containsExactly(Reason.StreamReplaced, Reason.NameTaken);
            assertThat(between(Told.status(replaced), replaced)).isEmpty();
        }

        @Test
        void alsoToWhoOnlyObservesAndBesideWhatDifferedBefore() {
            Situation observed = WELL.observeOnly().havingRetention(168);
            EncryptedKinesisStreamStatus differing = Told.status(observed);
            Situation changed = observed.havingShards(CapacityMode.PROVISIONED, 2);

            assertThat(between(differing, observed)).isEmpty();
            assertThat(between(differing, changed))
                    .containsExactly(
                            warning(Reason.Drifted, "Somebody else changed the stream: shards is 2, wanted 4."));
            assertThat(between(Told.status(changed), changed)).isEmpty();
        }

        @Test
        void notThatTheSpecWasEdited() {
            assertThat(afterEdit(Told.status(WELL), WELL.withMaxRecordSize(2048)))
                    .extracting(Occurrence::reason)
                    .containsExactly(Reason.StreamChanged);
        }

        @Test
        void notWhatWeAreAt() {
            Situation working = WELL.withShards(50);

            assertThat(between(Told.status(working), working.havingShards(CapacityMode.PROVISIONED, 8)))
                    .extracting(Occurrence::reason)
                    .containsExactly(Reason.StreamChanged);
        }

        @Test
        void notWhatIsFoundOfAStreamThatNobodyHasSeen() {
            assertThat(between(Told.FIRST, WELL.havingRetention(48).observeOnly()))
                    .extracting(Occurrence::reason)
                    .containsExactly(Reason.Encrypted, Reason.ObservedOnly);
        }

        @Test
        void notWhatAwsMayStillHide() {
            StreamAction longer = new StreamAction.IncreaseRetention(48);
            Situation wanting = WELL.withRetention(48, Retention.OnDecrease.REFUSE);

            assertThat(between(
                            Told.status(wanting.havingRetention(48)),
                            wanting.afterAction(longer, Duration.ofSeconds(4))))
                    .isEmpty();
        }

        @Test
        void notWhatHasNotBeenLookedAt() {
            Situation naming = WELL.withConsumers("billing");
            FanOutConsumer billing = new FanOutConsumer("billing", "arn", FanOutConsumer.State.ACTIVE);

            assertThat(between(Told.status(naming.havingListed(billing)), naming))
                    .isEmpty();
        }
    }

    @Nested
    class OfAStandstill {

        private final Situation stalled = WELL.havingRetention(48);

        @Test
        void thatSomebodyMustActOnce() {
            assertThat(between(Told.FIRST, stalled))
                    .contains(warning(
                            Reason.RetentionDecreaseNotAllowed,
                            "retentionHours is 48, wanted 24. A shorter retention discards the older records at once:"
                                    + " to permit that, set allowRetentionDecrease: true."));
            assertThat(between(Told.status(stalled), stalled)).isEmpty();
        }

        @Test
        void forAnotherReasonThanBefore() {
            Situation disabled = WELL.withBothKeys(leadingTo(KeyVerdict.DISABLED));

            assertThat(between(Told.status(stalled), disabled))
                    .extracting(Occurrence::reason)
                    .containsExactly(Reason.KeyDisabled);
        }

        @Test
        void notThatItIsOver() {
            assertThat(between(Told.status(stalled), WELL)).isEmpty();
        }

        @Test
        void notThatWorkGoesOn() {
            Situation working =
                    WELL.withRetention(48, Retention.OnDecrease.REFUSE).inState(StreamState.UPDATING);

            assertThat(afterEdit(Told.status(WELL), working)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GONE, StreamDeleted, Stream orders is gone.",
        "RETAINED, StreamRetained, 'Stream orders stays, with its records and tags.'",
        "ORPHANED, StreamRetained, 'Nothing was done about stream orders, as the annotation asks.'",
        "NOT_OURS, StreamRetained, Stream orders stays: it does not belong to this object."
    })
    void farewells(Farewell farewell, Reason reason, String note) {
        assertThat(Occurrences.farewell("orders", farewell)).isEqualTo(normal(reason, note));
    }

    private static List<Occurrence> between(EncryptedKinesisStreamStatus before, Situation after) {
        return told(before, 1L, after);
    }

    private static List<Occurrence> afterEdit(EncryptedKinesisStreamStatus before, Situation after) {
        return told(before, 2L, after);
    }

    private static List<Occurrence> told(EncryptedKinesisStreamStatus before, Long generation, Situation after) {
        Turn turn = Told.turn(after);
        return Occurrences.of(before, Told.STATUSES.of(before, generation, turn), turn);
    }

    private static Occurrence normal(Reason reason, String note) {
        return new Occurrence(Severity.Normal, reason, note);
    }

    private static Occurrence warning(Reason reason, String note) {
        return new Occurrence(Severity.Warning, reason, note);
    }
}
