package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.stream.NextStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose stream is created next. AWS has at most five streams of an account and Region in CREATING; the objects that were made
 * first have them. Who does not ask for its turn when it was to, since its key is not usable, or it is gone, holds up nobody.
 *
 * <p>Nothing of this outlives the process. A new one learns from its first looks which streams are CREATING, and who waits
 * from who asks: before that, five at most come before their turn, and should one of them be one too many, AWS refuses it,
 * and it waits like the others.
 */
final class CreationQueue {

    /** Kinesis developer guide, "Quotas and limits". */
    static final int AT_ONCE = 5;

    /** So long a stream that was to be created counts without being seen: AWS takes a minute or so. */
    private static final Duration CREATED_WITHIN = Duration.ofMinutes(10);

    /** So long a slot is kept for one that has not been able to use it yet. */
    private static final Duration KEPT_FOR = Duration.ofSeconds(30);

    /** Who is later than this has left. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private static final Duration SHORTEST = Duration.ofMillis(250);

    /** When AWS says that all slots are taken, somebody else has some. */
    private static final Duration CLOSED_FOR = Duration.ofSeconds(3);

    private final Map<Place, Line> lines = new ConcurrentHashMap<>();

    /**
     * Where AWS counts: whoever asks, the streams of an account are one number.
     *
     * @param account empty where identities are not used, so that there is but one
     */
    record Place(Optional<String> account, String region) {}

    /**
     * @param since when its object was made
     * @param name tells apart those of the same second
     */
    record Applicant(String uid, Instant since, String name) implements Comparable<Applicant> {

        private static final Comparator<Applicant> ORDER = Comparator.comparing(Applicant::since)
                .thenComparing(Applicant::name)
                .thenComparing(Applicant::uid);

        @Override
        public int compareTo(Applicant other) {
            return ORDER.compare(this, other);
        }
    }

    /** Empty if it is this one's turn: a slot is then kept for it until {@link #settled} or {@link #left}. */
    Optional<NextStep.AwaitSlot> ask(Place place, Applicant applicant, Instant now) {
        return line(place).ask(applicant, now);
    }

    /** The stream is CREATING, or AWS may be about to show it. */
    void creating(Place place, String uid, Instant now) {
        line(place).creating(uid, now.plus(CREATED_WITHIN));
    }

    /** AWS has no slot left, whoever has them. */
    void refused(Place place, Applicant applicant, Instant now) {
        line(place).refused(applicant, now);
    }

    /** The stream is not about to be created, or not any more. */
    void left(Place place, String uid) {
        line(place).left(uid);
    }

    /** Its object is gone. */
    void forget(String uid) {
        lines.values().forEach(line -> line.left(uid));
    }

    private Line line(Place place) {
        return lines.computeIfAbsent(place, key -> new Line());
    }

    private static final class Line {

        /** How long each counts. */
        private final Map<String, Instant> underWay = new HashMap<>();

        /** When each is to ask again. */
        private final TreeMap<Applicant, Instant> waiting = new TreeMap<>();

        private Instant closedUntil = Instant.MIN;
        private Optional<Instant> lastTurn = Optional.empty();
        private Duration betweenTurns = SHORTEST;

        synchronized Optional<NextStep.AwaitSlot> ask(Applicant applicant, Instant now) {
            underWay.values().removeIf(until -> !until.isAfter(now));
            waiting.values().removeIf(next -> next.plus(LATE).isBefore(now));
            int before = waiting.headMap(applicant).size();
            boolean isItsTurn = underWay.containsKey(applicant.uid())
                    || before < AT_ONCE - underWay.size() && !closedUntil.isAfter(now);
            if (isItsTurn) {
                waiting.remove(applicant);
                if (underWay.put(applicant.uid(), now.plus(KEPT_FOR)) == null) {
                    learn(now);
                }
                return Optional.empty();
            }
            // Those who can be next ask often, which costs nothing; the others when half of those before them may be
            // done.
            Duration wait = betweenTurns.multipliedBy(before).dividedBy(2);
            Instant next = now.plus(before < AT_ONCE || wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait);
            waiting.put(applicant, next);
            return Optional.of(new NextStep.AwaitSlot(before, next));
        }

        /** A mean that follows: each turn counts for a tenth. */
        private void learn(Instant now) {
            Duration since = lastTurn.map(last -> Duration.between(last, now)).orElse(betweenTurns);
            betweenTurns = waiting.isEmpty()
                    ? betweenTurns
                    : betweenTurns.multipliedBy(9).plus(since).dividedBy(10);
            lastTurn = Optional.of(now);
        }

        synchronized void creating(String uid, Instant until) {
            underWay.put(uid, until);
        }

        synchronized void refused(Applicant applicant, Instant now) {
            underWay.remove(applicant.uid());
            closedUntil = now.plus(CLOSED_FOR);
            // It comes back later and later, and keeps its place meanwhile.
            waiting.put(applicant, now.plus(Pace.LONGEST_BACKOFF));
        }

        synchronized void left(String uid) {
            underWay.remove(uid);
            waiting.keySet().removeIf(applicant -> applicant.uid().equals(uid));
        }
    }
}
