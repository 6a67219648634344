package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConsumerStatus;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FanOutConsumer;
import dev.encryptedkinesis.operator.stream.FanOutConsumer.State;
import dev.encryptedkinesis.operator.stream.ResourcePolicy;
import dev.encryptedkinesis.operator.stream.Situation;
import dev.encryptedkinesis.operator.stream.StreamState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When consumers and policies are asked for, which takes calls of their own. */
class StreamPassAttachmentsTest {

    private static final Situation WELL = Situation.allIsWell();
    private static final Situation NAMING = WELL.withConsumers("billing");
    private static final FanOutConsumer BILLING = new FanOutConsumer("billing", "arn:billing", State.ACTIVE);
    private static final String POLICY = "{\"Statement\":[]}";
    private static final Situation SHARED = WELL.withPolicy(new ResourcePolicy(POLICY, Map.of("Statement", List.of())));

    private final Bench bench = new Bench().showing(WELL);

    @BeforeEach
    void knowTheStream() {
        bench.run(WELL.observeOnly());
        bench.aws.calls();
    }

    @Test
    void whereTheSpecHasNeitherNeitherIsAskedFor() {
        bench.run(WELL);

        assertThat(bench.aws.calls()).doesNotContain(FakeAws.LIST_CONSUMERS, FakeAws.GET_POLICY);
    }

    @Test
    void onlyWhatTheSpecHasIsAskedFor() {
        bench.aws.hasConsumers(BILLING);
        bench.run(NAMING);
        assertThat(bench.aws.calls()).contains(FakeAws.LIST_CONSUMERS).doesNotContain(FakeAws.GET_POLICY);

        bench.run(SHARED);
        assertThat(bench.aws.calls()).contains(FakeAws.GET_POLICY).doesNotContain(FakeAws.LIST_CONSUMERS);
    }

    @Test
    void whatIsAsAskedIsRememberedForAsManyHoursAsThereAreThingsToAskFor() {
        bench.aws.hasConsumers(BILLING);
        bench.run(NAMING);
        bench.aws.calls();

        bench.passes(Duration.ofMinutes(119));
        bench.run(NAMING);
        assertThat(bench.aws.calls()).doesNotContain(FakeAws.LIST_CONSUMERS);

        bench.passes(Duration.ofMinutes(1));
        bench.run(NAMING);
        assertThat(bench.aws.calls()).contains(FakeAws.LIST_CONSUMERS);
    }

    @Test
    void anotherNumberOfConsumersIsReasonToLook() {
        bench.aws.hasConsumers(BILLING);
        bench.run(NAMING);
        bench.aws.calls();

        bench.showing(WELL.havingConsumers(1));
        bench.run(NAMING);
        assertThat(bench.aws.calls()).contains(FakeAws.LIST_CONSUMERS);

        bench.run(NAMING);
        assertThat(bench.aws.calls()).doesNotContain(FakeAws.LIST_CONSUMERS);
    }

    @Test
    void whatIsOtherwiseIsLookedAtEachTime() {
        bench.aws.hasConsumers(new FanOutConsumer("billing", "arn:billing", State.CREATING));
        bench.run(NAMING);
        bench.aws.calls();

        bench.run(NAMING);

        assertThat(bench.aws.calls()).contains(FakeAws.LIST_CONSUMERS);
        assertThat(bench.status().consumers())
                .containsExactly(new ConsumerStatus("billing", "arn:billing", "CREATING"));
    }

    @Test
    void anotherSpecIsReasonToLook() {
        bench.aws.hasConsumers(BILLING);
        bench.run(NAMING);
        bench.aws.calls();

        bench.run(WELL.withConsumers("billing", "audit"));

        assertThat(bench.aws.calls()).contains(FakeAws.LIST_CONSUMERS, "RegisterStreamConsumer audit");
    }

