package dev.encryptedkinesis.operator.aws.budget;

import dev.encryptedkinesis.operator.aws.budget.Ticket.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Those who wait and are equally urgent: one of each namespace by turns, and within a namespace who came first. A namespace
 * with a thousand in line thus keeps another's only one waiting for a single call. Not safe for use by many threads.
 */
final class FairQueue {

    private final NavigableMap<Place, Ticket> tickets = new TreeMap<>();
    private final Map<String, Long> lastRounds = new HashMap<>();
    private long round;
    private long number;

    /** The place that the namespace's next one would have. */
    Place next(String namespace) {
        return new Place(Math.max(round, lastRounds.getOrDefault(namespace, round)) + 1, number);
    }

    /** Adds one, or puts it in the stead of the one that has this place. */
    void put(Ticket ticket) {
        tickets.put(ticket.place(), ticket);
        lastRounds.merge(ticket.errand().namespace(), ticket.place().round(), Math::max);
        number++;
    }

    void remove(Place place) {
        tickets.remove(place);
        if (tickets.isEmpty()) {
            lastRounds.clear();
            round = 0;
        }
    }

    /** Who comes from now on comes after this one. */
    void served(Place place) {
        if (!tickets.isEmpty()) {
            round = Math.max(round, place.round());
        }
    }

    Stream<Ticket> all() {
        return tickets.values().stream();
    }

    Stream<Ticket> ahead(Place place) {
        return tickets.headMap(place).values().stream();
    }
}
