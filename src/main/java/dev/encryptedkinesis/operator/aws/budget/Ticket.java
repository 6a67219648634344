package dev.encryptedkinesis.operator.aws.budget;

import dev.encryptedkinesis.operator.stream.Errand;
import java.util.Comparator;

/**
 * One who was put off.
 *
 * @param due when a call is expected to be there for it
 */
record Ticket(Errand errand, Place place, long due) {

    /**
     * A place among those that are as urgent.
     *
     * @param round each namespace has one place in each
     * @param number which of a round was taken first
     */
    record Place(long round, long number) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::round).thenComparingLong(Place::number);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }
}
