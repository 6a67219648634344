package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.encryptedkinesis.operator.stream.NextStep.Act;
import dev.encryptedkinesis.operator.stream.NextStep.Blocked;
import dev.encryptedkinesis.operator.stream.NextStep.Farewell;
import dev.encryptedkinesis.operator.stream.NextStep.For;
import dev.encryptedkinesis.operator.stream.NextStep.Release;
import dev.encryptedkinesis.operator.stream.NextStep.Wait;
import dev.encryptedkinesis.operator.stream.Observation.Claims;
import dev.encryptedkinesis.operator.stream.Policies.Deletion;
import dev.encryptedkinesis.operator.stream.StreamAction.Delete;
import dev.encryptedkinesis.operator.stream.StreamAction.Delete.Consumers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream that goes with its object. */
class DeletionPlannerTest {

    private static final Owner OTHER = new Owner("cluster-1", "shop", "other", "uid-2");
    private static final Situation OURS = Situation.allIsWell();

    @Test
    void aStreamOfOursIsDeletedUnlessConsumersAppearMeanwhile() {
        assertThat(plan(OURS)).isEqualTo(new Act(new Delete(Consumers.KEEP_STREAM_IF_ANY)));
    }

    @Test
    void consumersGoWithTheStreamIfThePolicySaysSo() {
        Act deregister = new Act(new Delete(Consumers.DEREGISTER));

        assertThat(plan(OURS.withDeletion(Deletion.DELETE_WITH_CONSUMERS))).isEqualTo(deregister);
        assertThat(plan(OURS.withDeletion(Deletion.DELETE_WITH_CONSUMERS).havingConsumers(3)))
                .isEqualTo(deregister);
    }

    @Test
    void consumersKeepTheStreamElse() {
        assertThat(plan(OURS.havingConsumers(1))).isEqualTo(new Blocked(Blocker.CONSUMERS_REGISTERED));
    }

    @Test
    void consumersThatThisObjectRegisteredGoBeforeTheStream() {
        FanOutConsumer ours = new FanOutConsumer("billing", "arn:billing", FanOutConsumer.State.ACTIVE);
        FanOutConsumer going = new FanOutConsumer("billing", "arn:billing", FanOutConsumer.State.DELETING);
        FanOutConsumer theirs = new FanOutConsumer("theirs", "arn:theirs", FanOutConsumer.State.ACTIVE);
        Situation registered = OURS.havingRegistered("billing");

        assertThat(plan(registered.havingListed(ours)))
                .isEqualTo(new Act(new StreamAction.DeregisterConsumer("arn:billing", "billing")));
        assertThat(plan(registered.havingListed(going))).isEqualTo(new Wait(For.CONSUMERS, Optional.empty()));
        assertThat(plan(registered.havingListed(ours, theirs))).isEqualTo(new Blocked(Blocker.CONSUMERS_REGISTERED));
    }

    @Test
    void consumersOfOursAreDeregisteredAgainWhenTheFirstTimeHadNoEffect() {
        FanOutConsumer ours = new FanOutConsumer("billing", "arn:billing", FanOutConsumer.State.ACTIVE);
        StreamAction deregister = new StreamAction.DeregisterConsumer("arn:billing", "billing");
        Situation registered = OURS.havingRegistered("billing").havingListed(ours);

        assertThat(plan(registered.afterAction(deregister, Duration.ofSeconds(14))))
                .isEqualTo(new Wait(For.CONSUMERS, Optional.of(Situation.NOW.minusSeconds(14))));
        assertThat(plan(registered.afterAction(deregister, Duration.ofSeconds(15))))
                .isEqualTo(new Act(deregister));
    }

    @Test
    void consumersOfOursThatAreStillCountedAndNoLongerListedAreWaitedFor() {
        StreamAction deregister = new StreamAction.DeregisterConsumer("arn:billing", "billing");

        assertThat(plan(OURS.havingRegistered("billing")
                        .havingListed()
                        .havingConsumers(1)
                        .afterAction(deregister, Duration.ofSeconds(2))))
                .isEqualTo(new Wait(For.CONSUMERS, Optional.of(Situation.NOW.minusSeconds(2))));
    }

    static Stream<Arguments> streamsThatAreNotOurs() {
        return Stream.of(
                arguments("without tags", OURS.havingTags(Map.of())),
                arguments("of another object", OURS.havingTags(OTHER.tags())),
                arguments(
                        "of another cluster",
                        OURS.havingTags(new Owner("cluster-2", "shop", "orders", "uid-1").tags())),
                arguments("tagged in part", OURS.havingTags(Map.of(Owner.TAG_PREFIX + "cluster", "cluster-1"))),
                arguments("wanted by an older object", OURS.withClaims(new Claims(Optional.of(OTHER), List.of()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void streamsThatAreNotOurs(String whose, Situation situation) {
        assertThat(plan(situation)).isEqualTo(new Release(Farewell.NOT_OURS));
        assertThat(plan(situation.havingConsumers(1))).isEqualTo(new Release(Farewell.NOT_OURS));
    }

    @ParameterizedTest
    @CsvSource({"CREATING, CREATION", "UPDATING, UPDATE", "DELETING, DELETION"})
    void motionIsWaitedFor(StreamState state, For what) {
        Duration ago = Duration.ofSeconds(30);

        assertThat(plan(OURS.inState(state).afterAction(new Delete(Consumers.KEEP_STREAM_IF_ANY), ago)))
                .isEqualTo(new Wait(what, Optional.of(Situation.NOW.minus(ago))));
    }

    @Test
    void aDeletionThatIsNotShownYetIsNotRepeated() {
        Delete delete = new Delete(Consumers.KEEP_STREAM_IF_ANY);

        assertThat(plan(OURS.afterAction(delete, Duration.ofSeconds(14))))
                .isEqualTo(new Wait(For.EFFECT, Optional.of(Situation.NOW.minusSeconds(14))));
        assertThat(plan(OURS.afterAction(delete, Duration.ofSeconds(15)))).isEqualTo(new Act(delete));
    }

    @Test
    void withoutAStreamThereIsNothingToDo() {
        assertThat(plan(Situation.noStream())).isEqualTo(new Release(Farewell.GONE));
    }

    @Test
    void aStreamThatIsAboutToAppearIsWaitedForSinceItWouldOutliveItsObject() {
        Situation creating = Situation.noStream()
                .afterAction(
                        new StreamAction.Create(
                                OURS.desired().capacity(), OURS.desired().allTags()),
                        Duration.ofSeconds(1));

        assertThat(plan(creating)).isEqualTo(new Wait(For.EFFECT, Optional.of(Situation.NOW.minusSeconds(1))));
    }

    /** Only the policies that delete get here; the others have nothing to do at AWS. */
    @ParameterizedTest(name = "{0}, only observing {1}: {2}")
    @CsvSource({
        "RETAIN, false, false",
        "RETAIN, true, false",
        "DELETE, false, true",
        "DELETE, true, false",
        "DELETE_WITH_CONSUMERS, false, true",
        "DELETE_WITH_CONSUMERS, true, false"
    })
    void whichStreamsGoWithTheirObjects(Deletion deletion, boolean onlyObserving, boolean goes) {
        Situation situation = OURS.withDeletion(deletion);

        assertThat((onlyObserving ? situation.observeOnly() : situation)
                        .desired()
                        .isDeletedWithItsObject())
                .isEqualTo(goes);
    }

    private static NextStep plan(Situation situation) {
        return new DeletionPlanner().plan(situation.assess());
    }
}
