package dev.encryptedkinesis.operator.access.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveUseTest {

    @ParameterizedTest
    @CsvSource({
        // As a quota of the minute, or of the second: the published one, and one that was raised.
        "eu-west-1,  6000000, 100000",
        "eu-west-1,  100000,  100000",
        "eu-west-1,  9000000, 150000",
        "eu-west-1,  150000,  150000",
        "eu-north-1, 600000,  10000",
        "eu-north-1, 10000,   10000",
        "eu-north-1, 12000,   12000",
    })
    void theQuotaIsOfASecondHoweverItIsShown(String region, BigDecimal shown, BigDecimal perSecond) {
        LiveUse use = LiveUse.ofMinute(new KmsRegion(region), new BigDecimal("6000"), Optional.of(shown));

        assertThat(use.requestsPerSecond()).isEqualByComparingTo("100");
        assertThat(use.quotaPerSecond().orElseThrow()).isEqualByComparingTo(perSecond);
    }

    @Test
    void thereMayBeNoQuota() {
        LiveUse use = LiveUse.ofMinute(new KmsRegion("eu-west-1"), BigDecimal.ONE, Optional.empty());

        assertThat(use.quotaPerSecond()).isEmpty();
    }
}
