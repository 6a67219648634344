package dev.encryptedkinesis.operator.access.forecast;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How much an account really asks of KMS in a Region, by all of its programs, as CloudWatch tells: {@code CallCount} of
 * {@code AWS/Usage}, for the resource {@code CryptographicOperationsSymmetric}.
 *
 * @param requestsPerSecond in the busiest minute of those that were looked at
 * @param quotaPerSecond what {@code SERVICE_QUOTA()} tells, which knows whether the quota was raised; empty if it told nothing
 */
public record LiveUse(BigDecimal requestsPerSecond, Optional<BigDecimal> quotaPerSecond) {

    private static final BigDecimal SECONDS = BigDecimal.valueOf(60);

    public LiveUse {
        if (requestsPerSecond.signum() < 0) {
            throw new IllegalArgumentException(requestsPerSecond.toPlainString() + " requests a second");
        }
        quotaPerSecond = quotaPerSecond.filter(quota -> quota.signum() > 0);
    }

    /**
     * By the figures of one minute. The quota is of a second; whether CloudWatch shows it so, or for the minute as it does
     * with the requests, is not documented. The figures tell: nobody has less than what AWS publishes for the Region.
     *
     * @param requests in this minute
     * @param quota as it is shown beside them
     */
    public static LiveUse ofMinute(KmsRegion region, BigDecimal requests, Optional<BigDecimal> quota) {
        BigDecimal published = region.quota(KeyStore.KMS).perSecond();
        return new LiveUse(
                perSecond(requests),
                quota.map(shown -> perSecond(shown).compareTo(published) < 0 ? shown : perSecond(shown)));
    }

    /** Such as 0.04 or 95,000. */
    public String requestsPerSecondText() {
        return requestsPerSecond.compareTo(BigDecimal.TEN) < 0
                ? Figures.hundredths(requestsPerSecond)
                : Figures.plain(Figures.rounded(requestsPerSecond));
    }

    private static BigDecimal perSecond(BigDecimal perMinute) {
        return perMinute.divide(SECONDS, Figures.PRECISION);
    }
}
