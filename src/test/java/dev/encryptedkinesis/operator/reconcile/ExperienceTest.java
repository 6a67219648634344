package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExperienceTest {

    private final Experience experience = new Experience();

    @Test
    void knowsNothingAtFirst() {
        assertThat(experience.doneAfter(Duration.ZERO, 50)).isEmpty();
    }

    @Test
    void knowsAfterHowLongAShareIsDone() {
        IntStream.of(40, 10, 30, 20).forEach(this::took);

        assertThat(experience.doneAfter(Duration.ZERO, 25)).contains(Duration.ofSeconds(10));
        assertThat(experience.doneAfter(Duration.ZERO, 50)).contains(Duration.ofSeconds(20));
    }

    @Test
    void asksOnlyForThoseThatTookLonger() {
        IntStream.of(10, 20, 30, 40).forEach(this::took);

        assertThat(experience.doneAfter(Duration.ofSeconds(20), 50)).contains(Duration.ofSeconds(30));
        assertThat(experience.doneAfter(Duration.ofSeconds(40), 50)).isEmpty();
    }

    @Test
    void takesTheMiddleBetweenTwoLooks() {
        experience.add(Duration.ofSeconds(10), Duration.ofSeconds(14));

        assertThat(experience.doneAfter(Duration.ZERO, 50)).contains(Duration.ofSeconds(12));
    }

    @Test
    void guessesThatItWasALittleSoonerThanTheFirstLook() {
        experience.add(Duration.ZERO, Duration.ofSeconds(20));

        assertThat(experience.doneAfter(Duration.ZERO, 50)).contains(Duration.ofSeconds(18));
    }

    @Test
    void forgetsWhatWasLongAgo() {
        took(1000);
        IntStream.range(0, 32).forEach(later -> took(10));

        assertThat(experience.doneAfter(Duration.ofSeconds(10), 50)).isEmpty();
    }

    private void took(int seconds) {
        experience.add(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds));
    }
}
