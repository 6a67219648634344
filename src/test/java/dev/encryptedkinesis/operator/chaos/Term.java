package dev.encryptedkinesis.operator.chaos;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The time of one leader, which ends with the next one's.
 *
 * @param replica that leads
 * @param from when it got the lease, by its own clock, before the API server was told
 */
record Term(String replica, Instant from) {

    /** The one at that moment; empty: nobody led yet. */
    static Optional<Term> at(Instant moment, List<Term> terms) {
        return terms.stream().filter(term -> !term.from().isAfter(moment)).reduce((earlier, later) -> later);
    }
}
