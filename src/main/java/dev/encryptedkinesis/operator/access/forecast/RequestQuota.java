package dev.encryptedkinesis.operator.access.forecast;

import java.math.BigDecimal;

/**
 * How many requests a second KMS takes, from all programs of an account in a Region together. Requests for a key of
 * another account count where the caller is.
 *
 * @param perSecond more than 0
 */
public record RequestQuota(BigDecimal perSecond, KeyStore keyStore) {

    public RequestQuota {
        if (perSecond.signum() <= 0) {
            throw new IllegalArgumentException("a quota of " + perSecond.toPlainString() + " requests a second");
        }
    }

    RequestQuota(long perSecond, KeyStore keyStore) {
        this(BigDecimal.valueOf(perSecond), keyStore);
    }

    /** The part of the quota that so many requests a second are; 1 is all of it. */
    BigDecimal share(BigDecimal requestsPerSecond) {
        return requestsPerSecond.divide(perSecond, Figures.PRECISION);
    }
}
