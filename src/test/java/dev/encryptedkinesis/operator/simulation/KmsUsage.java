package dev.encryptedkinesis.operator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How many symmetric cryptographic operations KMS carried out for the account, by the minute. */
final class KmsUsage {
    /** CloudWatch has a minute some time after it is over; nobody says when. */
    private static final Duration DELAY = Duration.ofMinutes(2);

    private final NavigableMap<Instant, Long> byMinute = new TreeMap<>();
    private final Timeline<Double> ofOthers = new Timeline<>();

    void count(Instant now) {
        byMinute.merge(now.truncatedTo(ChronoUnit.MINUTES), 1L, Long::sum);
    }

    /** From now on other programs make this many requests a second. */
    void ofOthers(Instant now, double perSecond) {
        ofOthers.set(now, perSecond);
    }

    /** Whether there is anything to tell of this minute, at this instant: CloudWatch has no data point for nothing. */
    boolean isKnown(Instant minute, Instant now) {
        return !minute.plus(DELAY).isAfter(now) && of(minute) > 0;
    }

    double of(Instant minute) {
        double others = ofOthers.at(minute).orElse(0.0) * Duration.ofMinutes(1).toSeconds();
        return byMinute.getOrDefault(minute, 0L) + others;
    }
}
