package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.reconcile.CreationQueue.Applicant;
import dev.encryptedkinesis.operator.reconcile.CreationQueue.Place;
import dev.encryptedkinesis.operator.stream.NextStep.AwaitSlot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreationQueueTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Place HERE = new Place(Optional.of("111122223333"), "eu-west-1");

    private final CreationQueue queue = new CreationQueue();
    private Instant now = BEGIN;

    @Test
    void fiveAreCreatedAtOnceAndTheOthersKnowTheirPlaces() {
        fill();

        assertThat(before(applicant(7))).contains(0);
        assertThat(before(applicant(6))).contains(0);
        assertThat(before(applicant(7))).contains(1);
    }

    @Test
    void whoIsDoneMakesRoomForTheOldest() {
        fill();
        ask(applicant(7));
        ask(applicant(6));
        queue.left(HERE, "3");

        assertThat(ask(applicant(7))).isPresent();
        assertThat(ask(applicant(6))).isEmpty();
    }

    /** Its key is not usable any more, or it is gone. */
    @Test
    void whoDoesNotAskInTimeHoldsUpNobody() {
        fill();
        ask(applicant(6));
        ask(applicant(7));
        passes(Duration.ofSeconds(12));
        queue.left(HERE, "3");

        assertThat(ask(applicant(7))).isEmpty();
    }

    @Test
    void whoIsStalledHoldsUpNobody() {
        fill();
        ask(applicant(6));
        queue.left(HERE, "6");
        queue.left(HERE, "3");

        assertThat(ask(applicant(7))).isEmpty();
    }

    /** A call that is put off leaves it its slot, for a while. */
    @Test
    void aSlotIsKeptForWhoCouldNotUseItYet() {
        for (int i = 0; i < CreationQueue.AT_ONCE; i++) {
            assertThat(ask(applicant(i))).isEmpty();
        }

        assertThat(ask(applicant(2))).isEmpty();
        assertThat(ask(applicant(9))).isPresent();
        passes(Duration.ofSeconds(31));
        assertThat(ask(applicant(9))).isEmpty();
    }

    @Test
    void whenAwsHasNoSlotNobodyAsksForAMomentAndTheOrderStays() {
        assertThat(ask(applicant(1))).isEmpty();
        queue.refused(HERE, applicant(1), now);

        assertThat(before(applicant(2))).contains(1);
        assertThat(before(applicant(1))).contains(0);
        passes(Duration.ofSeconds(3));
        assertThat(ask(applicant(1))).isEmpty();
        assertThat(ask(applicant(2))).isEmpty();
    }

    @Test
    void anotherRegionHasSlotsOfItsOwn() {
        fill();

        assertThat(queue.ask(new Place(HERE.account(), "us-east-1"), applicant(6), now))
                .isEmpty();
    }

    @Test
    void aStreamThatNobodySeesAnyMoreDoesNotKeepItsSlotForEver() {
        fill();
        passes(Duration.ofMinutes(10));

        assertThat(ask(applicant(6))).isEmpty();
    }

    /** The further back, the more seldom: a thousand that wait cost next to nothing. */
    @Test
    void whoIsFarBackAsksSeldom() {
        fill();
        for (int i = 10; i < 1_010; i++) {
            ask(applicant(i));
        }

        assertThat(ask(applicant(10)).orElseThrow().until()).isEqualTo(now.plusMillis(250));
        assertThat(ask(applicant(1_009)).orElseThrow().until()).isAfter(now.plusSeconds(100));
    }

    private void fill() {
        for (int i = 0; i < CreationQueue.AT_ONCE; i++) {
            assertThat(ask(applicant(i))).isEmpty();
            queue.creating(HERE, "" + i, now);
        }
    }

    private static Applicant applicant(int number) {
        return new Applicant("" + number, BEGIN.plusSeconds(number), "shop/orders-" + number);
    }

    private Optional<AwaitSlot> ask(Applicant applicant) {
        return queue.ask(HERE, applicant, now);
    }

    private Optional<Integer> before(Applicant applicant) {
        return ask(applicant).map(AwaitSlot::before);
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }
}
