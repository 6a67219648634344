package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreviousKeyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    @Test
    void aKeyThatWasReplacedIsNeededUntilItsRecordsHaveRunOut() {
        assertThat(after(List.of(), "old", "new", DAY, NOW))
                .containsExactly(new PreviousKey("old", NOW, NOW.plus(DAY)));
    }

    @Test
    void soIsTheKeyOfAStreamWhoseEncryptionSomebodyStopped() {
        assertThat(PreviousKey.after(List.of(), Optional.of("old"), Optional.empty(), DAY, NOW))
                .containsExactly(new PreviousKey("old", NOW, NOW.plus(DAY)));
    }

    @Test
    void theSameKeyIsNoPreviousOne() {
        assertThat(after(List.of(), "key", "key", DAY, NOW)).isEmpty();
    }

    @Test
    void aLongerRetentionKeepsItsRecordsLonger() {
        List<PreviousKey> before = after(List.of(), "old", "new", DAY, NOW);

        assertThat(after(before, "new", "new", DAY.multipliedBy(7), NOW.plus(Duration.ofHours(23))))
                .containsExactly(new PreviousKey("old", NOW, NOW.plus(DAY.multipliedBy(7))));
    }

    @Test
    void aShorterRetentionIsNotReliedOn() {
        List<PreviousKey> before = after(List.of(), "old", "new", DAY.multipliedBy(7), NOW);

        assertThat(after(before, "new", "new", DAY, NOW.plusSeconds(1))).isEqualTo(before);
    }

    @Test
    void onceItsRecordsHaveRunOutItIsForgottenAndNoRetentionBringsItBack() {
        List<PreviousKey> before = after(List.of(), "old", "new", DAY, NOW);

        assertThat(after(before, "new", "new", DAY.multipliedBy(7), NOW.plus(DAY)))
                .isEmpty();
    }

    @Test
    void aKeyThatComesBackIsNotAPreviousOneUntilItGoesAgain() {
        List<PreviousKey> away = after(List.of(), "first", "second", DAY, NOW);
        List<PreviousKey> back = after(away, "second", "first", DAY, NOW.plusSeconds(60));
        List<PreviousKey> again = after(back, "first", "third", DAY, NOW.plusSeconds(120));

        assertThat(back).extracting(PreviousKey::keyArn).containsExactly("second");
        assertThat(again)
                .containsExactly(
                        new PreviousKey(
                                "second",
                                NOW.plusSeconds(60),
                                NOW.plusSeconds(60).plus(DAY)),
                        new PreviousKey(
                                "first",
                                NOW.plusSeconds(120),
                                NOW.plusSeconds(120).plus(DAY)));
    }

    private static List<PreviousKey> after(
            List<PreviousKey> before, String last, String current, Duration retention, Instant now) {
        return PreviousKey.after(before, Optional.of(last), Optional.of(current), retention, now);
    }
}
