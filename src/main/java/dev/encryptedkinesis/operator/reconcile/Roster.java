package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.stream.Errand;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.Gateways;
import dev.encryptedkinesis.operator.stream.PutOffException;
import dev.encryptedkinesis.operator.stream.Realm;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamRoll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * The streams that AWS is at, of one identity in one Region, by name. Lists tell of all of them together; where too few are in
 * motion, or they lie too far apart in the alphabet, describing each is as cheap, and is what is done.
 */
final class Roster {

    /** AWS takes five a second, of which half is the operator's share. */
    private static final Duration BETWEEN_LISTS = Duration.ofSeconds(1);

    /** After so long, others may be in motion, and lie closer together. */
    private static final Duration PAGES_KNOWN_FOR = Duration.ofMinutes(1);

    private final Realm realm;
    private final Gateways gateways;
    private final int worth;
    private final OptionalLook turns;
    private final Errand errand;
    private final ConcurrentSkipListMap<String, Followed> followed = new ConcurrentSkipListMap<>();
    private final Lock lock = new ReentrantLock();
    private volatile Pages last = new Pages(1, Instant.MIN);

    private record Pages(int calls, Instant at) {

        int expected(Instant now) {
            return at.isAfter(now.minus(PAGES_KNOWN_FOR)) ? calls : 1;
        }
    }

    /** @param worth of how many streams a call has to tell */
    Roster(Realm realm, Gateways gateways, int worth) {
        this.realm = realm;
        this.gateways = gateways;
        this.worth = worth;
        this.turns =
                new OptionalLook("the states of all streams in %s together".formatted(realm.region()), BETWEEN_LISTS);
        this.errand = new Errand("", "streams in " + realm.region(), Errand.Urgency.ENCRYPTION);
    }

    void follow(String name, Followed stream) {
        followed.put(name, stream);
    }

    void change(String name, String uid, UnaryOperator<Followed> change) {
        followed.computeIfPresent(
                name, (key, stream) -> stream.owner().uid().equals(uid) ? change.apply(stream) : stream);
    }

    Optional<Followed> find(String name, String uid) {
        return Optional.ofNullable(followed.get(name))
                .filter(stream -> stream.owner().uid().equals(uid));
    }

    void leave(String name, String uid) {
        followed.computeIfPresent(name, (key, stream) -> stream.owner().uid().equals(uid) ? null : stream);
    }

    void forget(String uid) {
        followed.values().removeIf(stream -> stream.owner().uid().equals(uid));
    }

    /**
     * The stream as far as a list suffices to show it; else it has to be described.
     *
     * @param news is given those of the others that AWS is done with
     */
    Optional<StreamDescription> look(String name, String uid, Instant now, List<Followed> news) {
        Optional<Followed> own = find(name, uid);
        if (own.isEmpty() || own.get().isToBeDescribed(now)) {
            return Optional.empty();
        }
        if (!own.get().isFresh(now)) {
            if (!isWorthAList(now)) {
                return Optional.empty();
            }
            news.addAll(listIfDue(name, now));
        }
        return find(name, uid).flatMap(stream -> stream.asListed(now));
    }

    private boolean isWorthAList(Instant now) {
        return followed.size() >= worth * last.expected(now);
    }

    /** Nobody waits for another's list. */
    private List<Followed> listIfDue(String asking, Instant now) {
        if (!lock.tryLock()) {
            return List.of();
        }
        try {
            return turns.isDue(now) ? gateways.on(errand, () -> list(asking, now)) : List.of();
        } finally {
            lock.unlock();
        }
    }

    private List<Followed> list(String asking, Instant now) {
        try {
            StreamRoll roll = gateways.streams(realm).roll(new TreeSet<>(followed.keySet()));
            turns.answered(now);
            last = new Pages(roll.calls(), now);
            List<Followed> done = new ArrayList<>();
            roll.streams()
                    .forEach((name, sighting) -> followed.computeIfPresent(name, (key, before) -> {
                        if (before.mayBeReplacedBy(sighting, now)) {
                            return null;
                        }
                        Followed after = before.listed(sighting, now);
                        if (after.isDone() && !before.isDone() && !name.equals(asking)) {
                            done.add(after);
                        }
                        return after;
                    }));
            return done;
        } catch (PutOffException e) {
            turns.putOff(e.waitFor(), now);
        } catch (FailureException e) {
            turns.failed(e.failure(), now);
        }
        return List.of();
    }
}
