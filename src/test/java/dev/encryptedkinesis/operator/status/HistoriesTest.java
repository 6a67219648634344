package dev.encryptedkinesis.operator.status;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.OTHER_KEY;
import static dev.encryptedkinesis.operator.stream.Situation.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ChangeEffort;
import dev.encryptedkinesis.operator.api.ChangeHistory;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.EncryptionStatus;
import dev.encryptedkinesis.operator.api.PreviousKeyStatus;
import dev.encryptedkinesis.operator.api.ShardWay;
import dev.encryptedkinesis.operator.stream.CapacityMode;
import dev.encryptedkinesis.operator.stream.PreviousKey;
import dev.encryptedkinesis.operator.stream.Situation;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamHistory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoriesTest {

    @Test
    void whatIsWrittenIsReadAgain() {
        Situation situation = Situation.allIsWell()
                .afterActions(3, new StreamAction.StartEncryption(KEY), Duration.ofHours(4))
                .afterActions(2, new StreamAction.Reshard(4), Duration.ofHours(3))
                .afterAction(new StreamAction.SwitchMode(Situation.ARN, CapacityMode.PROVISIONED), Duration.ofHours(2));

        assertThat(Histories.read(Told.status(situation))).isEqualTo(situation.history());
    }

    @Test
    void keysThatRecordsStillNeedAreReadAgain() {
        Situation changed = Situation.allIsWell().encryptedSince(OTHER_KEY, Duration.ofHours(1));

        assertThat(Histories.read(Told.status(changed)).previousKeys())
                .containsExactly(new PreviousKey(OTHER_KEY, NOW, NOW.plus(Duration.ofHours(24))));
    }

    @Test
    void timesAreKeptToTheMillisecondSinceSecondsLostWouldEndSettlingEarly() {
        StreamHistory history =
                StreamHistory.NONE.after(new StreamAction.StartEncryption(KEY), NOW.plusNanos(987_654_321));

        assertThat(Histories.write(history).lastAt()).isEqualTo("2026-03-01T12:00:00.987Z");
    }

    @Test
    void nothingToRememberIsNotWritten() {
        assertThat(Histories.write(StreamHistory.NONE)).isNull();
        assertThat(Histories.read(EncryptedKinesisStreamStatus.NONE)).isEqualTo(StreamHistory.NONE);
    }

    @Test
    void tagKeysAreWrittenInOneOrderSoThatEqualIsEqual() {
        StreamHistory history =
                StreamHistory.NONE.after(new StreamAction.AddTags(Map.of("c", "", "a", "", "b", "")), NOW);

        assertThat(Histories.write(history).tagKeys()).containsExactly("a", "b", "c");
    }

    /** Whoever may write statuses may write anything. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "yesterday", "2026-03-01", "2026-03-01T12:00:00", "1772366400", "-", "99999999999999"})
    void garbageIsAsIfItWereNotThere(String time) {
        ChangeHistory garbage = new ChangeHistory(
                "Reshard",
                time,
                times(time),
                times(time),
                times(time),
                "AddTagsToStream team",
                time,
                List.of(),
                null,
                null,
                List.of(new ChangeEffort("UpdateShardCount to 8", 3, time)),
                new ShardWay(4, 8, time));
        EncryptionStatus encryption = new EncryptionStatus(
                KEY,
                null,
                KEY,
                null,
                null,
                null,
                time,
                3,
                List.of(new PreviousKeyStatus(OTHER_KEY, time, time, null, null)));

        assertThat(Histories.read(status(encryption, garbage))).isEqualTo(StreamHistory.NONE);
    }

    @Test
    void aTimeWithoutAKeyOrAChangeSaysNothing() {
        ChangeHistory changes = new ChangeHistory(
                null,
                NOW.toString(),
                null,
                null,
                null,
                null,
                NOW.toString(),
                null,
                null,
                null,
                List.of(new ChangeEffort(null, 1, NOW.toString()), new ChangeEffort("x", -1, NOW.toString())),
                new ShardWay(null, -1, NOW.toString()));
        EncryptionStatus encryption = new EncryptionStatus(
                KEY,
                null,
                null,
                null,
                null,
                null,
                NOW.toString(),
                null,
                List.of(new PreviousKeyStatus(null, NOW.toString(), NOW.toString(), null, null)));

        assertThat(Histories.read(status(encryption, changes))).isEqualTo(StreamHistory.NONE);
    }

    @Test
    void whatIsReadableAmongGarbageIsRead() {
        ChangeHistory changes = new ChangeHistory(
                null,
                null,
                List.of("garbage", NOW.toString()),
                null,
                null,
                null,
                null,
                List.of("team"),
                null,
                null,
                null,
                null);

        StreamHistory history = Histories.read(status(null, changes));

        assertThat(history.spent().keyChanges()).containsExactly(NOW);
        assertThat(history.tagged().keys()).containsExactly("team");
    }

    @Test
    void aTagKeyThatIsThereTwiceIsOne() {
        ChangeHistory changes = new ChangeHistory(
                null, null, null, null, null, null, null, List.of("team", "team"), null, null, null, null);

        assertThat(Histories.read(status(null, changes)).tagged().keys()).containsExactly("team");
    }

    private static List<String> times(String time) {
        return time == null ? List.of() : List.of(time);
    }

    private static EncryptedKinesisStreamStatus status(EncryptionStatus encryption, ChangeHistory changes) {
        return new EncryptedKinesisStreamStatus(
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                encryption,
                null,
                null,
                null,
                null,
                null,
                null,
                changes);
    }
}
