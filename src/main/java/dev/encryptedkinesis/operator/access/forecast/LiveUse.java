package dev.encryptedkinesis.operator.access.forecast;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How much an account really asks of KMS in a Region, by all of its programs, as CloudWatch tells: {@code CallCount} of
 * {@code AWS/Usage}, for the resource {@code CryptographicOperationsSymmetric}.
 *
 * @param requestsPerSecond the sum of a period, divided by its seconds
 * @param quotaPerSecond what {@code SERVICE_QUOTA()} tells, which knows whether the quota was raised; empty if it told nothing
 */
public record LiveUse(BigDecimal requestsPerSecond, Optional<BigDecimal> quotaPerSecond) {

    public LiveUse {
        if (requestsPerSecond.signum() < 0) {
            throw new IllegalArgumentException(requestsPerSecond.toPlainString() + " requests a second");
        }
        quotaPerSecond = quotaPerSecond.filter(quota -> quota.signum() > 0);
    }
}
