package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.DenialLog;
import dev.encryptedkinesis.operator.access.Use;
import dev.encryptedkinesis.operator.access.denials.Denial;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.PutOffException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Whom KMS turned away in one Region: one look for all streams. CloudTrail takes two questions a second from the whole
 * account, and tells of what was allowed, too: in an account that uses KMS a lot, what was denied stands many pages back. So
 * a look has rounds of one page for each operation, some seconds apart, and an end: what is denied again and again is seen all
 * the same. The passes take turns at the rounds: the more streams there are, the further back a look gets.
 */
final class DenialLook {

    /** Between the beginnings of two looks. */
    static final Duration INTERVAL = Duration.ofMinutes(5);

    /** How long a denial is of interest. */
    static final Duration BACK = Duration.ofHours(1);

    static final int MOST_ROUNDS = 4;

    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(15);

    /** Nobody says how long a place in CloudTrail's list is good for; nor is what it leads to news for long. */
    private static final Duration GO_ON_WITHIN = Duration.ofSeconds(45);

    /** So late CloudTrail may find an event, after later ones (CloudTrail user guide, "How CloudTrail works"). */
    private static final Duration LATE_BY = Duration.ofMinutes(15);

    private static final int MOST_DENIALS = 2_000;

    private final Supplier<DenialLog> trail;
    private final Consumer<Denial> news;
    private final OptionalLook turns;
    private final Lock lock = new ReentrantLock();
    private final Map<String, Denial> seen = new HashMap<>();
    private Optional<Instant> lookedUntil = Optional.empty();
    private Optional<Look> unfinished = Optional.empty();

    /** The one that was put off comes first the next time, or it would be put off each time. */
    private Use first = Use.values()[0];

    private volatile List<Denial> latest = List.of();

    /**
     * @param rest where each operation's list goes on; empty for its beginning
     * @param next when the next round may be
     */
    private record Look(Instant from, Instant to, Map<Use, Optional<String>> rest, int rounds, Instant next) {

        static Look of(Instant from, Instant to, Use first) {
            Map<Use, Optional<String>> rest = new LinkedHashMap<>();
            rest.put(first, Optional.empty());
            for (Use use : Use.values()) {
                rest.put(use, Optional.empty());
            }
            return new Look(from, to, rest, 0, to);
        }

        Look after(Map<Use, Optional<String>> left, Instant goesOn) {
            return new Look(from, to, left, rounds + 1, goesOn);
        }

        boolean goesOn() {
            return !rest.isEmpty() && rounds < MOST_ROUNDS;
        }
    }

    /** @param news is told each denial once */
    DenialLook(String region, Supplier<DenialLog> trail, Consumer<Denial> news) {
        this.trail = trail;
        this.news = news;
        this.turns = new OptionalLook("who is denied the use of keys in " + region, INTERVAL);
    }

    /** What is known by now of the last hour. */
    List<Denial> denials(Instant now) {
        return latest.stream().filter(denial -> isRecent(denial, now)).toList();
    }

    /**
     * Goes on with a look, or begins one, if it is time. Nobody waits for another's.
     *
     * @return after how long what was put off can be asked; empty if nothing was
     */
    Optional<Duration> look(Instant now) {
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        try {
            unfinished =
                    unfinished.filter(look -> !look.next().plus(GO_ON_WITHIN).isBefore(now));
            if (unfinished.isPresent()) {
                return unfinished.get().next().isAfter(now) ? Optional.empty() : round(unfinished.get(), now);
            }
            return turns.isDue(now) ? round(Look.of(begin(now), now, first), now) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private Instant begin(Instant now) {
        Instant earliest = now.minus(BACK);
        return lookedUntil
                .map(until -> until.minus(LATE_BY))
                .filter(earliest::isBefore)
                .orElse(earliest);
    }

    private Optional<Duration> round(Look look, Instant now) {
        Map<Use, Optional<String>> left = new LinkedHashMap<>();
        Map<Use, Optional<String>> later = new LinkedHashMap<>();
        Optional<Duration> wait = Optional.empty();
        try {
            for (Map.Entry<Use, Optional<String>> part : look.rest().entrySet()) {
                try {
                    ask(look, part.getKey(), part.getValue())
                            .ifPresent(next -> later.put(part.getKey(), Optional.of(next)));
                } catch (PutOffException e) {
                    wait = Optional.of(e.waitFor());
                    left.put(part.getKey(), part.getValue());
                }
            }
        } catch (FailureException e) {
            failed(look, e.failure(), now);
            return Optional.empty();
        } finally {
            keep(now);
        }
        if (left.size() == look.rest().size()) {
            turns.putOff(wait.orElseThrow(), now);
            return wait;
        }
        if (look.rounds() == 0) {
            turns.answered(now);
            lookedUntil = left.isEmpty() ? Optional.of(look.to()) : lookedUntil;
        }
        left.keySet().stream().findFirst().ifPresent(use -> first = use);
        left.putAll(later);
        unfinished = Optional.of(look.after(left, now.plus(wait.orElse(BETWEEN_ROUNDS))))
                .filter(Look::goesOn);
        return unfinished.isPresent() ? wait : Optional.empty();
    }

    /** Where this part goes on, if it does. */
    private Optional<String> ask(Look look, Use use, Optional<String> token) {
        DenialLog.Page page = trail.get().page(new DenialLog.Question(use, look.from(), look.to(), token));
        page.denials().stream()
                .filter(denial -> seen.put(denial.eventId(), denial) == null)
                .forEach(news);
        return page.next();
    }

    private void failed(Look look, Failure why, Instant now) {
        unfinished = Optional.empty();
        // A place in the list that is good no more is no trouble: the next look begins anew.
        boolean isPlaceLost = look.rounds() > 0 && why.kind() == Failure.Kind.MISCONFIGURED;
        if (!isPlaceLost) {
            turns.failed(why, now);
        }
    }

    private void keep(Instant now) {
        seen.values().removeIf(denial -> !isRecent(denial, now));
        latest = seen.values().stream()
                .sorted((one, other) -> other.at().compareTo(one.at()))
                .limit(MOST_DENIALS)
                .toList();
        if (seen.size() > MOST_DENIALS) {
            seen.clear();
            latest.forEach(denial -> seen.put(denial.eventId(), denial));
        }
    }

    private static boolean isRecent(Denial denial, Instant now) {
        return denial.at().isAfter(now.minus(BACK)) && !denial.at().isAfter(now.plus(LATE_BY));
    }
}
