package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.stream.Owner;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamSighting;
import dev.encryptedkinesis.operator.stream.StreamSighting.Before;
import dev.encryptedkinesis.operator.stream.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A stream that AWS is at.
 *
 * @param owner the object that it is followed for
 * @param before what is known of it beside what lists say
 * @param begun when AWS accepted the change, or when it was first seen to be at one
 * @param described when it was last described, or changed
 * @param listed what a list said of it last
 */
record Followed(Owner owner, Before before, Instant begun, Instant described, Optional<Listed> listed) {

    /** For so long after a change, a read may show what was before it. AWS publishes no number; at worst, it costs a call. */
    private static final Duration STALE = Duration.ofSeconds(3);

    private static final Duration HIDDEN = Duration.ofSeconds(2);

    private static final Duration FRESH_AT_LEAST = Duration.ofSeconds(1);
    private static final Duration FRESH_AT_MOST = Duration.ofSeconds(5);

    /** What has taken long may be seen as much later: after this share of the time. */
    private static final int FRESH_SHARE = 10;

    /**
     * A list that is older says nothing. With {@link Sight#LASTS} on top, it is less than another process has to wait until it
     * leads.
     */
    private static final Duration GOOD_FOR = Duration.ofSeconds(10);

    record Listed(StreamSighting stream, Instant at) {}

    static Followed changed(Owner owner, Before before, Instant now) {
        return new Followed(owner, before, now, now, Optional.empty());
    }

    Followed described(StreamDescription seen, Instant now) {
        return new Followed(owner, new Before.Described(seen), begun, now, listed);
    }

    /** That it is done is not believed of a list that may be from before it was begun; once it is believed, it stands. */
    Followed listed(StreamSighting seen, Instant now) {
        boolean mayBeFromBefore = before instanceof Before.Described
                && now.isBefore(begun.plus(STALE))
                && listed.isEmpty()
                && !seen.isInMotion();
        return mayBeFromBefore || isDone()
                ? this
                : new Followed(owner, before, begun, described, Optional.of(new Listed(seen, now)));
    }

    /**
     * Whether this one may have been created since, in place of the one that was followed. When AWS created that one, a list has to
     * tell, and soon: to delete a stream and create another takes longer.
     */
    boolean mayBeReplacedBy(StreamSighting seen, Instant now) {
        if (before instanceof Before.Described known) {
            return !known.description().createdAt().equals(seen.createdAt());
        }
        return listed.map(Listed::stream)
                .map(first -> !first.createdAt().equals(seen.createdAt()))
                .orElseGet(() -> now.isAfter(begun.plus(GOOD_FOR)));
    }

    /** Whether a list has shown that AWS is done. */
    boolean isDone() {
        return listed.filter(seen -> !seen.stream().isInMotion()).isPresent();
    }

    /** Whether another list would tell nothing that is worth its call. */
    boolean isFresh(Instant now) {
        return isDone()
                || listed.filter(seen -> seen.at().plus(fresh(now)).isAfter(now))
                        .isPresent();
    }

    /** A stream in CREATING keeps others from being created, and takes records in plaintext from ACTIVE on. */
    private Duration fresh(Instant now) {
        if (before instanceof Before.Created) {
            return FRESH_AT_LEAST;
        }
        Duration share = Duration.between(begun, now).dividedBy(FRESH_SHARE);
        if (share.compareTo(FRESH_AT_LEAST) < 0) {
            return FRESH_AT_LEAST;
        }
        return share.compareTo(FRESH_AT_MOST) > 0 ? FRESH_AT_MOST : share;
    }

    /** Whether lists do not suffice, whatever they say. */
    boolean isToBeDescribed(Instant now) {
        return mayLackAnotherKey() || !described.plus(Pace.STEADY).isAfter(now);
    }

    /**
     * AWS may have hidden from the last description what somebody else did before AWS began this. Under which key the stream is
     * would then be said wrongly, for as long as lists show it to be in motion.
     */
    private boolean mayLackAnotherKey() {
        return before instanceof Before.Described known
                && known.description().keyId().isPresent()
                && described.isBefore(begun.plus(STALE));
    }

    /** Whether a description may still show it at what the list has shown it to be done with. */
    private boolean mayBeHidden(Listed seen, Instant now) {
        return !seen.stream().isInMotion() && seen.at().plus(HIDDEN).isAfter(now);
    }

    /** As the list shows it; empty if it has to be described. */
    Optional<StreamDescription> asListed(Instant now) {
        return listed.filter(seen -> seen.at().plus(GOOD_FOR).isAfter(now))
                .flatMap(seen -> before instanceof Before.Described known && mayBeHidden(seen, now)
                        ? Optional.of(known.description().in(StreamState.UPDATING))
                        : seen.stream().after(before));
    }
}