    /** It may show what was before the change. */
    @Test
    void whatIsSeenRightAfterAChangeIsNotRemembered() {
        bench.run(NAMING);
        bench.aws.hasConsumers(BILLING);
        bench.run(NAMING);
        bench.aws.calls();

        bench.run(NAMING);
        assertThat(bench.aws.calls()).contains(FakeAws.LIST_CONSUMERS);

        bench.passes(Duration.ofSeconds(15));
        bench.run(NAMING);
        bench.aws.calls();
        bench.run(NAMING);
        assertThat(bench.aws.calls()).doesNotContain(FakeAws.LIST_CONSUMERS);
    }

    @Test
    void whatTheSpecOnceHadIsTakenOffAndThenNoLongerAskedFor() {
        bench.run(NAMING);
        bench.aws.hasConsumers(BILLING);
        bench.aws.calls();

        bench.run(WELL);
        assertThat(bench.aws.calls()).contains(FakeAws.LIST_CONSUMERS, "DeregisterStreamConsumer billing");
        assertThat(bench.status().consumers()).isEmpty();

        bench.aws.hasConsumers();
        bench.passes(Duration.ofSeconds(14));
        bench.run(WELL);
        assertThat(bench.aws.calls()).contains(FakeAws.LIST_CONSUMERS);

        bench.passes(Duration.ofSeconds(1));
        bench.run(WELL);
        bench.aws.calls();
        bench.run(WELL);
        assertThat(bench.aws.calls()).doesNotContain(FakeAws.LIST_CONSUMERS);
    }

    @Test
    void aRegistrationThatGotNoAnswerIsOurs() {
        bench.aws.fails("RegisterStreamConsumer", Failure.Kind.AMBIGUOUS);
        bench.run(NAMING);
        bench.aws.hasConsumers(BILLING);
        bench.aws.calls();

        bench.run(WELL);

        assertThat(bench.aws.calls()).contains("DeregisterStreamConsumer billing");
    }

    @Test
    void aDeregistrationThatGotNoAnswerIsAskedForAgainIfItHadNoEffect() {
        bench.run(NAMING);
        bench.aws.hasConsumers(BILLING);
        bench.aws.fails("DeregisterStreamConsumer", Failure.Kind.AMBIGUOUS);
        bench.run(WELL);
        bench.passes(Duration.ofSeconds(15));
        bench.aws.calls();

        bench.run(WELL);

        assertThat(bench.aws.calls()).contains("DeregisterStreamConsumer billing");
    }

    @Test
    void aPolicyThatWasToBeTakenOffWithoutAnAnswerIsTakenOffIfItIsStillThere() {
        bench.run(SHARED);
        bench.aws.hasPolicy(POLICY);
        bench.aws.fails("DeleteResourcePolicy", Failure.Kind.AMBIGUOUS);
        bench.run(WELL);
        bench.passes(Duration.ofSeconds(15));
        bench.aws.calls();

        bench.run(WELL);

        assertThat(bench.aws.calls()).contains("DeleteResourcePolicy");
    }

    @Test
    void aPolicyWithTheSameMeaningIsLeftAlone() {
        bench.aws.hasPolicy("{ \"Statement\" : [ ] }");

        bench.run(SHARED);

        assertThat(bench.aws.calls()).noneMatch(call -> call.startsWith("PutResourcePolicy"));
    }

    @Test
    void whileTheStreamIsInMotionNobodyAsks() {
        bench.showing(WELL.inState(StreamState.UPDATING));

        bench.run(NAMING);

        assertThat(bench.aws.calls()).doesNotContain(FakeAws.LIST_CONSUMERS);
        assertThat(bench.status().differences()).containsExactly("fanOutConsumers have not been looked at yet");
    }

    @Test
    void aStreamOfOthersIsNotAskedAbout() {
        bench.showing(WELL.havingTags(Map.of()));
        bench.restarts();

        bench.run(NAMING);

        assertThat(bench.aws.calls()).doesNotContain(FakeAws.LIST_CONSUMERS);
    }
}
