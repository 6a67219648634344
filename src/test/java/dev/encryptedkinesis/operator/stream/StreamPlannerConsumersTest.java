package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.FanOutConsumer.State;
import dev.encryptedkinesis.operator.stream.NextStep.Act;
import dev.encryptedkinesis.operator.stream.NextStep.Blocked;
import dev.encryptedkinesis.operator.stream.NextStep.Converged;
import dev.encryptedkinesis.operator.stream.NextStep.For;
import dev.encryptedkinesis.operator.stream.NextStep.Wait;
import dev.encryptedkinesis.operator.stream.Retention.OnDecrease;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Fan-out consumers of a stream of ours. */
class StreamPlannerConsumersTest {

    private static final Situation WELL = Situation.allIsWell();
    private static final StreamAction REGISTER = new StreamAction.RegisterConsumer(Situation.ARN, "billing");

    @Test
    void areRegisteredOneAtATimeByTheStreamsArn() {
        assertThat(WELL.withConsumers("billing", "audit").havingListed().plan())
                .isEqualTo(new Act(new StreamAction.RegisterConsumer(Situation.ARN, "audit")));
        assertThat(WELL.withConsumers("billing", "audit")
                        .havingListed(consumer("audit", State.CREATING))
                        .plan())
                .isEqualTo(new Act(REGISTER));
    }

    @Test
    void areAllAsAskedOnceTheyAreActive() {
        assertThat(WELL.withConsumers("billing")
                        .havingListed(consumer("billing", State.ACTIVE))
                        .plan())
                .isEqualTo(new Converged());
    }

    @ParameterizedTest
    @EnumSource(value = State.class, mode = Mode.EXCLUDE, names = "ACTIVE")
    void areWaitedFor(State state) {
        Duration ago = Duration.ofSeconds(20);

        assertThat(WELL.withConsumers("billing")
                        .havingListed(consumer("billing", state))
                        .afterAction(REGISTER, ago)
                        .plan())
                .isEqualTo(new Wait(For.CONSUMERS, Optional.of(Situation.NOW.minus(ago))));
    }

    @Test
    void thatNobodyHasLookedAtAreNoReasonToRegisterThem() {
        assertThat(WELL.withConsumers("billing").plan()).isInstanceOf(Wait.class);
    }

    @Test
    void areNotRegisteredTwiceWhileTheFirstTimeIsNotShown() {
        assertThat(WELL.withConsumers("billing")
                        .havingListed()
                        .afterAction(REGISTER, Duration.ofSeconds(2))
                        .plan())
                .isEqualTo(new Wait(For.EFFECT, Optional.of(Situation.NOW.minusSeconds(2))));
    }

    @Test
    void fiveThatAreCreatingAreWaitedForBeforeASixth() {
        FanOutConsumer[] creating = consumers(5, State.CREATING);

        assertThat(WELL.withConsumers("billing").havingListed(creating).plan())
                .isEqualTo(new Wait(For.CONSUMERS, Optional.empty()));
        assertThat(WELL.withConsumers("billing")
                        .havingListed(consumers(4, State.CREATING))
                        .plan())
                .isEqualTo(new Act(REGISTER));
    }

    @Test
    void twentyOfOthersLeaveNoRoom() {
        assertThat(WELL.withConsumers("billing")
                        .havingListed(consumers(20, State.ACTIVE))
                        .plan())
                .isEqualTo(new Blocked(Blocker.NO_ROOM_FOR_CONSUMERS));
    }

    @Test
    void theOldOnesMakeRoomForTheNew() {
        assertThat(WELL.withConsumers("billing")
                        .havingRegistered("other-7")
                        .havingListed(consumers(20, State.ACTIVE))
                        .plan())
                .isEqualTo(new Act(deregister("other-7")));
    }

    @Test
    void thatTheSpecNoLongerHasAreDeregistered() {
        assertThat(WELL.havingRegistered("billing")
                        .havingListed(consumer("billing", State.ACTIVE))
                        .plan())
                .isEqualTo(new Act(deregister("billing")));
    }

