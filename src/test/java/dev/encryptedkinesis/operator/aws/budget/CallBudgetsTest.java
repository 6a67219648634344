package dev.encryptedkinesis.operator.aws.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.encryptedkinesis.operator.stream.Errand;
import dev.encryptedkinesis.operator.stream.PutOffException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Calls that an errand takes before it makes them. */
class CallBudgetsTest {

    private static final Quota TAGS = new Quota("ListTagsForStream", 1);
    private static final Quota POLICY = new Quota("GetResourcePolicy", 1);

    private long nanos;
    private final CallBudgets budgets = new CallBudgets(1, () -> nanos);
    private final Budget budget = budgets.of("123456789012", "eu-west-1");

    @Test
    void aReservedCallIsTakenOnce() {
        on("1", () -> {
            budget.reserve(TAGS);
            budget.take(TAGS);
            assertPutOff(() -> budget.take(TAGS));
        });
    }

    @Test
    void nobodyElseGetsIt() {
        on("1", () -> {
            budget.reserve(TAGS);
            on("2", () -> assertPutOff(() -> budget.take(TAGS)));
            budget.take(TAGS);
        });
    }

    @Test
    void whatWasNotTakenIsGivenBack() {
        on("1", () -> budget.reserve(TAGS));

        on("2", () -> budget.take(TAGS));
    }

    @Test
    void ofSeveralNoneIsLostWhenOneHasToWait() {
        on("1", () -> budget.take(POLICY));

        assertPutOff(() -> on("2", () -> {
            budget.reserve(TAGS);
            budget.reserve(POLICY);
        }));

        on("3", () -> budget.take(TAGS));
    }

    /** However many wait for it. */
    @Test
    void aCallThatIsReservedAheadIsThereAndOthersWaitLonger() {
        on("1", () -> budget.take(TAGS));
        assertPutOff(() -> on("2", () -> budget.take(TAGS)));

        on("3", () -> {
            budget.reserveAhead(TAGS);
            budget.take(TAGS);
        });

        passes(Duration.ofSeconds(1));
        assertPutOff(() -> on("2", () -> budget.take(TAGS)));
        passes(Duration.ofSeconds(1));
        on("2", () -> budget.take(TAGS));
    }

    @Test
    void whatWasReservedAheadAndNotTakenIsGivenBack() {
        on("1", () -> budget.take(TAGS));
        on("2", () -> budget.reserveAhead(TAGS));

        passes(Duration.ofSeconds(1));
        on("3", () -> budget.take(TAGS));
    }

    /** Or else, of many who wait, the one whose turn has come would wait for all others again since it lacks another call. */
    @Test
    void whoGivesACallBackKeepsItsPlaceInLine() {
        on("0", () -> budget.take(TAGS));
        assertPutOff(() -> on("1", () -> budget.reserve(TAGS)));
        assertPutOff(() -> on("2", () -> budget.reserve(TAGS)));
        passes(Duration.ofMillis(600));
        on("0", () -> budget.take(POLICY));
        passes(Duration.ofMillis(400));
        assertPutOff(() -> on("1", () -> {
            budget.reserve(TAGS);
            budget.reserve(POLICY);
        }));

        assertPutOff(() -> on("2", () -> budget.take(TAGS)));
        on("1", () -> budget.take(TAGS));
    }

    @Test
    void whatIsReservedInOneRegionIsOfNoUseInAnother() {
        Budget another = budgets.of("123456789012", "eu-central-1");
        on("1", () -> another.take(TAGS));

        on("2", () -> {
            budget.reserve(TAGS);
            assertPutOff(() -> another.take(TAGS));
        });
    }

    /** Without an errand, nobody comes back for a call, and all of them are made at once. */
    @Test
    void offAnErrandNothingIsReserved() {
        budget.reserve(TAGS);

        on("1", () -> budget.take(TAGS));
    }

    private void passes(Duration time) {
        nanos += time.toNanos();
    }

    private void on(String uid, Runnable work) {
        budgets.on(new Errand("shop", uid, Errand.Urgency.POLLING), () -> {
            work.run();
            return uid;
        });
    }

    private static void assertPutOff(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        PutOffException.class,
                        putOff -> assertThat(putOff.waitFor()).isGreaterThan(Duration.ZERO));
    }
}
