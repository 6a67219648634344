package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.AccessGateways;
import dev.encryptedkinesis.operator.access.AccessQuestion;
import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.access.GrantOrder;
import dev.encryptedkinesis.operator.access.GrantPlan;
import dev.encryptedkinesis.operator.access.GrantState;
import dev.encryptedkinesis.operator.access.GrantState.Stage;
import dev.encryptedkinesis.operator.access.KeyAccessGateway;
import dev.encryptedkinesis.operator.access.KeyGrant;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.Owner;
import dev.encryptedkinesis.operator.stream.PutOffException;
import dev.encryptedkinesis.operator.stream.Realm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;

/**
 * Gives and takes back the grants of an object. A key is recorded in the object's status before the first grant is given on
 * it: so however a process ends, no grant is left behind that nobody looks for.
 */
final class GrantKeeper {

    /** A pass has an end; what is left is done in the next. KMS takes 50 a second from the whole account. */
    static final int MOST_AT_ONCE = 10;

    /** KMS may show a grant, and the end of one, as late as this (KMS developer guide, "Grant concepts"). */
    static final Duration VISIBLE_WITHIN = Duration.ofMinutes(5);

    /** After this, AWS refuses a call, such as one of a process that was suspended when it had signed it (Signature Version 4). */
    private static final Duration SIGNED_FOR = Duration.ofMinutes(5);

    /** After this a grant that does not show is not there, also if what KMS answers is a little old. */
    private static final Duration HIDDEN_AT_MOST = VISIBLE_WITHIN.plusMinutes(1);

    private final AccessGateways gateways;
    private final PolicyMemory memory;
    private final Clock clock;
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();

    /**
     * Since when all grants of an object on a key must have been given at the latest: its last one by this process, or some
     * time after the first look of this process, until when a call of another one may arrive; whichever is later.
     */
    private final Map<Held, Instant> settledSince = new ConcurrentHashMap<>();

    private record Held(String uid, String keyArn) {}

