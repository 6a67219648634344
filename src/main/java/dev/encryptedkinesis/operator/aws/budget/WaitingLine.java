package dev.encryptedkinesis.operator.aws.budget;

import dev.encryptedkinesis.operator.aws.budget.Ticket.Place;
import dev.encryptedkinesis.operator.stream.Errand;
import dev.encryptedkinesis.operator.stream.Errand.Urgency;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Those who were put off, in the order in which they are to be served: the more urgent before the less urgent, and among
 * these one of each namespace by turns. Every tenth call is for one who only looks, however much else there is to do, or
 * steady streams would not be looked at for hours while thousands of others are made.
 *
 * <p>No calls are held in reserve for those who are urgent: they come to the front of the line, and so wait for the next call
 * at most, which a reserve would do no better; and what nobody urgent needs is not wasted. Not safe for use by many threads.
 */
final class WaitingLine {

    static final int ONE_LOOK_IN = 10;

    /** A call that is for one who is late by no more than this is kept. */
    static final Duration KEPT_FOR = Duration.ofMillis(500);

    /** Who has not come by then does not come: the object is gone, or needs this call no more. */
    static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(30);

    private static final Duration BETWEEN_CLEANINGS = Duration.ofSeconds(1);

    private static final List<Urgency> ALL = List.of(Urgency.values());

    private final Map<Urgency, FairQueue> queues = new EnumMap<>(Urgency.class);
    private final Map<String, Ticket> tickets = new HashMap<>();
    private int sinceLook;
    private Optional<Long> cleaned = Optional.empty();

    WaitingLine() {
        Arrays.stream(Urgency.values()).forEach(urgency -> queues.put(urgency, new FairQueue()));
    }

    /**
     * Whether a call that is made now would be missed by somebody who comes first and is expected soon. Who is expected
     * later than half of the time to the next call waits less for that one than this one would lie there unused.
     *
     * @param spacing between two calls
     */
    boolean isForSomebodyElse(Errand errand, long now, long spacing) {
        clean(now);
        return ahead(errand)
                .anyMatch(ticket -> ticket.due() - now < spacing / 2 && now - ticket.due() <= KEPT_FOR.toNanos());
    }

    /** The errand has its call, and leaves. */
    void served(Errand errand) {
        queue(errand).served(place(errand));
        remove(errand.uid());
        sinceLook = errand.urgency() == Urgency.POLLING ? 0 : sinceLook + 1;
    }

    /**
     * Gives the errand a place in line, or leaves it the one it has.
     *
     * @param free after how long the next call can be made
     * @return after how long the errand's own is expected
     */
    long putOff(Errand errand, long now, long free, long spacing) {
        Place own = place(errand);
        long wait = free + ahead(errand).count() * spacing;
        if (errand.urgency() == Urgency.POLLING) {
            long looks = queue(errand).ahead(own).count() + 1;
            wait = Math.min(wait, free + looks * ONE_LOOK_IN * spacing);
        }
        Ticket ticket = new Ticket(errand, own, now + wait);
        tickets.put(errand.uid(), ticket);
        queue(errand).put(ticket);
        return wait;
    }

    private Place place(Errand errand) {
        return Optional.ofNullable(tickets.get(errand.uid()))
                .filter(ticket -> ticket.errand().equals(errand))
                .map(Ticket::place)
                .orElseGet(() -> queue(errand).next(errand.namespace()));
    }

    private Stream<Ticket> ahead(Errand errand) {
        // One that has become more or less urgent begins anew.
        Optional.ofNullable(tickets.get(errand.uid()))
                .filter(ticket -> !ticket.errand().equals(errand))
                .ifPresent(ticket -> remove(errand.uid()));
        return Stream.concat(
                moreUrgent(errand).stream()
                        .flatMap(urgency -> queues.get(urgency).all()),
                queue(errand).ahead(place(errand)));
    }

    private Collection<Urgency> moreUrgent(Errand errand) {
        boolean isLooksTurn = sinceLook >= ONE_LOOK_IN - 1;
        if (errand.urgency() == Urgency.POLLING) {
            return isLooksTurn ? List.of() : ALL.subList(0, Urgency.POLLING.ordinal());
        }
        List<Urgency> more = ALL.subList(0, errand.urgency().ordinal());
        return isLooksTurn
                ? Stream.concat(Stream.of(Urgency.POLLING), more.stream()).toList()
                : more;
    }

    private FairQueue queue(Errand errand) {
        return queues.get(errand.urgency());
    }

    private void remove(String uid) {
        Ticket ticket = tickets.remove(uid);
        if (ticket != null) {
            queue(ticket.errand()).remove(ticket.place());
        }
    }

    private void clean(long now) {
        if (cleaned.isPresent() && now - cleaned.get() < BETWEEN_CLEANINGS.toNanos()) {
            return;
        }
        cleaned = Optional.of(now);
        tickets.values().stream()
                .filter(ticket -> now - ticket.due() > GIVEN_UP_AFTER.toNanos())
                .map(ticket -> ticket.errand().uid())
                .toList()
                .forEach(this::remove);
    }
}
