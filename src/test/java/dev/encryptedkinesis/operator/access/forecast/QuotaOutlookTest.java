package dev.encryptedkinesis.operator.access.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.encryptedkinesis.operator.access.forecast.QuotaOutlook.Level;
import java.math.BigDecimal;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaOutlookTest {

    private static final KmsRegion IRELAND = new KmsRegion("eu-west-1");
    private static final KmsForecast ONE = new KmsForecast(IRELAND, KeyStore.KMS, 1);

    @ParameterizedTest
    @CsvSource({
        "0,      100000, ROOM",
        "79999,  100000, ROOM",
        "80000,  100000, NEAR",
        "99999,  100000, NEAR",
        "100000, 100000, USED_UP",
        "130000, 100000, USED_UP",
        // A quota that was raised, or that is smaller than AWS's table says: CloudWatch knows.
        "130000, 200000, ROOM",
        "900,    1000,   NEAR",
    })
    void whatIsReallyUsedDecides(String used, String quota, Level level) {
        assertThat(QuotaOutlook.of(ONE, live(used, quota)).level()).isEqualTo(level);
    }

    @Test
    void theWarningSaysWhatIsSoAndWhatToDo() {
        assertThat(QuotaOutlook.of(ONE, live("82000", "100000"))
                        .warning()
                        .orElseThrow()
                        .inFigures())
                .isEqualTo(
                        "KMS in eu-west-1 is asked 82,000 times a second by this account, 82 % of the 100,000 that the"
                                + " account may; beyond, Kinesis refuses records with KMSThrottlingException. Ask for more in Service"
                                + " Quotas, under AWS Key Management Service, \"Cryptographic operations (symmetric) request"
                                + " rate\". Kinesis asks KMS anew for each set of credentials: let each process keep those that it"
                                + " has until they expire, instead of assuming its role again.");
    }

    @ParameterizedTest
    @CsvSource({"80000, 99999, uses over 80 % of", "100000, 450000, uses up"})
    void whatLastsIsTheSameHoweverMuchIsUsed(String some, String more, String part) {
        String lasting = QuotaOutlook.of(ONE, live(some, "100000"))
                .warning()
                .orElseThrow()
                .lasting();

        assertThat(lasting)
                .startsWith(
                        "This account " + part + " the 100,000 requests a second that KMS takes from it in eu-west-1;"
                                + " beyond, Kinesis refuses records with KMSThrottlingException. Ask for more in Service Quotas,")
                .isEqualTo(QuotaOutlook.of(ONE, live(more, "100000"))
                        .warning()
                        .orElseThrow()
                        .lasting());
    }

    @Test
    void aKeyStoreOfTheCustomersCannotBeRaised() {
        KmsForecast forecast = new KmsForecast(IRELAND, KeyStore.CUSTOM, 40_000);

        QuotaOutlook outlook = QuotaOutlook.of(forecast, Optional.empty());

        assertThat(outlook.level()).isEqualTo(Level.NEAR);
        assertThat(outlook.warning().orElseThrow().lasting())
                .isEqualTo(outlook.warning().orElseThrow().inFigures())
                .startsWith(
                        "KMS in eu-west-1 will be asked about 1,600 times a second for this stream, 89 % of the 1,800 that"
                                + " a custom key store takes;")
                .contains("Take a key in KMS's own store")
                .doesNotContain("Service Quotas");
    }

    @Test
    void whatTheAccountUsesOfKmsItselfSaysNothingAboutACustomKeyStore() {
        KmsForecast forecast = new KmsForecast(IRELAND, KeyStore.CUSTOM, 1);

        assertThat(QuotaOutlook.of(forecast, live("99000", "100000")).level()).isEqualTo(Level.ROOM);
    }

    @Test
    void withoutAQuotaFromCloudWatchTheTableIsTaken() {
        LiveUse use = new LiveUse(new BigDecimal("9000"), Optional.empty());

        assertThat(QuotaOutlook.of(ONE, Optional.of(use)).level()).isEqualTo(Level.ROOM);
        assertThat(QuotaOutlook.of(new KmsForecast(new KmsRegion("eu-north-1"), KeyStore.KMS, 1), Optional.of(use))
                        .level())
                .isEqualTo(Level.NEAR);
    }

    @Test
    void aQuotaOfNoneIsNoAnswer() {
        assertThat(live("1", "0").orElseThrow().quotaPerSecond()).isEmpty();
        assertThatThrownBy(() -> live("-1", "1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void thereIsAWarningExactlyWhenTheQuotaIsNear(@ForAll @IntRange(max = 200_000) int used) {
        QuotaOutlook outlook = QuotaOutlook.of(ONE, live(String.valueOf(used), "100000"));

        assertThat(outlook.warning().isPresent()).isEqualTo(used >= 80_000);
    }

    @Property
    void moreUseIsNeverABetterOutlook(
            @ForAll @IntRange(max = 200_000) int used, @ForAll @IntRange(max = 200_000) int more) {
        Level few = QuotaOutlook.of(ONE, live(String.valueOf(used), "100000")).level();
        Level many = QuotaOutlook.of(ONE, live(String.valueOf(used + more), "100000"))
                .level();

        assertThat(many).isGreaterThanOrEqualTo(few);
    }

    private static Optional<LiveUse> live(String used, String quota) {
        return Optional.of(new LiveUse(new BigDecimal(used), Optional.of(new BigDecimal(quota))));
    }
}