    @Test
    void thatAreGoingAreWaitedFor() {
        assertThat(WELL.havingRegistered("billing")
                        .havingListed(consumer("billing", State.DELETING))
                        .plan())
                .isEqualTo(new Wait(For.CONSUMERS, Optional.empty()));
    }

    @Test
    void thatAreGoneNeedNothing() {
        assertThat(WELL.havingRegistered("billing").havingListed().plan()).isEqualTo(new Converged());
    }

    /** The answer may have been lost, or the list be from before: for a while, nobody knows. */
    @Test
    void thatSeemToBeGoneSoonAfterAChangeAreLookedAtAgain() {
        Situation seemGone = WELL.havingRegistered("billing").havingListed();

        assertThat(seemGone.afterAction(deregister("billing"), Duration.ofSeconds(14))
                        .plan())
                .isEqualTo(new Wait(For.CONSUMERS, Optional.of(Situation.NOW.minusSeconds(14))));
        assertThat(seemGone.afterAction(deregister("billing"), Duration.ofSeconds(15))
                        .plan())
                .isEqualTo(new Converged());
    }

    @Test
    void areDeregisteredAgainWhenTheFirstTimeHadNoEffect() {
        Situation isOn = WELL.havingRegistered("billing").havingListed(consumer("billing", State.ACTIVE));

        assertThat(isOn.afterAction(deregister("billing"), Duration.ofSeconds(14))
                        .plan())
                .isEqualTo(new Wait(For.EFFECT, Optional.of(Situation.NOW.minusSeconds(14))));
        assertThat(isOn.afterAction(deregister("billing"), Duration.ofSeconds(15))
                        .plan())
                .isEqualTo(new Act(deregister("billing")));
    }

    /** The answer to the registration may have been lost, and the spec edited since. */
    @Test
    void thatMayHaveBeenRegisteredAreDeregisteredOnceTheyShow() {
        assertThat(WELL.afterAction(REGISTER, Duration.ofSeconds(1))
                        .havingListed()
                        .plan())
                .isEqualTo(new Wait(For.CONSUMERS, Optional.of(Situation.NOW.minusSeconds(1))));
        assertThat(WELL.afterAction(REGISTER, Duration.ofSeconds(3))
                        .havingListed(consumer("billing", State.CREATING))
                        .plan())
                .isEqualTo(new Act(deregister("billing")));
        assertThat(WELL.afterAction(REGISTER, Duration.ofSeconds(15))
                        .havingListed()
                        .plan())
                .isEqualTo(new Converged());
    }

    @Test
    void ofOthersStay() {
        assertThat(WELL.withConsumers("billing")
                        .havingListed(consumer("billing", State.ACTIVE), consumer("theirs", State.ACTIVE))
                        .plan())
                .isEqualTo(new Converged());
    }

    @Test
    void holdUpNothingWhileTheyAreWaitedFor() {
        Situation waiting = WELL.withConsumers("billing").havingListed(consumer("billing", State.CREATING));

        assertThat(waiting.withSpecTags(Map.of("team", "other")).plan())
                .isEqualTo(new Act(new StreamAction.AddTags(Map.of("team", "other"))));
    }

    @Test
    void comeAfterTheMetrics() {
        assertThat(WELL.withRetention(24, OnDecrease.REFUSE)
                        .withConsumers("billing")
                        .withMetrics("ALL")
                        .havingListed()
                        .plan())
                .isInstanceOfSatisfying(
                        Act.class, act -> assertThat(act.action()).isInstanceOf(StreamAction.EnableMetrics.class));
    }

    private static FanOutConsumer[] consumers(int count, State state) {
        return IntStream.range(0, count)
                .mapToObj(i -> consumer("other-" + i, state))
                .toArray(FanOutConsumer[]::new);
    }

    private static FanOutConsumer consumer(String name, State state) {
        return new FanOutConsumer(name, Situation.ARN + "/consumer/" + name + ":1", state);
    }

    private static StreamAction deregister(String name) {
        return new StreamAction.DeregisterConsumer(Situation.ARN + "/consumer/" + name + ":1", name);
    }
}
