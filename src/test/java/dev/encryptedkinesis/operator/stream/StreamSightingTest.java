package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.StreamSighting.Before;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class StreamSightingTest {

    private static final String ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
    private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");
    private static final StreamDescription DESCRIBED = new StreamDescription(
            ARN,
            CREATED,
            StreamState.ACTIVE,
            new StreamDescription.ShardCount(CapacityMode.PROVISIONED, 7),
            new StreamDescription.Settings(48, 2048, ShardMetrics.NONE),
            Optional.of("alias/orders"),
            3);

    @ParameterizedTest
    @EnumSource(
            value = StreamState.class,
            names = {"CREATING", "ACTIVE"})
    void aStreamThatWasCreatedIsAsEveryNewOneUnencryptedAndWithTheShardsAskedFor(StreamState state) {
        StreamDescription seen = provisioned(state)
                .after(new Before.Created(new Capacity.Provisioned(4)))
                .orElseThrow();

        assertThat(seen)
                .isEqualTo(new StreamDescription(
                        ARN,
                        CREATED,
                        state,
                        new StreamDescription.ShardCount(CapacityMode.PROVISIONED, 4),
                        new StreamDescription.Settings(24, 1024, ShardMetrics.NONE),
                        Optional.empty(),
                        0));
    }

    @Test
    void howManyShardsANewStreamOnDemandHasIsNotGuessedAt() {
        StreamSighting seen = new StreamSighting(ARN, CREATED, StreamState.ACTIVE, CapacityMode.ON_DEMAND);

        assertThat(seen.after(new Before.Created(new Capacity.OnDemand())))
                .map(description -> description.shards().open())
                .contains(0);
        // Somebody else has it by now: what we asked for says nothing of it.
        assertThat(seen.after(new Before.Created(new Capacity.Provisioned(4))))
                .map(StreamDescription::shards)
                .contains(new StreamDescription.ShardCount(CapacityMode.ON_DEMAND, 0));
    }

    @ParameterizedTest
    @EnumSource(
            value = StreamState.class,
            mode = Mode.EXCLUDE,
            names = {"CREATING", "ACTIVE"})
    void whatSomebodyElseIsAtWithAStreamThatWeCreatedHasToBeLookedAt(StreamState state) {
        assertThat(provisioned(state).after(new Before.Created(new Capacity.Provisioned(4))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = StreamState.class, mode = Mode.EXCLUDE, names = "ACTIVE")
    void aDescribedStreamInMotionIsAsItWasButForItsState(StreamState state) {
        assertThat(provisioned(state).after(new Before.Described(DESCRIBED))).contains(DESCRIBED.in(state));
    }

    @Test
    void whatAwsHasDoneToADescribedStreamAListDoesNotShow() {
        assertThat(provisioned(StreamState.ACTIVE).after(new Before.Described(DESCRIBED)))
                .isEmpty();
    }

    @Test
    void anotherStreamOfTheSameNameHasToBeDescribed() {
        StreamSighting later =
                new StreamSighting(ARN, CREATED.plusSeconds(60), StreamState.CREATING, CapacityMode.PROVISIONED);

        assertThat(later.after(new Before.Described(DESCRIBED))).isEmpty();
    }

    private static StreamSighting provisioned(StreamState state) {
        return new StreamSighting(ARN, CREATED, state, CapacityMode.PROVISIONED);
    }
}
