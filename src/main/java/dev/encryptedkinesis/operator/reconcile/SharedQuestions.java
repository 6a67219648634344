package dev.encryptedkinesis.operator.reconcile;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets passes that have the same question at the same moment ask it once: the first asks, and the others wait for its answer.
 * Nothing is remembered: who comes after the answer asks anew. Safe for use by many threads; who has another question waits for
 * nobody.
 *
 * @param <Q> what is asked, with the identity as which it is asked
 * @param <A> what is answered; that AWS does not say is an answer, too
 */
final class SharedQuestions<Q, A> {

    /** Completed with nothing by one that got no answer. */
    private final Map<Q, CompletableFuture<Optional<A>>> underWay = new ConcurrentHashMap<>();

    /**
     * An exception is no answer, and reaches nobody but the one whose asking threw it. If a call was put off, that was one
     * object's turn; those who waited have turns of their own, and each of them asks for itself.
     *
     * @param asking ends by itself, as each call of AWS does by its timeouts, and waits for nobody who may ask this
     */
    A ask(Q question, Supplier<A> asking) {
        CompletableFuture<Optional<A>> own = new CompletableFuture<>();
        CompletableFuture<Optional<A>> first = underWay.putIfAbsent(question, own);
        return first == null ? askForAll(question, own, asking) : first.join().orElseGet(() -> ask(question, asking));
    }

    private A askForAll(Q question, CompletableFuture<Optional<A>> own, Supplier<A> asking) {
        Optional<A> answer = Optional.empty();
        try {
            answer = Optional.of(asking.get());
            return answer.get();
        } finally {
            // In this order: who has heard the answer and asks again is to ask AWS.
            underWay.remove(question);
            own.complete(answer);
        }
    }
}
