package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What AWS answered to a question, or why it did not: what is not known is never guessed. */
public sealed interface Answer<T> {

    record Known<T>(T value) implements Answer<T> {}

    record Silent<T>(Failure why) implements Answer<T> {}

    /** Asks, and takes a failure for an answer. */
    static <T> Answer<T> to(Supplier<T> question) {
        try {
            return new Known<>(question.get());
        } catch (FailureException e) {
            return new Silent<>(e.failure());
        }
    }

    /** What follows from it, if it is known. */
    default <R> Answer<R> map(Function<T, R> conclusion) {
        return this instanceof Known<T> answer
                ? new Known<>(conclusion.apply(answer.value()))
                : new Silent<>(((Silent<T>) this).why());
    }

    default Optional<T> known() {
        return this instanceof Known<T> answer ? Optional.of(answer.value()) : Optional.empty();
    }

    default Optional<Failure> silence() {
        return this instanceof Silent<T> answer ? Optional.of(answer.why()) : Optional.empty();
    }
}
