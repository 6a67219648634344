package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptsTest {

    private final Attempts attempts = new Attempts();

    @Test
    void failuresInARowAreCounted() {
        assertThat(attempts.failed("a")).isEqualTo(1);
        assertThat(attempts.failed("a")).isEqualTo(2);
        assertThat(attempts.failed("b")).isEqualTo(1);
    }

    @Test
    void aSuccessEndsTheRow() {
        attempts.failed("a");
        attempts.failed("b");

        attempts.succeeded("a");

        assertThat(attempts.failed("a")).isEqualTo(1);
        assertThat(attempts.failed("b")).isEqualTo(2);
    }

    @Test
    void anObjectThatIsGoneIsForgotten() {
        attempts.failed("a");

        attempts.forget("a");

        assertThat(attempts.failed("a")).isEqualTo(1);
    }
}
