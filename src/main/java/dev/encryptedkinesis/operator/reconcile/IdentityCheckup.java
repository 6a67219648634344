package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.stream.Actor;
import dev.encryptedkinesis.operator.stream.Caller;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.Realm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks STS as whom it knows an identity, and how often that is worth it. Namespaces come and go, and with each of them an
 * identity has a pass: meanwhile the last answer is good.
 */
public final class IdentityCheckup {

    private final Accounts accounts;
    private final String region;
    private final Pace pace;
    private final Clock clock;
    private final Attempts attempts = new Attempts();
    private final Map<String, Found> last = new ConcurrentHashMap<>();

    /**
     * What STS answered.
     *
     * @param until how long that is good
     */
    record Found(Actor actor, Answer<Caller> answer, Instant until) {}

    /** @param region whose STS is asked */
    public IdentityCheckup(Accounts accounts, String region, Pace pace, Clock clock) {
        this.accounts = accounts;
        this.region = region;
        this.pace = pace;
        this.clock = clock;
    }

    /** An identity has one pass at a time; those of others do not wait for its answer. */
    Found of(String uid, Actor actor) {
        return Optional.ofNullable(last.get(uid))
                .filter(found -> isGood(found, actor))
                .orElseGet(() -> {
                    Found found = ask(uid, actor);
                    last.put(uid, found);
                    return found;
                });
    }

    /** How long that is good yet. */
    Duration left(Found found) {
        Duration left = Duration.between(clock.instant(), found.until());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether a failure is to be told, or may still pass unnoticed. */
    boolean isNews(String uid, Failure failure) {
        return Pace.isNews(failure, attempts.inARow(uid));
    }

    /** Forgets all others. */
    void retain(Set<String> uids) {
        last.keySet().retainAll(uids);
        attempts.retain(uids);
    }

    private boolean isGood(Found found, Actor actor) {
        return found.actor().equals(actor) && clock.instant().isBefore(found.until());
    }

    private Found ask(String uid, Actor actor) {
        Answer<Caller> answer = accounts.ask(new Realm(actor, region));
        return new Found(actor, answer, clock.instant().plus(goodFor(uid, answer)));
    }

    private Duration goodFor(String uid, Answer<Caller> answer) {
        if (answer instanceof Answer.Silent<Caller> silent) {
            return pace.after(silent.why(), attempts.failed(uid));
        }
        attempts.succeeded(uid);
        return pace.steady();
    }
}
