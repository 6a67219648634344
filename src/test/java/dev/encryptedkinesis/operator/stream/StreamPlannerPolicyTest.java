package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.FanOutConsumer.State;
import dev.encryptedkinesis.operator.stream.NextStep.Act;
import dev.encryptedkinesis.operator.stream.NextStep.Converged;
import dev.encryptedkinesis.operator.stream.NextStep.For;
import dev.encryptedkinesis.operator.stream.NextStep.Wait;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The resource policy of a stream of ours. */
class StreamPlannerPolicyTest {

    private static final Situation WELL = Situation.allIsWell();
    private static final ResourcePolicy ALLOW = new ResourcePolicy("allow", Map.of("Statement", "Allow"));
    private static final ResourcePolicy DENY = new ResourcePolicy("deny", Map.of("Statement", "Deny"));
    private static final Act PUT = new Act(new StreamAction.PutPolicy(Situation.ARN, ALLOW));

    @Test
    void isPutOnByTheStreamsArn() {
        assertThat(WELL.withPolicy(ALLOW).havingPolicy(ResourcePolicy.NONE).plan())
                .isEqualTo(PUT);
    }

    @Test
    void replacesAnother() {
        assertThat(WELL.withPolicy(ALLOW).havingPolicy(DENY).plan()).isEqualTo(PUT);
    }

    @Test
    void withTheSameMeaningIsLeftAlone() {
        assertThat(WELL.withPolicy(ALLOW)
                        .havingPolicy(new ResourcePolicy("other words", Map.of("Statement", "Allow")))
                        .plan())
                .isEqualTo(new Converged());
    }

    @Test
    void isNotPutOnTwiceWhileTheFirstTimeIsNotShown() {
        assertThat(WELL.withPolicy(ALLOW)
                        .havingPolicy(ResourcePolicy.NONE)
                        .afterAction(PUT.action(), Duration.ofSeconds(2))
                        .plan())
                .isEqualTo(new Wait(For.EFFECT, Optional.of(Situation.NOW.minusSeconds(2))));
    }

    @Test
    void isTakenOffWhenTheSpecNoLongerHasIt() {
        assertThat(WELL.havingPutAPolicy().havingPolicy(ALLOW).plan())
                .isEqualTo(new Act(new StreamAction.DeletePolicy(Situation.ARN)));
        assertThat(WELL.havingPutAPolicy().havingPolicy(ResourcePolicy.NONE).plan())
                .isEqualTo(new Converged());
    }

    /** The answer may have been lost, or what is seen be from before: for a while, nobody knows. */
    @Test
    void thatSeemsToBeGoneSoonAfterAChangeIsLookedAtAgain() {
        StreamAction delete = new StreamAction.DeletePolicy(Situation.ARN);
        Situation seemsGone = WELL.havingPutAPolicy().havingPolicy(ResourcePolicy.NONE);

        assertThat(seemsGone.afterAction(delete, Duration.ofSeconds(14)).plan())
                .isEqualTo(new Wait(For.CONSUMERS, Optional.of(Situation.NOW.minusSeconds(14))));
        assertThat(seemsGone.afterAction(delete, Duration.ofSeconds(15)).plan()).isEqualTo(new Converged());
    }

    @Test
    void isTakenOffAgainWhenTheFirstTimeHadNoEffect() {
        StreamAction delete = new StreamAction.DeletePolicy(Situation.ARN);
        Situation isOn = WELL.havingPutAPolicy().havingPolicy(ALLOW);

        assertThat(isOn.afterAction(delete, Duration.ofSeconds(14)).plan())
                .isEqualTo(new Wait(For.EFFECT, Optional.of(Situation.NOW.minusSeconds(14))));
        assertThat(isOn.afterAction(delete, Duration.ofSeconds(15)).plan()).isEqualTo(new Act(delete));
    }

    /** The answer to putting it on may have been lost, and the spec edited since. */
    @Test
    void thatMayHaveBeenPutOnIsTakenOffOnceItShows() {
        assertThat(WELL.afterAction(PUT.action(), Duration.ofSeconds(1))
                        .havingPolicy(ResourcePolicy.NONE)
                        .plan())
                .isEqualTo(new Wait(For.CONSUMERS, Optional.of(Situation.NOW.minusSeconds(1))));
        assertThat(WELL.afterAction(PUT.action(), Duration.ofSeconds(3))
                        .havingPolicy(ALLOW)
                        .plan())
                .isEqualTo(new Act(new StreamAction.DeletePolicy(Situation.ARN)));
        assertThat(WELL.afterAction(PUT.action(), Duration.ofSeconds(15))
                        .havingPolicy(ResourcePolicy.NONE)
                        .plan())
                .isEqualTo(new Converged());
    }

    @Test
    void ofOthersStays() {
        assertThat(WELL.havingPolicy(DENY).plan()).isEqualTo(new Converged());
    }

    @Test
    void comesAfterTheConsumersAndBeforeTheTags() {
        Situation all = WELL.withConsumers("billing")
                .havingListed()
                .withPolicy(ALLOW)
                .havingPolicy(ResourcePolicy.NONE)
                .withSpecTags(Map.of("team", "other"));

        assertThat(all.plan()).isEqualTo(new Act(new StreamAction.RegisterConsumer(Situation.ARN, "billing")));
        assertThat(all.havingListed(new FanOutConsumer("billing", "arn", State.CREATING))
                        .plan())
                .isEqualTo(PUT);
        assertThat(all.havingListed(new FanOutConsumer("billing", "arn", State.ACTIVE))
                        .havingPolicy(ALLOW)
                        .plan())
                .isEqualTo(new Act(new StreamAction.AddTags(Map.of("team", "other"))));
    }
}
