package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.stream.Failure;
import java.util.function.Supplier;

/** Asks again, a few times, when AWS is asked too often: whoever looks at many principals does that. */
record Patience(Pause pause) {

    private static final int MOST_TIMES = 5;

    <T> Answer<T> ask(Supplier<T> question) {
        Answer<T> answer = Answer.to(question);
        for (int times = 1; times < MOST_TIMES && isThrottled(answer); times++) {
            pause.beforeAskingAgain();
            answer = Answer.to(question);
        }
        return answer;
    }

    private static boolean isThrottled(Answer<?> answer) {
        return answer.silence()
                .filter(why -> why.kind() == Failure.Kind.THROTTLED)
                .isPresent();
    }
}
