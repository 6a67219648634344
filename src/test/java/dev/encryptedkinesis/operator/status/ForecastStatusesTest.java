package dev.encryptedkinesis.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.AccessOutcome;
import dev.encryptedkinesis.operator.access.AccessReview;
import dev.encryptedkinesis.operator.access.DeclaredAccess;
import dev.encryptedkinesis.operator.access.DeclaredAccess.Mode;
import dev.encryptedkinesis.operator.access.GrantState;
import dev.encryptedkinesis.operator.access.Prospect;
import dev.encryptedkinesis.operator.access.forecast.LiveUse;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.ForecastStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.stream.KeyAnswers;
import dev.encryptedkinesis.operator.stream.Situation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForecastStatusesTest {

    private static final DeclaredAccess TWO = new DeclaredAccess(
            Mode.VERIFY,
            Set.of("arn:aws:iam::123456789012:role/api"),
            Set.of("arn:aws:iam::123456789012:role/billing"));
    private static final Situation WELL = Situation.allIsWell();

    @Test
    void tellsWhatTheDeclaredWillAskOfKms() {
        assertThat(after(Told.FIRST, outcome(WELL, Optional.empty())).forecast())
                .isEqualTo(new ForecastStatus("0.08", "0.00008 %", "0.62", null));
    }

    @Test
    void isSilentOfAStreamOfWhichNobodyIsDeclared() {
        EncryptedKinesisStreamStatus before = after(Told.FIRST, outcome(WELL, Optional.empty()));

        assertThat(after(before, AccessOutcome.NONE).forecast()).isNull();
    }

    @Test
    void standsWhileKmsDoesNotTellOfTheKey() {
        EncryptedKinesisStreamStatus before = after(Told.FIRST, outcome(WELL, Optional.empty()));
        Situation silent = WELL.withWantedKey(KeyAnswers.silence());

        AccessOutcome unknown = outcome(silent, Optional.empty());

        assertThat(unknown.prospect()).isEmpty();
        assertThat(after(before, unknown).forecast()).isEqualTo(before.forecast());
    }

    @Test
    void theFiguresOfAWarningAreToldOnceAndNotWritten() {
        EncryptedKinesisStreamStatus quiet = after(Told.FIRST, outcome(WELL, use("79000")));
        assertThat(quiet.forecast().warning()).isNull();

        EncryptedKinesisStreamStatus near = after(quiet, outcome(WELL, use("82000")));
        EncryptedKinesisStreamStatus still = after(near, outcome(WELL, use("91000")));
        EncryptedKinesisStreamStatus usedUp = after(near, outcome(WELL, use("104000")));

        assertThat(near.forecast().warning())
                .startsWith("This account uses over 80 % of the 100,000 requests a second");
        assertThat(still).isEqualTo(near);
        assertThat(usedUp.forecast().warning()).startsWith("This account uses up the 100,000 requests a second");
        assertThat(told(quiet, near, "82000"))
                .singleElement()
                .satisfies(told -> assertThat(told.reason()).isEqualTo(Reason.KmsQuotaNear))
                .satisfies(told -> assertThat(told.note()).contains("82,000 times a second"));
        assertThat(told(near, still, "91000")).isEmpty();
        assertThat(told(near, usedUp, "104000")).hasSize(1);
        assertThat(told(near, quiet, "79000")).isEmpty();
    }

    private static List<Occurrence> told(
            EncryptedKinesisStreamStatus before, EncryptedKinesisStreamStatus after, String perSecond) {
        return Occurrences.of(before, after, Told.turn(WELL).with(outcome(WELL, use(perSecond)))).stream()
                .filter(occurrence -> occurrence.severity() == Occurrence.Severity.Warning)
                .toList();
    }

    private static EncryptedKinesisStreamStatus after(EncryptedKinesisStreamStatus previous, AccessOutcome access) {
        return Told.STATUSES.of(previous, 1L, Told.turn(WELL).with(access));
    }

    private static AccessOutcome outcome(Situation situation, Optional<LiveUse> use) {
        return new AccessOutcome(
                Optional.of(new AccessReview(AccessReview.Stage.DONE, List.of(), List.of())),
                GrantState.NONE,
                Prospect.of(TWO, situation.assess(), use),
                List.of(),
                Optional.empty());
    }

    private static Optional<LiveUse> use(String perSecond) {
        return Optional.of(new LiveUse(new BigDecimal(perSecond), Optional.empty()));
    }
}
