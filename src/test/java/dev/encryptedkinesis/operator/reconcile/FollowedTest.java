package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.Capacity;
import dev.encryptedkinesis.operator.stream.CapacityMode;
import dev.encryptedkinesis.operator.stream.Owner;
import dev.encryptedkinesis.operator.stream.ShardMetrics;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamSighting;
import dev.encryptedkinesis.operator.stream.StreamSighting.Before;
import dev.encryptedkinesis.operator.stream.StreamState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowedTest {

    private static final Instant BEGUN = Instant.parse("2026-03-01T10:00:00Z");
    private static final String ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
    private static final StreamDescription UNENCRYPTED = new StreamDescription(
            ARN,
            BEGUN.minusSeconds(60),
            StreamState.ACTIVE,
            new StreamDescription.ShardCount(CapacityMode.PROVISIONED, 1),
            new StreamDescription.Settings(24, 1024, ShardMetrics.NONE),
            Optional.empty(),
            0);

    private static final StreamDescription ENCRYPTED = new StreamDescription(
            ARN,
            UNENCRYPTED.createdAt(),
            StreamState.ACTIVE,
            UNENCRYPTED.shards(),
            UNENCRYPTED.settings(),
            Optional.of("alias/aws/kinesis"),
            0);

    private final Followed changed = follow(new Before.Described(UNENCRYPTED));
    private final Followed created = follow(new Before.Created(new Capacity.Provisioned(1)));

    @Test
    void nothingIsKnownBeforeAListTells() {
        assertThat(changed.asListed(after(1))).isEmpty();
        assertThat(changed.isFresh(after(1))).isFalse();
    }

    @Test
    void whatIsInMotionIsAsTheListSaysForAWhile() {
        Followed seen = changed.listed(sighting(StreamState.UPDATING), after(4));

        assertThat(seen.asListed(after(13))).contains(UNENCRYPTED.in(StreamState.UPDATING));
        assertThat(seen.asListed(after(14))).isEmpty();
    }

    /** It was ACTIVE before it was changed, too. */
    @Test
    void aListOfTheFirstMomentsIsNotBelievedThatAChangeIsDone() {
        assertThat(changed.listed(sighting(StreamState.ACTIVE), after(2)).isDone())
                .isFalse();
        assertThat(changed.listed(sighting(StreamState.ACTIVE), after(3)).isDone())
                .isTrue();
        assertThat(created.listed(sighting(StreamState.ACTIVE), after(2)).isDone())
                .isTrue();
    }

    /** As the last list may be from before the one before it. */
    @Test
    void whatIsDoneStaysDone() {
        Followed done = created.listed(sighting(StreamState.ACTIVE), after(9))
                .listed(sighting(StreamState.CREATING), after(10));

        assertThat(done.isDone()).isTrue();
        assertThat(done.asListed(after(10))).map(StreamDescription::state).contains(StreamState.ACTIVE);
    }

    /** Descriptions may be late as well: to ask at once would often be in vain. */
    @Test
    void aChangeThatIsDoneIsDescribedAMomentLater() {
        Followed done = changed.listed(sighting(StreamState.ACTIVE), after(60));

        assertThat(done.asListed(after(61))).contains(UNENCRYPTED.in(StreamState.UPDATING));
        assertThat(done.asListed(after(62))).isEmpty();
    }

    @Test
    void whatWasCreatedMayBeActedUponAtOnceButNotLater() {
        Followed done = created.listed(sighting(StreamState.ACTIVE), after(60));

        assertThat(done.asListed(after(60))).map(StreamDescription::state).contains(StreamState.ACTIVE);
        assertThat(done.asListed(after(70))).isEmpty();
    }

    @Test
    void aCreationIsSeenToTheSecondAndAnythingElseTheLaterTheLongerItTakes() {
        assertThat(freshFor(created, 60)).isEqualTo(1);
        assertThat(freshFor(changed, 5)).isEqualTo(1);
        assertThat(freshFor(changed, 30)).isBetween(3L, 4L);
        assertThat(freshFor(changed, 600)).isEqualTo(5);
    }

    /** Somebody may have done something else to it meanwhile. */
    @Test
    void isDescribedAsOftenAsASteadyStream() {
        long later = Pace.STEADY.toSeconds();

        assertThat(changed.isToBeDescribed(after(later - 1))).isFalse();
        assertThat(changed.isToBeDescribed(after(later))).isTrue();
        assertThat(changed.described(UNENCRYPTED, after(later)).isToBeDescribed(after(later + 1)))
                .isFalse();
    }

    /** The description by which it was changed may be late, and lack the key that somebody else gave it just before. */
    @Test
    void anEncryptedStreamIsDescribedOnceMoreBeforeListsAreBelieved() {
        Followed encrypted = follow(new Before.Described(ENCRYPTED));

        assertThat(encrypted.isToBeDescribed(after(4))).isTrue();
        assertThat(encrypted.described(ENCRYPTED, after(2)).isToBeDescribed(after(4)))
                .isTrue();
        assertThat(encrypted.described(ENCRYPTED, after(3)).isToBeDescribed(after(4)))
                .isFalse();
    }

    /** Somebody else may have deleted it and created another, which is not ours to encrypt. */
    @Test
    void anotherOfTheSameNameIsNotTheOneThatWasFollowed() {
        StreamSighting same = sighting(StreamState.ACTIVE);
        StreamSighting other = new StreamSighting(ARN, after(30), StreamState.ACTIVE, CapacityMode.PROVISIONED);

        assertThat(changed.mayBeReplacedBy(same, after(60))).isFalse();
        assertThat(changed.mayBeReplacedBy(other, after(60))).isTrue();
        Followed listed = created.listed(sighting(StreamState.CREATING), after(1));
        assertThat(listed.mayBeReplacedBy(same, after(60))).isFalse();
        assertThat(listed.mayBeReplacedBy(other, after(60))).isTrue();
    }

    @Test
    void whatWasCreatedIsNotKnownForSureByAListThatComesLate() {
        assertThat(created.mayBeReplacedBy(sighting(StreamState.ACTIVE), after(10)))
                .isFalse();
        assertThat(created.mayBeReplacedBy(sighting(StreamState.ACTIVE), after(11)))
                .isTrue();
    }

    /** In seconds. */
    private static long freshFor(Followed stream, long seconds) {
        Followed seen = stream.listed(sighting(StreamState.UPDATING), after(seconds));
        long later = seconds;
        while (seen.isFresh(after(later))) {
            later++;
        }
        return later - seconds;
    }

    private static Followed follow(Before before) {
        return Followed.changed(new Owner("cluster", "shop", "orders", "uid"), before, BEGUN);
    }

    private static StreamSighting sighting(StreamState state) {
        return new StreamSighting(ARN, UNENCRYPTED.createdAt(), state, CapacityMode.PROVISIONED);
    }

    private static Instant after(long seconds) {
        return BEGUN.plusSeconds(seconds);
    }
}
