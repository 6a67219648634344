package dev.encryptedkinesis.operator.stream;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.OTHER_KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.enabled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.NextStep.Act;
import dev.encryptedkinesis.operator.stream.NextStep.Blocked;
import dev.encryptedkinesis.operator.stream.NextStep.For;
import dev.encryptedkinesis.operator.stream.NextStep.Wait;
import dev.encryptedkinesis.operator.stream.UnresolvedKey.Cause;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** It is not known which key is wanted. */
class StreamPlannerUnresolvedKeyTest {

    /** Of what normally comes by itself, it is waited for; for all else somebody must act. */
    private static NextStep stepFor(Cause cause) {
        return switch (cause) {
            case NOT_READY -> new Wait(For.KEY_REFERENCE, Optional.empty());
            case INVALID, UNAVAILABLE -> new Blocked(Blocker.KEY_UNUSABLE);
        };
    }

    @ParameterizedTest
    @EnumSource
    void noStreamIsCreated(Cause cause) {
        Situation noStream = Situation.noStream().withUnresolvedKey(cause);

        assertThat(noStream.plan()).isEqualTo(stepFor(cause));
        assertThat(noStream.withStream(new ObservedStream.Unseen()).plan()).isEqualTo(stepFor(cause));
    }

    @ParameterizedTest
    @EnumSource
    void noEncryptionIsStartedOrChanged(Cause cause) {
        assertThat(Stream.of(
                                Situation.notEncrypted(),
                                Situation.allIsWell(),
                                Situation.allIsWell().withKeyId(OTHER_KEY, enabled(OTHER_KEY)),
                                Situation.allIsWell().encryptedSince(KEY, Duration.ofSeconds(2)))
                        .map(situation -> situation.withUnresolvedKey(cause).plan()))
                .containsOnly(stepFor(cause));
    }

    @ParameterizedTest
    @EnumSource
    void everythingThatNeedsNoKeyChangeGoesOn(Cause cause) {
        assertThat(Situation.allIsWell()
                        .withRetention(48, Retention.OnDecrease.REFUSE)
                        .withUnresolvedKey(cause)
                        .plan())
                .isEqualTo(new Act(new StreamAction.IncreaseRetention(48)));
        assertThat(Situation.allIsWell().withShards(8).withUnresolvedKey(cause).plan())
                .isEqualTo(new Act(new StreamAction.Reshard(8)));
    }

    @ParameterizedTest
    @EnumSource
    void whoOnlyObservesAnEncryptedStreamSaysOfTheKeyAlone(Cause cause) {
        assertThat(Situation.allIsWell().observeOnly().withUnresolvedKey(cause).plan())
                .isEqualTo(stepFor(cause));
    }

    @ParameterizedTest
    @EnumSource
    void theStreamOfAnObjectThatGoesNeedsNoKey(Cause cause) {
        Situation going = Situation.allIsWell().withUnresolvedKey(cause);

        assertThat(new DeletionPlanner().plan(going.assess()))
                .isEqualTo(new Act(new StreamAction.Delete(StreamAction.Delete.Consumers.KEEP_STREAM_IF_ANY)));
    }

    @ParameterizedTest
    @EnumSource
    void wordsInPlaceOfAKeyAreNeverTakenForOne(Cause cause) {
        WantedKey key = WantedKey.unresolved(KEY, KeyAnswers.why(cause));

        assertThat(key.isKeyArn()).isFalse();
        assertThat(key.region()).isEmpty();
        assertThat(Situation.allIsWell().withUnresolvedKey(cause).assess().wantedKeyId())
                .isEmpty();
    }
}
