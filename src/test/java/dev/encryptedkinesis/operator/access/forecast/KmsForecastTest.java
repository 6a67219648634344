package dev.encryptedkinesis.operator.access.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KmsForecastTest {

    private static final KmsRegion IRELAND = new KmsRegion("eu-west-1");
    private static final String API = "arn:aws:iam::111122223333:role/api";
    private static final String BILLING = "arn:aws:iam::111122223333:role/billing";

    @ParameterizedTest
    @CsvSource({
        "eu-west-1,  1,   0.04, 103680,   0.31, 0.00004 %",
        "eu-west-1,  3,   0.12, 311040,   0.93, 0.00012 %",
        "eu-north-1, 1,   0.04, 103680,   0.31, 0.0004 %",
        "eu-central-1, 25, 1.00, 2592000, 7.78, 0.005 %",
        "eu-north-1, 100, 4.00, 10368000, 31.10, 0.04 %",
    })
    void theFiguresOfAwsForEachSetOfCredentials(
            String region, int sets, String perSecond, long monthly, String cost, String share) {
        KmsForecast forecast = new KmsForecast(new KmsRegion(region), KeyStore.KMS, sets);

        assertThat(forecast.requestsPerSecondText()).isEqualTo(perSecond);
        assertThat(forecast.requestsIn30Days()).isEqualTo(monthly);
        assertThat(forecast.costIn30DaysText()).contains(cost);
        assertThat(forecast.shareOfQuotaText()).isEqualTo(share);
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1,      100000",
        "us-west-2,      100000",
        "eu-west-1,      100000",
        "us-east-2,      20000",
        "ap-southeast-1, 20000",
        "ap-southeast-2, 20000",
        "ap-northeast-1, 20000",
        "eu-central-1,   20000",
        "eu-west-2,      20000",
        "eu-north-1,     10000",
        "us-west-1,      10000",
        "cn-north-1,     10000",
        "xx-new-1,       10000",
    })
    void theQuotaThatAwsPublishesForTheRegion(String region, long perSecond) {
        assertThat(new KmsRegion(region).quota(KeyStore.KMS).perSecond())
                .isEqualByComparingTo(BigDecimal.valueOf(perSecond));
        assertThat(new KmsRegion(region).quota(KeyStore.CUSTOM).perSecond()).isEqualByComparingTo("1800");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cn-north-1", "us-gov-west-1", "us-iso-east-1", "us-isob-east-1", "eusc-de-east-1"})
    void noPriceIsMadeUpWhereItIsAnother(String region) {
        assertThat(new KmsForecast(new KmsRegion(region), KeyStore.KMS, 2).costIn30DaysText())
                .isEmpty();
    }

    @Test
    void whoWritesAndReadsCountsOnce() {
        assertThat(KmsForecast.of(IRELAND, KeyStore.KMS, List.of(API, BILLING), List.of(BILLING))
                        .credentialSets())
                .isEqualTo(2);
    }

    @Test
    void aStreamForWhichNobodyIsDeclaredIsUsedBySomebody() {
        assertThat(KmsForecast.of(IRELAND, KeyStore.KMS, Set.of(), Set.of()).requestsPerSecondText())
                .isEqualTo("0.04");
    }

    @Test
    void fewerThanNoneIsAMistake() {
        assertThatThrownBy(() -> new KmsForecast(IRELAND, KeyStore.KMS, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void moreCredentialsNeverAskLessAndNeverCostLess(
            @ForAll @IntRange(max = 1_000_000) int sets, @ForAll @IntRange(max = 1_000_000) int more) {
        KmsForecast few = new KmsForecast(IRELAND, KeyStore.KMS, sets);
        KmsForecast many = new KmsForecast(IRELAND, KeyStore.KMS, sets + more);

        assertThat(many.requestsPerSecond()).isGreaterThanOrEqualTo(few.requestsPerSecond());
        assertThat(many.requestsIn30Days()).isGreaterThanOrEqualTo(few.requestsIn30Days());
        assertThat(many.costIn30Days().orElseThrow())
                .isGreaterThanOrEqualTo(few.costIn30Days().orElseThrow());
        assertThat(many.shareOfQuota()).isGreaterThanOrEqualTo(few.shareOfQuota());
    }

    @Property
    void aSmallerQuotaIsALargerShare(@ForAll @IntRange(min = 1, max = 1_000_000) int sets) {
        BigDecimal large = new KmsForecast(IRELAND, KeyStore.KMS, sets).shareOfQuota();

        assertThat(new KmsForecast(new KmsRegion("eu-central-1"), KeyStore.KMS, sets).shareOfQuota())
                .isGreaterThan(large);
        assertThat(new KmsForecast(IRELAND, KeyStore.CUSTOM, sets).shareOfQuota())
                .isGreaterThan(large);
    }

    @Property
    void theMonthIsThatOfTheSecond(@ForAll @IntRange(min = 1) int sets) {
        KmsForecast forecast = new KmsForecast(IRELAND, KeyStore.KMS, sets);

        assertThat(forecast.requestsPerSecond().multiply(BigDecimal.valueOf(30L * 24 * 3600)))
                .isEqualByComparingTo(BigDecimal.valueOf(forecast.requestsIn30Days()));
    }

    @Test
    void numbersReadTheSameEverywhere() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            KmsForecast forecast = new KmsForecast(IRELAND, KeyStore.KMS, 100_000);

            assertThat(forecast.requestsPerSecondText()).isEqualTo("4000.00");
            assertThat(forecast.costIn30DaysText()).contains("31104.00");
            assertThat(forecast.shareOfQuotaText()).isEqualTo("4 %");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Property
    void aShareIsReadAgainAsItWasWritten(@ForAll @IntRange(min = 1, max = 1_000_000_000) int sets) {
        String text = new KmsForecast(IRELAND, KeyStore.CUSTOM, sets).shareOfQuotaText();

        assertThat(Figures.percent(KmsForecast.share(text).orElseThrow())).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", " %", "1", "-1 %", "1e9 %", "NaN %", "1,2 %", "0.1 % ", "0,000.1 %\n"})
    void whatIsNoShareIsNone(String text) {
        assertThat(KmsForecast.share(text)).isEmpty();
    }

    @Test
    void nothingIsNoShare() {
        assertThat(KmsForecast.share(null)).isEmpty();
    }
}