    GrantKeeper(AccessGateways gateways, PolicyMemory memory, Clock clock) {
        this.gateways = gateways;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * Does a part of what there is to do.
     *
     * @param question empty: nobody is to have grants any more
     * @param recorded the keys that the object's status names
     * @param sight how long changes may be begun: after that, another process may lead, and know another spec
     */
    GrantState keep(Owner owner, Realm realm, Optional<AccessQuestion> question, Set<String> recorded, Sight sight) {
        Instant now = clock.instant();
        Set<String> wanted = GrantPlan.keys(question);
        Set<String> all = new TreeSet<>(recorded);
        all.addAll(wanted);
        if (all.isEmpty()) {
            return GrantState.NONE;
        }
        asked.values().removeIf(at -> !at.plus(VISIBLE_WITHIN).isAfter(now));
        all.forEach(key -> settledSince.putIfAbsent(new Held(owner.uid(), key), now.plus(SIGNED_FOR)));
        // What is remembered may be from before a grant showed, and by this look the key may be forgotten.
        all.stream().filter(key -> !wanted.contains(key)).forEach(memory::forgetGrants);
        Round round = new Round(gateways.keyAccess(realm), sight, now);
        Map<String, List<KeyGrant>> found = round.look(realm, all);
        GrantPlan plan = GrantPlan.of(owner, question, found);
        plan.missing().stream()
                .filter(order -> recorded.contains(order.keyArn()))
                .forEach(order -> round.give(owner, order));
        plan.surplus().forEach(round::takeBack);

        Set<String> kept = new TreeSet<>(wanted);
        recorded.stream().filter(key -> mayHaveOurs(owner, key, found, now)).forEach(kept::add);
        boolean isDone =
                plan.missing().isEmpty() && plan.surplus().isEmpty() && round.failures.isEmpty() && !round.isCutShort;
        return new GrantState(
                isDone ? Stage.IN_PLACE : round.isAllAsked(plan, recorded) ? Stage.SPREADING : Stage.UNDER_WAY,
                kept,
                round.given,
                round.takenBack,
                List.copyOf(round.failures));
    }

    /** Forgets what was remembered of an object that is gone. */
    void forget(String uid) {
        settledSince.keySet().removeIf(held -> held.uid().equals(uid));
    }

    private boolean mayHaveOurs(Owner owner, String key, Map<String, List<KeyGrant>> found, Instant now) {
        boolean mayBeHidden = settledSince
                .get(new Held(owner.uid(), key))
                .plus(HIDDEN_AT_MOST)
                .isAfter(now);
        return mayBeHidden
                || !found.containsKey(key)
                || found.get(key).stream()
                        .flatMap(grant -> grant.name().stream())
                        .anyMatch(name -> GrantOrder.isOf(owner, name));
    }

    /** What is done in one pass. */
    private final class Round {

        private final KeyAccessGateway kms;
        private final Sight sight;
        private final Instant now;
        private final Set<Failure> failures = new LinkedHashSet<>();
        private final List<GrantOrder> given = new ArrayList<>();
        private int takenBack;
        private int left = MOST_AT_ONCE;
        private boolean isCutShort;

        Round(KeyAccessGateway kms, Sight sight, Instant now) {
            this.kms = kms;
            this.sight = sight;
            this.now = now;
        }

        /** The grants on each key, as far as KMS tells. */
        Map<String, List<KeyGrant>> look(Realm realm, Set<String> keys) {
            Map<String, List<KeyGrant>> found = new HashMap<>();
            for (String key : keys) {
                Answer<List<KeyGrant>> answer;
                try {
                    answer = memory.grants(realm, key, now);
                } catch (PutOffException e) {
                    if (failures.isEmpty() && found.isEmpty()) {
                        throw e;
                    }
                    // What KMS has just said is to count. A pass that is put off is repeated as if it had not been:
                    // it would ask for the same keys again, and never for the others.
                    isCutShort = true;
                    break;
                }
                answer.known().ifPresent(grants -> found.put(key, grants));
                answer.silence().ifPresent(why -> {
                    // With a key that KMS does not know any more, its grants are gone.
                    if (why.kind() == Failure.Kind.KEY_NOT_FOUND) {
                        found.put(key, List.of());
                    } else {
                        failures.add(why);
                    }
                });
            }
            return found;
        }

        /** Whether nothing is left but to wait until KMS shows it. */
        boolean isAllAsked(GrantPlan plan, Set<String> recorded) {
            return left > 0
                    && !isCutShort
                    && failures.isEmpty()
                    && plan.missing().stream().allMatch(order -> recorded.contains(order.keyArn()));
        }

        void give(Owner owner, GrantOrder order) {
            // A call of another process may still arrive later than this one.
            settledSince.merge(
                    new Held(owner.uid(), order.keyArn()), now, BinaryOperator.maxBy(Comparator.naturalOrder()));
            if (attempt(order.keyArn(), order.name(), () -> kms.give(order))) {
                given.add(order);
            }
        }

        void takeBack(GrantPlan.Surplus surplus) {
            if (attempt(surplus.keyArn(), surplus.grantId(), () -> kms.takeBack(surplus.keyArn(), surplus.grantId()))) {
                takenBack++;
            }
        }

        /** @param what is asked for: not again while KMS may not show yet that it was done */
        private boolean attempt(String keyArn, String what, Runnable change) {
            memory.forgetGrants(keyArn);
            if (!sight.lastsUntil(clock.instant())) {
                left = 0;
            }
            if (left == 0 || asked.containsKey(keyArn + " " + what)) {
                return false;
            }
            left--;
            try {
                change.run();
                asked.put(keyArn + " " + what, now);
                return true;
            } catch (FailureException e) {
                failures.add(e.failure());
                return false;
            } catch (PutOffException e) {
                // Calls are spent: what was given up to now is recorded, and the next pass gives the rest.
                left = 0;
                return false;
            }
        }
    }
}
