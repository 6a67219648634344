package dev.encryptedkinesis.operator.access.forecast;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * KMS in a Region, by what AWS publishes: the quota for symmetric cryptographic operations before anybody has had it
 * raised (KMS Developer Guide, "Request quotas"), and the price of a request (KMS pricing).
 */
public record KmsRegion(String name) {

    private static final Set<String> LARGEST = Set.of("us-east-1", "us-west-2", "eu-west-1");

    private static final Set<String> LARGE =
            Set.of("us-east-2", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "eu-central-1", "eu-west-2");

    /** Of the partitions whose prices are others, or are not published. */
    private static final Pattern PRICED_OTHERWISE = Pattern.compile("(cn|us-gov|us-iso[a-z]*|eu-isoe|eusc-[a-z]+)-.*");

    private static final BigDecimal PRICE_OF_10000 = new BigDecimal("0.03");

    public RequestQuota quota(KeyStore keyStore) {
        return new RequestQuota(
                switch (keyStore) {
                    case KMS -> ofKeysInKms();
                    case CUSTOM -> 1_800;
                },
                keyStore);
    }

    private long ofKeysInKms() {
        if (LARGEST.contains(name)) {
            return 100_000;
        }
        return LARGE.contains(name) ? 20_000 : 10_000;
    }

    /** What 10,000 requests cost in US dollars; empty where that is not known. */
    Optional<BigDecimal> priceOf10000() {
        return PRICED_OTHERWISE.matcher(name).matches() ? Optional.empty() : Optional.of(PRICE_OF_10000);
    }
}
