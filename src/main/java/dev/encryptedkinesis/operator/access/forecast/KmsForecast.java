package dev.encryptedkinesis.operator.access.forecast;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a stream's encryption will ask of KMS.
 *
 * <p>Kinesis makes records unreadable with data keys, which it has KMS make and open, and which it renews about every five
 * minutes. How many records there are makes no difference. It keeps them apart for each set of credentials, as it asks
 * KMS with the caller's own permissions. AWS's figure for one encrypted stream, with one set of credentials for writers and
 * readers, and reading at the tip: about 12 requests in five minutes ("Costs, Regions, and performance considerations" in the
 * Kinesis Developer Guide, which also says that the cost grows with the number of credentials). So:
 *
 * <pre>
 * requests a second = 12 / 300 for each set of credentials = 0.04
 * requests in 30 days                                      = 103,680
 * cost in 30 days, at 0.03 US dollars for 10,000           = 0.31 US dollars
 * </pre>
 *
 * <p>A set that only writes, or only reads, needs less than AWS's figure for both; who reads old records needs more, as the
 * data key of each stretch of time has to be opened. A role that several processes assume is as many sets of
 * credentials. The forecast counts what is declared, and therefore says "about".
 *
 * <p>Left out: the key's own price (1 US dollar a month for a key of the customer's, however many streams are under it), and
 * the 20,000 requests that are free each month, once for the whole account.
 *
 * @param credentialSets sets of credentials that use the stream; a stream for which nobody is declared has one
 */
public record KmsForecast(KmsRegion region, KeyStore keyStore, int credentialSets) {

    private static final int REQUESTS_IN_FIVE_MINUTES = 12;
    private static final int FIVE_MINUTES_IN_30_DAYS = 30 * 24 * 12;
    private static final BigDecimal SECONDS = BigDecimal.valueOf(300);
    private static final BigDecimal PRICED_AT_ONCE = BigDecimal.valueOf(10_000);

    public KmsForecast {
        if (credentialSets < 0) {
            throw new IllegalArgumentException(credentialSets + " sets of credentials");
        }
        credentialSets = Math.max(1, credentialSets);
    }

    /** By the ARNs of those who are declared, each with one set of credentials; who writes and reads has one for both. */
    public static KmsForecast of(
            KmsRegion region, KeyStore keyStore, Collection<String> producers, Collection<String> consumers) {
        Set<String> principals = new HashSet<>(producers);
        principals.addAll(consumers);
        return new KmsForecast(region, keyStore, principals.size());
    }

    public BigDecimal requestsPerSecond() {
        return BigDecimal.valueOf((long) REQUESTS_IN_FIVE_MINUTES * credentialSets)
                .divide(SECONDS, Figures.PRECISION);
    }

    public long requestsIn30Days() {
        return (long) REQUESTS_IN_FIVE_MINUTES * FIVE_MINUTES_IN_30_DAYS * credentialSets;
    }

    /** The part of the quota that AWS gives every account; 1 is all of it. */
    public BigDecimal shareOfQuota() {
        return region.quota(keyStore).share(requestsPerSecond());
    }

    /** What the requests of 30 days cost in US dollars; empty where AWS's prices are not known. */
    public Optional<BigDecimal> costIn30Days() {
        return region.priceOf10000()
                .map(price -> price.multiply(BigDecimal.valueOf(requestsIn30Days()))
                        .divide(PRICED_AT_ONCE, Figures.PRECISION));
    }

    /** Such as 0.04. */
    public String requestsPerSecondText() {
        return Figures.hundredths(requestsPerSecond());
    }

    /** Such as 0.0004 %. */
    public String shareOfQuotaText() {
        return Figures.percent(shareOfQuota());
    }

    /** The share that such a text tells, 1 being all of the quota; empty if it is no such text. */
    public static Optional<BigDecimal> share(String shareOfQuotaText) {
        return Figures.share(shareOfQuotaText);
    }

    /** Such as 0.31. */
    public Optional<String> costIn30DaysText() {
        return costIn30Days().map(Figures::hundredths);
    }
}
