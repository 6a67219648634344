package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.stream.Failure.Kind;
import dev.encryptedkinesis.operator.stream.FanOutConsumer;
import dev.encryptedkinesis.operator.stream.ResourcePolicy;
import dev.encryptedkinesis.operator.stream.Situation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that the budget puts off ends the pass as if it had not begun, whichever call it is. */
class StreamPassPutOffTest {

    private static final Situation WELL = Situation.allIsWell();

    private final Bench bench = new Bench();

    @ParameterizedTest
    @ValueSource(strings = {FakeAws.DESCRIBE_STREAM, FakeAws.LIST_TAGS, FakeAws.DESCRIBE_KEY, "StartStreamEncryption"})
    void nothingIsChangedAndTheObjectComesBackForItsTurn(String operation) {
        Situation plaintext = Situation.notEncrypted();
        EncryptedKinesisStreamStatus before = bench.status();
        bench.showing(plaintext).aws.fails("CreateStream", Kind.ALREADY_EXISTS, Kind.ALREADY_EXISTS);
        bench.aws.putsOff(operation);

        Outcome outcome = bench.run(plaintext);

        assertThat(outcome).isEqualTo(new Outcome(before, List.of(), FakeAws.WAIT));
        assertThat(bench.aws.calls()).noneMatch(call -> call.startsWith("StartStreamEncryption"));

        bench.run(plaintext);

        assertThat(bench.aws.calls()).anyMatch(call -> call.startsWith("StartStreamEncryption"));
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeAws.DESCRIBE_STREAM, FakeAws.LIST_TAGS, "DeleteStream"})
    void noObjectIsReleasedForWantOfACall(String operation) {
        bench.showing(WELL).aws.putsOff(operation);

        assertThat(bench.terminate(WELL))
                .isInstanceOfSatisfying(
                        Departure.Continues.class,
                        departure -> assertThat(departure.outcome().next()).isEqualTo(FakeAws.WAIT));
        assertThat(bench.aws.calls()).doesNotContain("DeleteStream");
    }

    /** Else each of many streams would be described again and again while it waits for the call that tells its tags. */
    @ParameterizedTest
    @ValueSource(strings = {FakeAws.LIST_TAGS, FakeAws.LIST_CONSUMERS, FakeAws.GET_POLICY})
    void afterARestartASteadyStreamIsDescribedWhenAllThatIsAskedBesideHasItsTurn(String operation) {
        Situation all = WELL.withConsumers("billing").withPolicy(new ResourcePolicy("{}", Map.of()));
        bench.aws.hasConsumers(new FanOutConsumer("billing", "arn:billing", FanOutConsumer.State.ACTIVE));
        bench.aws.hasPolicy("{}");
        bench.showing(WELL.havingConsumers(1)).run(all);
        bench.run(all);
        bench.restarts();
        bench.aws.calls();
        bench.aws.putsOff(operation);

        bench.run(all);
        assertThat(bench.aws.calls()).containsExactly(FakeAws.DESCRIBE_KEY);

        bench.run(all);
        assertThat(bench.aws.calls())
                .startsWith(FakeAws.DESCRIBE_STREAM, FakeAws.LIST_TAGS, FakeAws.LIST_CONSUMERS, FakeAws.GET_POLICY);
    }

    /** Three failures in a row would be news; that calls are spent is none. */
    @Test
    void toBePutOffIsNoFailure() {
        bench.showing(WELL).run(WELL);
        bench.run(WELL);
        EncryptedKinesisStreamStatus before = bench.status();
        for (int i = 0; i < 5; i++) {
            bench.aws.putsOff(FakeAws.DESCRIBE_STREAM);

            assertThat(bench.run(WELL).status()).isEqualTo(before);
        }
    }
}
