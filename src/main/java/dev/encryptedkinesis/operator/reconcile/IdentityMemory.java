package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.AccessGateways;
import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.access.IdentityDecision;
import dev.encryptedkinesis.operator.access.IdentityDecision.Outcome;
import dev.encryptedkinesis.operator.access.IdentityQuestion;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.Realm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What IAM says of principals. IAM publishes no rate for these questions, and they are many: so an answer is remembered,
 * shorter if somebody may be about to mend what it says.
 */
final class IdentityMemory {

    static final Duration GOOD_FOR = Duration.ofHours(1);
    static final Duration BAD_FOR = Duration.ofMinutes(5);

    private final AccessGateways gateways;
    private final Map<Asked, Remembered> answers = new ConcurrentHashMap<>();
    private final Map<Realm, Remembered> refusals = new ConcurrentHashMap<>();

    private record Asked(Realm realm, IdentityQuestion question) {}

    private record Remembered(Answer<List<IdentityDecision>> answer, Instant until) {}

    IdentityMemory(AccessGateways gateways) {
        this.gateways = gateways;
    }

    /** Empty if IAM has to be asked. Where IAM refuses to answer the operator at all, it is not asked for everybody. */
    Optional<Answer<List<IdentityDecision>>> recall(Realm realm, IdentityQuestion question, Instant now) {
        return fresh(refusals.get(realm), now).or(() -> fresh(answers.get(new Asked(realm, question)), now));
    }

    Answer<List<IdentityDecision>> ask(Realm realm, IdentityQuestion question, Instant now) {
        // What is out of date goes, so that principals nobody names any more do not pile up.
        answers.values().removeIf(old -> !old.until().isAfter(now));
        refusals.values().removeIf(old -> !old.until().isAfter(now));
        Answer<List<IdentityDecision>> answer =
                Answer.to(() -> gateways.identities(realm).decisions(question));
        Remembered remembered = new Remembered(answer, now.plus(isGood(answer) ? GOOD_FOR : BAD_FOR));
        boolean isRefused = answer.silence()
                .filter(why -> why.kind() == Failure.Kind.DENIED || why.kind() == Failure.Kind.THROTTLED)
                .isPresent();
        if (isRefused) {
            refusals.put(realm, remembered);
        } else {
            answers.put(new Asked(realm, question), remembered);
        }
        return answer;
    }

    private static Optional<Answer<List<IdentityDecision>>> fresh(Remembered remembered, Instant now) {
        return Optional.ofNullable(remembered)
                .filter(known -> known.until().isAfter(now))
                .map(Remembered::answer);
    }

    private static boolean isGood(Answer<List<IdentityDecision>> answer) {
        return answer.known()
                .filter(decisions -> decisions.stream().allMatch(decision -> decision.outcome() == Outcome.ALLOWED))
                .isPresent();
    }
}
