package dev.encryptedkinesis.operator.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A number of changes that AWS allows a stream in a rolling 24 hours (Kinesis Data Streams quotas). */
public enum Budget {
    /** StartStreamEncryption, with whatever key. */
    KEY_CHANGES(25),
    /** UpdateShardCount. */
    RESHARDINGS(10),
    /** UpdateStreamMode. */
    MODE_SWITCHES(2);

    public static final Duration WINDOW = Duration.ofHours(24);

    private final int limit;

    Budget(int limit) {
        this.limit = limit;
    }

    public int limit() {
        return limit;
    }

    /** @param spent when the changes were made, in any order */
    public int left(List<Instant> spent, Instant now) {
        long counted = spent.stream().filter(at -> counts(at, now)).count();
        return (int) Math.max(0, limit - counted);
    }

    /** When the next change is possible; empty if it is possible now. */
    public Optional<Instant> nextAt(List<Instant> spent, Instant now) {
        List<Instant> counted =
                spent.stream().filter(at -> counts(at, now)).sorted().toList();
        return counted.size() < limit
                ? Optional.empty()
                : Optional.of(counted.get(counted.size() - limit).plus(WINDOW));
    }

    static boolean counts(Instant at, Instant now) {
        return at.plus(WINDOW).isAfter(now);
    }
}
