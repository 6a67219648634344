package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.AccessGateways;
import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.access.IdentityDecision;
import dev.encryptedkinesis.operator.access.IdentityDecision.Outcome;
import dev.encryptedkinesis.operator.access.IdentityQuestion;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.PutOffException;
import dev.encryptedkinesis.operator.stream.Realm;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What IAM says of principals. IAM publishes no rate for these questions, and they are many: so an answer is remembered,
 * shorter if somebody may be about to mend what it says. It stands until it has been asked for again, as there may be more
 * questions than IAM can be asked before the first answer is out of date.
 */
final class IdentityMemory {

    /** Questions in one pass, which has an end; what is left is asked in the next. */
    static final int MOST_AT_ONCE = 10;

    static final Duration GOOD_FOR = Duration.ofHours(1);
    static final Duration BAD_FOR = Duration.ofMinutes(5);

    /** After it is out of date. Half of what IAM is taken to answer is nine thousand questions in this time. */
    static final Duration STANDS_FOR = Duration.ofHours(1);

    private final AccessGateways gateways;
    private final Map<Asked, Remembered> answers = new ConcurrentHashMap<>();
    private final Map<Realm, Remembered> refusals = new ConcurrentHashMap<>();

    private record Asked(Realm realm, IdentityQuestion question) {}

    private record Remembered(Answer<List<IdentityDecision>> answer, Instant until) {

        boolean isFresh(Instant now) {
            return until.isAfter(now);
        }
    }

    private record Due(IdentityQuestion question, Instant since) {}

    IdentityMemory(AccessGateways gateways) {
        this.gateways = gateways;
    }

    /**
     * Asks some of what is not known or out of date. What is not known at all comes first, and then what has been out of date
     * the longest, so that each question has its turn.
     *
     * @return when to ask more; empty if nothing is left to ask
     */
    Optional<Duration> refresh(Realm realm, Collection<IdentityQuestion> questions, Instant now) {
        int left = MOST_AT_ONCE;
        for (IdentityQuestion question : due(realm, questions, now)) {
            if (refusal(realm, now).isPresent()) {
                return Optional.empty();
            }
            if (left == 0) {
                return Optional.of(AccessPass.GO_ON);
            }
            try {
                ask(realm, question, now);
            } catch (PutOffException e) {
                return Optional.of(e.waitFor());
            }
            left--;
        }
        return Optional.empty();
    }

    private List<IdentityQuestion> due(Realm realm, Collection<IdentityQuestion> questions, Instant now) {
        return questions.stream()
                .map(question -> new Due(
                        question, answer(realm, question).map(Remembered::until).orElse(Instant.MIN)))
                .filter(due -> !due.since().isAfter(now))
                .sorted(Comparator.comparing(Due::since))
                .map(Due::question)
                .toList();
    }

    /** Empty as long as one of them has never been answered. */
    Optional<Map<IdentityQuestion, Answer<List<IdentityDecision>>>> recall(
            Realm realm, Collection<IdentityQuestion> questions, Instant now) {
        Map<IdentityQuestion, Answer<List<IdentityDecision>>> known = new HashMap<>();
        for (IdentityQuestion question : questions) {
            Optional<Remembered> answer = refusal(realm, now).or(() -> answer(realm, question));
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            known.put(question, answer.get().answer());
        }
        return Optional.of(known);
    }

    private Optional<Remembered> answer(Realm realm, IdentityQuestion question) {
        return Optional.ofNullable(answers.get(new Asked(realm, question)));
    }

    /** Where IAM refuses to answer the operator at all, it is not asked for everybody. */
    private Optional<Remembered> refusal(Realm realm, Instant now) {
        return Optional.ofNullable(refusals.get(realm)).filter(refusal -> refusal.isFresh(now));
    }

    private void ask(Realm realm, IdentityQuestion question, Instant now) {
        // What does not stand any more goes, so that principals nobody names any more do not pile up.
        answers.values().removeIf(old -> !old.isFresh(now.minus(STANDS_FOR)));
        refusals.values().removeIf(old -> !old.isFresh(now));
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
    }

    private static boolean isGood(Answer<List<IdentityDecision>> answer) {
        return answer.known()
                .filter(decisions -> decisions.stream().allMatch(decision -> decision.outcome() == Outcome.ALLOWED))
                .isPresent();
    }
}
