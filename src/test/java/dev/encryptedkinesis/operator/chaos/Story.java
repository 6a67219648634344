package dev.encryptedkinesis.operator.chaos;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happens when, told as it happens; and who leads. */
final class Story {

    private final Clock clock;
    private final Instant begin;
    private final List<Duration> handovers = new ArrayList<>();
    private final List<Term> terms = new ArrayList<>();
    private Optional<Instant> leaderGone = Optional.empty();

    Story(Clock clock) {
        this.clock = clock;
        this.begin = clock.instant();
    }

    Duration elapsed() {
        return Duration.between(begin, clock.instant());
    }

    void tell(String what) {
        System.out.printf(Locale.ROOT, "%7.1f s  %s%n", elapsed().toMillis() / 1000.0, what);
    }

    /** From now on somebody else has to lead, or the same Pod after a restart. */
    void leaderGoes() {
        leaderGone = Optional.of(clock.instant());
    }

    void sees(LeaseSpec lease) {
        Instant renewed = lease.getRenewTime().toInstant();
        if (leaderGone.filter(renewed::isAfter).isPresent()) {
            Duration gap = Duration.between(leaderGone.orElseThrow(), renewed);
            tell("%s leads, after %d.%d s"
                    .formatted(lease.getHolderIdentity(), gap.toSeconds(), gap.toMillisPart() / 100));
            handovers.add(gap);
            leaderGone = Optional.empty();
        } else if (!leader().equals(lease.getHolderIdentity())) {
            tell(lease.getHolderIdentity() + " leads");
        }
        if (!leader().equals(lease.getHolderIdentity())) {
            terms.add(new Term(lease.getHolderIdentity(), lease.getAcquireTime().toInstant()));
        }
    }

    /** The name of the replica that leads, or did when that could be seen last; empty: none has yet. */
    String leader() {
        return terms.isEmpty() ? "" : terms.get(terms.size() - 1).replica();
    }

    /** One after the other. */
    List<Term> terms() {
        return List.copyOf(terms);
    }

    /** From the moment a leader was gone until the lease was renewed, shortest first. */
    List<Duration> handovers() {
        List<Duration> sorted = new ArrayList<>(handovers);
        Collections.sort(sorted);
        return sorted;
    }
}
