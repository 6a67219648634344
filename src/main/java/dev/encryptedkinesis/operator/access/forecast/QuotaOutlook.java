package dev.encryptedkinesis.operator.access.forecast;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Whether KMS will go on taking what is asked of it. When the quota is used up, KMS throttles everybody in the account,
 * and Kinesis refuses to write and to read with KMSThrottlingException.
 *
 * @param share the part of the quota that is used, or will be; 1 is all of it
 * @param warning empty as long as there is room
 */
public record QuotaOutlook(Level level, BigDecimal share, Optional<Warning> warning) {

    /** From here on a warning is due: early enough to ask AWS for more, which takes days. */
    static final BigDecimal NEAR = new BigDecimal("0.8");

    private static final String FEWER_CREDENTIALS =
            "Kinesis asks KMS anew for each set of credentials: let each process"
                    + " keep those that it has until they expire, instead of assuming its role again.";

    public enum Level {
        ROOM,
        NEAR,
        USED_UP
    }

    /**
     * What is so and what to do.
     *
     * @param lasting without what was measured, so that it stays the same as long as the level does
     * @param inFigures with it
     */
    public record Warning(String lasting, String inFigures) {}

    /** By what the account really uses, if that is known, and by what the stream alone will; the worse of the two. */
    public static QuotaOutlook of(KmsForecast forecast, Optional<LiveUse> live) {
        RequestQuota published = forecast.region().quota(forecast.keyStore());
        // What CloudWatch counts is the use of keys in KMS; a custom key store has a quota of its own, that it does not
        // tell.
        Optional<LiveUse> measured = live.filter(use -> forecast.keyStore() == KeyStore.KMS);
        RequestQuota quota = measured.flatMap(LiveUse::quotaPerSecond)
                .map(perSecond -> new RequestQuota(perSecond, KeyStore.KMS))
                .orElse(published);
        BigDecimal measuredUse = measured.map(LiveUse::requestsPerSecond).orElse(BigDecimal.ZERO);
        BigDecimal used = measuredUse.max(forecast.requestsPerSecond());
        BigDecimal share = quota.share(used);
        Level level = level(share);
        if (level == Level.ROOM) {
            return new QuotaOutlook(level, share, Optional.empty());
        }
        String rest = "; beyond, Kinesis refuses records with KMSThrottlingException. " + advice(quota);
        String inFigures = "KMS in %s %s, %s of the %s%s"
                .formatted(
                        forecast.region().name(), who(used, measuredUse), Figures.percent(share), limit(quota), rest);
        String lasting = used.equals(measuredUse)
                ? "This account %s the %s requests a second that KMS takes from it in %s%s"
                        .formatted(
                                part(level),
                                Figures.plain(quota.perSecond()),
                                forecast.region().name(),
                                rest)
                : inFigures;
        return new QuotaOutlook(level, share, Optional.of(new Warning(lasting, inFigures)));
    }

    private static String who(BigDecimal used, BigDecimal measured) {
        return used.equals(measured)
                ? "is asked %s by this account".formatted(times(used))
                : "will be asked about %s for this stream".formatted(times(used));
    }

    private static String part(Level level) {
        return level == Level.USED_UP ? "uses up" : "uses over %s of".formatted(Figures.percent(NEAR));
    }

    private static Level level(BigDecimal share) {
        if (share.compareTo(BigDecimal.ONE) >= 0) {
            return Level.USED_UP;
        }
        return share.compareTo(NEAR) >= 0 ? Level.NEAR : Level.ROOM;
    }

    private static String times(BigDecimal perSecond) {
        return Figures.plain(Figures.rounded(perSecond)) + " times a second";
    }

    private static String limit(RequestQuota quota) {
        return switch (quota.keyStore()) {
            case KMS -> Figures.plain(quota.perSecond()) + " that the account may";
            case CUSTOM -> Figures.plain(quota.perSecond()) + " that a custom key store takes";
        };
    }

    private static String advice(RequestQuota quota) {
        return switch (quota.keyStore()) {
            case KMS ->
                "Ask for more in Service Quotas, under AWS Key Management Service, \"Cryptographic operations"
                        + " (symmetric) request rate\". " + FEWER_CREDENTIALS;
            case CUSTOM ->
                "Take a key in KMS's own store, or spread the streams over keys of several stores. "
                        + FEWER_CREDENTIALS;
        };
    }
}
