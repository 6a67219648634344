package dev.encryptedkinesis.operator.reconcile;

import static dev.encryptedkinesis.operator.stream.Situation.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.Capacity;
import dev.encryptedkinesis.operator.stream.CapacityMode;
import dev.encryptedkinesis.operator.stream.Situation;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamId;
import dev.encryptedkinesis.operator.stream.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TagMemoryTest {

    private static final String UID = "uid-1";
    private static final Duration A_WHILE = Duration.ofHours(1);
    private static final Map<String, String> TAGS = Map.of("team", "shop");
    private static final StreamAction CREATE = new StreamAction.Create(new Capacity.Provisioned(1), TAGS);

    private final TagMemory memory = new TagMemory();

    @Test
    void whatWasListedIsRememberedForAWhile() {
        memory.listed(Situation.ID, UID, stream(NOW), TAGS, NOW);

        assertThat(recall(stream(NOW), NOW.plus(A_WHILE).minusMillis(1))).contains(TAGS);
        assertThat(recall(stream(NOW), NOW.plus(A_WHILE))).isEmpty();
    }

    @Test
    void anotherStreamOfTheSameNameHasOtherTags() {
        memory.listed(Situation.ID, UID, stream(NOW), TAGS, NOW);

        assertThat(recall(stream(NOW.plusSeconds(1)), NOW)).isEmpty();
        assertThat(recall(stream(NOW), NOW)).describedAs("forgotten for good").isEmpty();
    }

    @Test
    void anotherStreamIsNotKnown() {
        memory.listed(Situation.ID, UID, stream(NOW), TAGS, NOW);

        assertThat(memory.recall(new StreamId("eu-west-1", "another"), stream(NOW), A_WHILE, NOW))
                .isEmpty();
    }

    /** An object to which the stream comes back has not seen what the other one did. */
    @Test
    void whatAnotherObjectDidToTheStreamIsKnown() {
        memory.listed(Situation.ID, UID, stream(NOW), TAGS, NOW);

        memory.accepted(Situation.ID, "uid-2", new StreamAction.AddTags(Map.of("team", "other")), NOW);

        assertThat(recall(stream(NOW), NOW)).contains(Map.of("team", "other"));
    }

    @Test
    void aStreamThatWeCreatedHasTheTagsThatWeGaveIt() {
        memory.accepted(Situation.ID, UID, CREATE, NOW);

        assertThat(recall(stream(NOW.plusSeconds(2)), NOW.plusSeconds(3))).contains(TAGS);
    }

    @Test
    void aStreamThatIsOlderOrYoungerIsNotTheOneThatWeCreated() {
        memory.accepted(Situation.ID, UID, CREATE, NOW);
        assertThat(recall(stream(NOW.minus(Duration.ofMinutes(11))), NOW.plusSeconds(3)))
                .isEmpty();

        memory.accepted(Situation.ID, UID, CREATE, NOW);
        assertThat(recall(stream(NOW.plus(Duration.ofMinutes(11))), NOW.plusSeconds(3)))
                .isEmpty();
    }

    @Test
    void onceSeenTheStreamIsKnownByItsTimeOfCreation() {
        memory.accepted(Situation.ID, UID, CREATE, NOW);
        assertThat(recall(stream(NOW.plusSeconds(2)), NOW.plusSeconds(3))).isPresent();

        assertThat(recall(stream(NOW.plusSeconds(60)), NOW.plusSeconds(61))).isEmpty();
    }

    @Test
    void tagsThatAwsAcceptedAreOn() {
        memory.listed(Situation.ID, UID, stream(NOW), Map.of("team", "shop", "stage", "test"), NOW);

        memory.accepted(Situation.ID, UID, new StreamAction.AddTags(Map.of("team", "other", "new", "1")), NOW);
        memory.accepted(Situation.ID, UID, new StreamAction.RemoveTags(Set.of("stage")), NOW);

        assertThat(recall(stream(NOW), NOW)).contains(Map.of("team", "other", "new", "1"));
    }

    @Test
    void tagsOfAStreamThatIsNotRememberedHaveToBeListed() {
        memory.accepted(Situation.ID, UID, new StreamAction.AddTags(TAGS), NOW);

        assertThat(recall(stream(NOW), NOW)).isEmpty();
    }

    @Test
    void otherChangesLeaveThemAsTheyAre() {
        memory.listed(Situation.ID, UID, stream(NOW), TAGS, NOW);

        memory.accepted(Situation.ID, UID, new StreamAction.Reshard(2), NOW);

        assertThat(recall(stream(NOW), NOW)).contains(TAGS);
    }

    @Test
    void whatIsForgottenHasToBeListed() {
        memory.listed(Situation.ID, UID, stream(NOW), TAGS, NOW);

        memory.forget(Situation.ID);

        assertThat(recall(stream(NOW), NOW)).isEmpty();
    }

    @Test
    void whatAnObjectLookedAtIsForgottenWithIt() {
        memory.listed(Situation.ID, UID, stream(NOW), TAGS, NOW);

        memory.forgetAllOf("uid-2");
        assertThat(recall(stream(NOW), NOW)).contains(TAGS);

        memory.forgetAllOf(UID);
        assertThat(recall(stream(NOW), NOW)).isEmpty();
    }

    private Optional<Map<String, String>> recall(StreamDescription stream, Instant now) {
        return memory.recall(Situation.ID, stream, A_WHILE, now);
    }

    private static StreamDescription stream(Instant createdAt) {
        return new StreamDescription(
                Situation.ARN,
                createdAt,
                StreamState.ACTIVE,
                new StreamDescription.ShardCount(CapacityMode.PROVISIONED, 1),
                Situation.SETTINGS,
                Optional.empty(),
                0);
    }
}
