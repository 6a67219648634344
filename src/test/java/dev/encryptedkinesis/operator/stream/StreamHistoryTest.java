package dev.encryptedkinesis.operator.stream;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.OTHER_KEY;
import static dev.encryptedkinesis.operator.stream.Situation.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.encryptedkinesis.operator.stream.StreamHistory.Change;
import dev.encryptedkinesis.operator.stream.StreamHistory.EncryptedSince;
import dev.encryptedkinesis.operator.stream.StreamHistory.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StreamHistoryTest {

    private static final StreamAction START = new StreamAction.StartEncryption(KEY);
    private static final ResourcePolicy SOME_POLICY = new ResourcePolicy("{}", Map.of("Statement", List.of()));
    private static final StreamHistory SOME = new StreamHistory(
            Optional.empty(),
            new Spent(List.of(NOW.minusSeconds(60)), List.of(NOW.minusSeconds(50)), List.of(NOW.minusSeconds(40))),
            new Tagged(Set.of("team"), Optional.empty()),
            new Attached(Set.of("billing"), false),
            Optional.of(new EncryptedSince(OTHER_KEY, NOW.minusSeconds(30))),
            List.of(),
            Progress.NONE);

    @Test
    void everyActionIsTheLastOneButTagsWhichHideNothing() {
        assertThat(SOME.after(START, NOW).last()).contains(new Change("StartStreamEncryption with " + KEY, NOW));
        assertThat(SOME.after(new StreamAction.IncreaseRetention(48), NOW).last())
                .contains(new Change("IncreaseStreamRetentionPeriod to 48 hours", NOW));
        assertThat(SOME.after(START, NOW)
                        .after(new StreamAction.AddTags(Map.of("team", "shop")), NOW.plusSeconds(1))
                        .after(new StreamAction.RemoveTags(Set.of("team")), NOW.plusSeconds(2))
                        .last())
                .contains(new Change("StartStreamEncryption with " + KEY, NOW));
    }

    @Test
    void whatAwsCountsIsCounted() {
        assertThat(SOME.after(START, NOW).spent().keyChanges()).containsExactly(NOW.minusSeconds(60), NOW);
        assertThat(SOME.after(new StreamAction.Reshard(8), NOW).spent().reshardings())
                .containsExactly(NOW.minusSeconds(50), NOW);
        assertThat(SOME.after(new StreamAction.SwitchMode(Situation.ARN, CapacityMode.ON_DEMAND), NOW)
                        .spent()
                        .modeSwitches())
                .containsExactly(NOW.minusSeconds(40), NOW);
    }

    @Test
    void whatAwsDoesNotCountIsNot() {
        assertThat(SOME.after(new StreamAction.IncreaseRetention(48), NOW).spent())
                .isEqualTo(SOME.spent());
        assertThat(SOME.after(new StreamAction.AddTags(Map.of("a", "b")), NOW).spent())
                .isEqualTo(SOME.spent());
    }

    @Test
    void whatIsADayOldIsForgottenSoThatTheStatusDoesNotGrow() {
        Instant later = NOW.plus(Duration.ofHours(24));

        assertThat(SOME.after(START, later).spent().keyChanges()).containsExactly(later);
    }

    @Test
    void aStreamThatIsCreatedBeginsANewHistory() {
        StreamAction create = new StreamAction.Create(
                new Capacity.Provisioned(1), Map.of("stage", "test", Owner.TAG_PREFIX + "uid", "uid-1"));

        assertThat(SOME.after(create, NOW))
                .isEqualTo(new StreamHistory(
                        Optional.of(new Change("CreateStream", NOW)),
                        Spent.NOTHING,
                        new Tagged(Set.of("stage"), Optional.empty()),
                        Attached.NOTHING,
                        Optional.empty(),
                        List.of(),
                        Progress.NONE));
    }

    @Test
    void theSpecsTagsAreRememberedAndOursAreNot() {
        StreamHistory tagged =
                SOME.after(new StreamAction.AddTags(Map.of("stage", "test", Owner.TAG_PREFIX + "uid", "uid-1")), NOW);

        assertThat(tagged.tagged().keys()).containsExactlyInAnyOrder("team", "stage");
    }

    @Test
    void tagsAreForgottenOnlyWhenAwsSaysThatTheyAreOff() {
        StreamAction remove = new StreamAction.RemoveTags(Set.of("team"));

        assertThat(SOME.after(remove, NOW).tagged().keys()).containsExactly("team");
        assertThat(SOME.afterAcceptanceOf(remove, NOW).tagged().keys()).isEmpty();
    }

    @Test
    void tagsThatNoAnswerCameAboutAreForgottenOnceTheyAreSeenToBeGone() {
        StreamHistory removed = SOME.after(new StreamAction.RemoveTags(Set.of("team")), NOW);

        assertThat(tagKeys(removed.after(Map.of(), Attachments.NOT_ASKED, NOW.plusSeconds(14))))
                .containsExactly("team");
        assertThat(tagKeys(removed.after(Map.of("team", "shop"), Attachments.NOT_ASKED, NOW.plusSeconds(15))))
                .containsExactly("team");
        assertThat(tagKeys(removed.after(Map.of(), Attachments.NOT_ASKED, NOW.plusSeconds(15))))
                .isEmpty();
    }

    private static Set<String> tagKeys(StreamHistory history) {
        return history.tagged().keys();
    }

    @Test
    void consumersThatTheSpecHadRegisteredAreRemembered() {
        assertThat(SOME.after(new StreamAction.RegisterConsumer(Situation.ARN, "audit"), NOW)
                        .attached()
                        .consumers())
                .containsExactlyInAnyOrder("billing", "audit");
    }

    /** What was done, whether AWS said that it did it, when it was looked at, what it showed, and who is ours then. */
    static Stream<Arguments> whatIsAttachedIsForgottenOnceItIsSeenToBeGone() {
        StreamAction register = new StreamAction.RegisterConsumer(Situation.ARN, "audit");
        StreamAction deregister = new StreamAction.DeregisterConsumer(Situation.ARN + "/consumer/billing:1", "billing");
        StreamAction put = new StreamAction.PutPolicy(Situation.ARN, SOME_POLICY);
        StreamAction delete = new StreamAction.DeletePolicy(Situation.ARN);
        Attached ours = new Attached(Set.of("billing"), true);
        return Stream.of(
                arguments(deregister, 0, Attachments.NOT_ASKED, ours),
                arguments(deregister, 14, seen(ResourcePolicy.NONE), ours),
                arguments(deregister, 15, seen(SOME_POLICY), new Attached(Set.of(), true)),
                arguments(deregister, 15, seen(SOME_POLICY, "billing"), ours),
                arguments(deregister, 15, seen(SOME_POLICY, "theirs"), new Attached(Set.of(), true)),
                arguments(deregister, 15, Attachments.NOT_ASKED, ours),
                arguments(register, 14, seen(SOME_POLICY), new Attached(Set.of("audit", "billing"), true)),
                arguments(
                        register,
                        15,
                        seen(SOME_POLICY, "audit", "billing"),
                        new Attached(Set.of("audit", "billing"), true)),
                arguments(register, 15, seen(SOME_POLICY, "billing"), ours),
                arguments(delete, 14, seen(ResourcePolicy.NONE, "billing"), ours),
                arguments(delete, 15, seen(SOME_POLICY, "billing"), ours),
                arguments(delete, 15, seen(ResourcePolicy.NONE, "billing"), new Attached(Set.of("billing"), false)),
                arguments(put, 14, seen(ResourcePolicy.NONE, "billing"), ours),
                arguments(put, 15, seen(ResourcePolicy.NONE, "billing"), new Attached(Set.of("billing"), false)));
    }

    @ParameterizedTest(name = "{0}, and {1} s later {2}")
    @MethodSource
    void whatIsAttachedIsForgottenOnceItIsSeenToBeGone(
            StreamAction done, int seconds, Attachments seen, Attached left) {
        StreamHistory ours = SOME.after(new StreamAction.PutPolicy(Situation.ARN, SOME_POLICY), NOW.minusSeconds(60));
        Instant then = NOW.plusSeconds(seconds);

        assertThat(ours.after(done, NOW).after(Map.of(), seen, then).attached()).isEqualTo(left);
        assertThat(ours.afterAcceptanceOf(done, NOW).after(Map.of(), seen, then).attached())
                .isEqualTo(left);
    }

    private static Attachments seen(ResourcePolicy policy, String... consumers) {
        return new Attachments(
                Optional.of(Stream.of(consumers)
                        .map(name -> new FanOutConsumer(name, "arn:" + name, FanOutConsumer.State.DELETING))
                        .toList()),
                Optional.of(policy));
    }

    @Test
    void aPolicyThatTheSpecPutOnIsRemembered() {
        StreamHistory put = SOME.after(new StreamAction.PutPolicy(Situation.ARN, SOME_POLICY), NOW);

        assertThat(SOME.attached().policy()).isFalse();
        assertThat(put.attached().policy()).isTrue();
        assertThat(put.after(START, NOW).attached().policy()).isTrue();
    }

    @Test
    void encryptionCountsFromWhenTheStreamIsFirstSeenActiveUnderItsKey() {
        StreamDescription active = description(StreamState.ACTIVE, Optional.of(KEY));

        StreamHistory seen = SOME.after(active, Optional.of(KEY), NOW);

        assertThat(seen.encrypted()).contains(new EncryptedSince(KEY, NOW));
        assertThat(seen.after(active, Optional.of(KEY), NOW.plusSeconds(60))).isEqualTo(seen);
    }

    @Test
    void aKeyThatShowsWhileTheStreamIsUpdatingIsNotBelievedYet() {
        assertThat(SOME.after(description(StreamState.UPDATING, Optional.of(KEY)), Optional.of(KEY), NOW))
                .isEqualTo(SOME);
    }

    @Test
    void aKeyThatKmsDoesNotNameLeavesWhatIsKnown() {
        assertThat(SOME.after(description(StreamState.ACTIVE, Optional.of("alias/orders")), Optional.empty(), NOW))
                .isEqualTo(SOME);
    }

    @Test
    void withoutEncryptionThereIsNothingSinceWhen() {
        assertThat(SOME.after(description(StreamState.ACTIVE, Optional.empty()), Optional.empty(), NOW)
                        .encrypted())
                .isEmpty();
    }

    @Test
    void onlyTheSameActionMayStillBeHidden() {
        StreamHistory started = SOME.after(START, NOW);

        assertThat(started.mayStillHide(START, NOW.plusSeconds(14))).isTrue();
        assertThat(started.mayStillHide(START, NOW.plusSeconds(15))).isFalse();
        assertThat(started.mayStillHide(new StreamAction.StartEncryption(OTHER_KEY), NOW))
                .isFalse();
        assertThat(SOME.mayStillHide(START, NOW)).isFalse();
    }

    private static StreamDescription description(StreamState state, Optional<String> keyId) {
        return new StreamDescription(
                Situation.ARN,
                Situation.CREATED,
                state,
                new StreamDescription.ShardCount(CapacityMode.PROVISIONED, 4),
                Situation.SETTINGS,
                keyId,
                0);
    }
}
