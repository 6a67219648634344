package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.encryptedkinesis.operator.stream.PutOffException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedQuestionsTest {

    private final AtOnce atOnce = new AtOnce();
    private final SharedQuestions<String, String> questions = new SharedQuestions<>();

    @Test
    void whoAsksAtTheSameMomentHearsTheAnswerToOneQuestion() {
        assertThat(atOnce.passes(() -> questions.ask("who?", () -> atOnce.call(() -> "you"))))
                .extracting(Future::get)
                .hasSize(AtOnce.PASSES)
                .containsOnly("you");
        assertThat(atOnce.calls()).isEqualTo(1);
    }

    @Test
    void whoComesAfterTheAnswerAsksAnew() {
        assertThat(questions.ask("who?", () -> "you")).isEqualTo("you");
        assertThat(questions.ask("who?", () -> "somebody else")).isEqualTo("somebody else");
    }

    @Test
    void whoHasAnotherQuestionWaitsForNobody() {
        AtomicReference<String> meanwhile = new AtomicReference<>();

        atOnce.passes(() -> questions.ask(
                "who?",
                () -> atOnce.call(() -> {
                    // All others wait for this answer.
                    meanwhile.set(questions.ask("where?", () -> "here"));
                    return "you";
                })));

        assertThat(meanwhile).hasValue("here");
    }

    @Test
    void onlyTheOneWhoseCallIsPutOffComesBackForIt() {
        AtomicBoolean isSpent = new AtomicBoolean(true);

        List<Future<String>> outcomes = atOnce.passes(() -> questions.ask(
                "who?",
                () -> atOnce.call(() -> {
                    if (isSpent.getAndSet(false)) {
                        throw new PutOffException("WhoAreYou", Duration.ofSeconds(1));
                    }
                    return "you";
                })));

        assertThat(outcomes)
                .filteredOn(SharedQuestionsTest::hasAnswer)
                .hasSize(AtOnce.PASSES - 1)
                .extracting(Future::get)
                .containsOnly("you");
        assertThat(outcomes)
                .filteredOn(outcome -> !hasAnswer(outcome))
                .singleElement()
                .satisfies(outcome -> assertThatThrownBy(outcome::get).hasCauseInstanceOf(PutOffException.class));
    }

    @Test
    void ifNoCallIsLeftForAnybodyEachIsPutOffByItself() {
        List<Future<String>> outcomes = atOnce.passes(() -> questions.ask(
                "who?",
                () -> atOnce.call(() -> {
                    throw new PutOffException("WhoAreYou", Duration.ofSeconds(1));
                })));

        assertThat(outcomes)
                .hasSize(AtOnce.PASSES)
                .allSatisfy(outcome -> assertThatThrownBy(outcome::get).hasCauseInstanceOf(PutOffException.class));
        assertThat(atOnce.calls()).isEqualTo(AtOnce.PASSES);
    }

    private static boolean hasAnswer(Future<?> outcome) {
        try {
            outcome.get();
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
