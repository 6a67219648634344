package dev.encryptedkinesis.operator.reconcile;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.OTHER_KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.enabled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.BindingStatus;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.KeySelector;
import dev.encryptedkinesis.operator.binding.BindingContent;
import dev.encryptedkinesis.operator.binding.BindingDecision;
import dev.encryptedkinesis.operator.owned.Content;
import dev.encryptedkinesis.operator.owned.Decision;
import dev.encryptedkinesis.operator.owned.OwnedAnswer;
import dev.encryptedkinesis.operator.owned.OwnedAnswer.Deed;
import dev.encryptedkinesis.operator.owned.OwnedObjects;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.status.StatusFactory;
import dev.encryptedkinesis.operator.status.Turn;
import dev.encryptedkinesis.operator.stream.Situation;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of an owned object, such as a binding, pass after pass, beside what the passes find out about the stream. */
class OwnedKeeperTest {

    private static final Decision OPEN = underKey(KEY);
    private static final Decision KEEP = new Decision.Keep();
    private static final Decision GONE = new Decision.Withdraw("the stream is gone");
    private static final Duration STEADY = Duration.ofMinutes(5);

    private final VirtualClock clock = VirtualClock.create();
    private final StatusFactory statuses = new StatusFactory(clock);
    private final Secrets secrets = new Secrets();
    private final Binding binding = new Binding(new BindingDecision(region -> "https://kinesis." + region));
    private final OwnedKeeper bindings = new OwnedKeeper(binding, secrets, new Pace(new Random(1)), clock);
    private final EncryptedKinesisStream object = Samples.withSpec(null);
    private Duration age = Duration.ZERO;

    OwnedKeeperTest() {
        object.setStatus(statuses.notObserved(1L));
        names("orders-stream");
    }

    private static Decision underKey(String arn) {
        return new Decision.Publish(
                new BindingContent("orders", Situation.ARN, "eu-west-1", arn, "https://kinesis.eu-west-1"));
    }

    /** A pass has recorded the name. */
    private void names(String secret) {
        namesOnly(secret);
        pass(Situation.notEncrypted(), KEEP);
        assertThat(recorded()).contains(secret);
    }

    private void namesOnly(String secret) {
        object.setSpec(Samples.bound(secret));
    }

    private void namesNone() {
        object.setSpec(Samples.spec(null, 1, new KeySelector("alias/orders", null)));
    }

    /** A pass over this situation, which finds this; the status is kept as the API server keeps it. */
    private Outcome pass(Situation situation, Decision decision) {
        EncryptedKinesisStreamStatus seen =
                statuses.of(object.getStatus(), 1L, new Turn(situation.assess(), situation.plan(), Optional.empty()));
        Outcome outcome = bindings.keep(
                object, new Outcome(seen, List.of(), STEADY, Optional.of(situation.assess())), decision, sight(), null);
        object.setStatus(outcome.status());
        return outcome;
    }

    private Sight sight() {
        return new Sight(clock.instant().minus(age), Sight.LASTS);
    }

    private Outcome passWell() {
        return pass(Situation.allIsWell(), OPEN);
    }

    private String bound() {
        return Optional.ofNullable(object.getStatus().binding())
                .map(BindingStatus::name)
                .orElse("none");
    }

    private List<String> recorded() {
        return Optional.ofNullable(object.getStatus().binding())
                .map(BindingStatus::secretNames)
                .orElse(List.of());
    }

    private String condition(ConditionType type) {
        return ConditionList.find(object.getStatus().conditions(), type)
                .map(condition -> condition.getStatus() + " " + condition.getReason())
                .orElse("none");
    }

    @Test
    void whoAsksForNoneIsLeftAlone() {
        object.setStatus(statuses.notObserved(1L));
        namesNone();
        Outcome outcome = new Outcome(object.getStatus(), List.of(), STEADY);

        assertThat(bindings.keep(object, outcome, OPEN, sight(), null)).isSameAs(outcome);
        assertThat(secrets.calls()).isEmpty();
    }

    @Test
    void isPublishedOnceAndToldOnce() {
        Outcome first = passWell();

        assertThat(secrets.calls()).containsExactly("put orders-stream");
        assertThat(secrets.there)
                .containsExactly(Map.entry(
                        "orders-stream",
                        new BindingContent("orders", Situation.ARN, "eu-west-1", KEY, "https://kinesis.eu-west-1")));
        assertThat(bound()).isEqualTo("orders-stream");
        assertThat(condition(ConditionType.Ready)).isEqualTo("True AsSpecified");
        assertThat(Bench.reasons(first)).containsExactly("BindingPublished");
        assertThat(first.next()).isEqualTo(STEADY);

        Outcome second = passWell();
        assertThat(secrets.calls()).isEmpty();
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.occurrences()).isEmpty();
    }

    @Test
    void isLookedAtAgainFromOneSteadyLookToTheNext() {
        passWell();
        secrets.calls();

        clock.advance(Duration.ofMinutes(3));
        passWell();
        assertThat(secrets.calls()).isEmpty();

        clock.advance(STEADY.minus(STEADY.dividedBy(20)));
        secrets.there.clear();
        Outcome outcome = passWell();
        assertThat(secrets.calls()).containsExactly("put orders-stream");
        assertThat(secrets.there).containsOnlyKeys("orders-stream");
        assertThat(Bench.reasons(outcome)).containsExactly("BindingPublished");
    }

    @Test
    void anotherKeyIsWrittenAtOnce() {
        passWell();
        secrets.calls();

        Outcome outcome = pass(Situation.allIsWell(), underKey(OTHER_KEY));

        assertThat(secrets.there.get("orders-stream").entries()).containsEntry("key-arn", OTHER_KEY);
        assertThat(outcome.occurrences()).isEmpty();
    }

    /** However the process ends, the next one knows what it may have written. */
    @Test
    void isRecordedBeforeItIsWritten() {
        passWell();
        secrets.calls();
        namesOnly("other");

        Outcome first = passWell();
        assertThat(secrets.calls()).isEmpty();
        assertThat(first.next()).isZero();
        assertThat(recorded()).containsExactly("orders-stream", "other");
        assertThat(bound()).isEqualTo("orders-stream");

        passWell();
        assertThat(secrets.there).containsOnlyKeys("other");
    }

    @Test
    void whatIsRecordedAndNotWantedAnyMoreIsRemovedByAProcessThatKnowsNothingElse() {
        passWell();
        object.setStatus(object.getStatus().withBinding(new BindingStatus(null, recorded())));
        namesNone();
        bindings.forget(object.getMetadata().getUid());

        Outcome outcome = pass(Situation.allIsWell(), KEEP);

        assertThat(secrets.there).isEmpty();
        assertThat(Bench.reasons(outcome)).containsExactly("BindingRemoved");
    }

    /** As by one that was put off: the status that it would write says all else that is in it, too. */
    @Test
    void aPassThatSawNothingRecordsNothing() {
        passWell();
        namesOnly("other");
        Outcome sawNothing = new Outcome(object.getStatus(), List.of(), STEADY);

        assertThat(bindings.keep(object, sawNothing, KEEP, sight(), null).status())
                .isEqualTo(object.getStatus());
    }

    /** A process that was suspended writes it when it wakes up. */
    @Test
    void whatIsNotWantedAnyMoreIsLookedForUntilItCannotAppearAnyMore() {
        pass(Situation.allIsWell(), KEEP);
        namesNone();
        passWell();
        secrets.calls();

        clock.advance(STEADY);
        secrets.there.put("orders-stream", ((Decision.Publish) OPEN).content());
        passWell();
        assertThat(secrets.there).isEmpty();
        assertThat(recorded()).containsExactly("orders-stream");

        clock.advance(OwnedMemory.WRITTEN_AT_MOST_AFTER);
        passWell();
        assertThat(object.getStatus().binding()).isNull();
        secrets.calls();
        clock.advance(STEADY);
        passWell();
        assertThat(secrets.calls()).isEmpty();
    }

    @Test
    void aLookThatShowsTooLittleChangesNothing() {
        passWell();
        secrets.calls();

        pass(Situation.allIsWell(), KEEP);

        assertThat(secrets.calls()).isEmpty();
        assertThat(bound()).isEqualTo("orders-stream");
    }

    /** As when KMS gives no answer for once, and the status stays as it was. */
    @Test
    void aStatusThatDoesNotSayEncryptedLetsNobodyIn() {
        Situation settled = Situation.allIsWell();
        EncryptedKinesisStreamStatus saysSo =
                statuses.of(object.getStatus(), 1L, new Turn(settled.assess(), settled.plan(), Optional.empty()));

        assertThat(binding.decide(object, settled.assess(), saysSo)).isEqualTo(OPEN);
        assertThat(binding.decide(object, settled.assess(), object.getStatus())).isEqualTo(KEEP);
    }

    @Test
    void isRemovedOnceAndToldOnce() {
        passWell();
        secrets.calls();

        Outcome outcome = pass(Situation.noStream(), GONE);
        assertThat(secrets.calls()).containsExactly("remove orders-stream");
        assertThat(bound()).isEqualTo("none");
        assertThat(Bench.reasons(outcome)).containsExactly("BindingRemoved");
        assertThat(outcome.occurrences().get(0).note())
                .isEqualTo("Secret shop/orders-stream is removed, since the stream is gone.");

        assertThat(pass(Situation.noStream(), GONE).occurrences()).isEmpty();
        assertThat(secrets.calls()).isEmpty();
    }

    /** The status may not say so: the operator can end between writing the Secret and writing that. */
    @Test
    void whatIsThereAndIsNotToldOfIsRemovedToo() {
        secrets.there.put("orders-stream", new BindingContent("orders", Situation.ARN, "eu-west-1", KEY, ""));

        pass(Situation.notEncrypted(), new Decision.Withdraw("the stream takes plaintext"));

        assertThat(secrets.there).isEmpty();
    }

    @Test
    void aBindingOfAnotherNameIsThereBeforeTheFormerGoes() {
        passWell();
        secrets.calls();
        names("other");

        Outcome outcome = passWell();

        assertThat(secrets.calls()).containsExactly("put other", "remove orders-stream");
        assertThat(bound()).isEqualTo("other");
        assertThat(Bench.reasons(outcome)).containsExactly("BindingPublished", "BindingRemoved");
    }

    @Test
    void theFormerStaysAsLongAsTheOtherNameIsTaken() {
        passWell();
        secrets.calls();
        names("other");
        secrets.answers.put("other", Deed.TAKEN);

        passWell();

        assertThat(secrets.calls()).containsExactly("put other");
        assertThat(bound()).isEqualTo("orders-stream");
        assertThat(condition(ConditionType.Stalled)).isEqualTo("True BindingSecretTaken");
    }

    @Test
    void aFormerThatCannotBeRemovedIsNotForgotten() {
        passWell();
        names("other");
        secrets.answers.put("orders-stream", Deed.FAILED);

        Outcome failed = passWell();
        assertThat(secrets.there).containsOnlyKeys("orders-stream", "other");
        assertThat(bound()).isEqualTo("orders-stream");
        assertThat(condition(ConditionType.Ready)).isEqualTo("False BindingFailed");
        assertThat(failed.occurrences()).isEmpty();

        secrets.answers.clear();
        Outcome moved = passWell();
        assertThat(secrets.there).containsOnlyKeys("other");
        assertThat(bound()).isEqualTo("other");
        assertThat(Bench.reasons(moved)).containsExactly("BindingPublished", "BindingRemoved");
    }

    @Test
    void withTheStreamGoTheFormerAndTheOther() {
        passWell();
        secrets.calls();
        names("other");

        pass(Situation.noStream(), GONE);

        assertThat(secrets.calls()).containsExactly("remove orders-stream", "remove other");
        assertThat(bound()).isEqualTo("none");
    }

    @Test
    void aBindingThatIsTakenOutIsRemovedWhateverTheLookShows() {
        passWell();
        secrets.calls();
        namesNone();

        pass(Situation.allIsWell(), KEEP);

        assertThat(secrets.calls()).containsExactly("remove orders-stream");
        assertThat(bound()).isEqualTo("none");
        assertThat(condition(ConditionType.Ready)).isEqualTo("True AsSpecified");
    }

    /** Others may be able to write a status; the name would become part of a path of the API server's. */
    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../pods/other", "other?dryRun=All", "Other"})
    void whatAStatusTellsOfAndIsNoNameIsNotAskedFor(String told) {
        object.setStatus(object.getStatus().withBinding(new BindingStatus(told, List.of(told))));
        namesNone();

        passWell();
        assertThat(secrets.calls()).isEmpty();

        names("orders-stream");
        passWell();
        assertThat(secrets.calls()).containsExactly("put orders-stream");
        assertThat(bound()).isEqualTo("orders-stream");
    }

    @Test
    void whoWritesNoSecretsForgetsABindingThatIsTakenOut() {
        passWell();
        namesNone();
        secrets.answers.put("orders-stream", Deed.DISABLED);

        Outcome outcome = passWell();

        assertThat(bound()).isEqualTo("none");
        assertThat(condition(ConditionType.Ready)).isEqualTo("True AsSpecified");
        assertThat(outcome.occurrences()).isEmpty();
    }

    @Test
    void aSecretThatIsSomebodyElsesNowIsNotOursAnyMore() {
        passWell();
        clock.advance(STEADY);
        secrets.answers.put("orders-stream", Deed.TAKEN);

        passWell();

        assertThat(bound()).isEqualTo("none");
        assertThat(condition(ConditionType.Ready)).isEqualTo("False BindingSecretTaken");
    }

    @ParameterizedTest
    @EnumSource(
            value = Deed.class,
            names = {"TAKEN", "DISABLED", "FORBIDDEN"})
    void whatSomebodyHasToMendIsToldOnceAndLeavesTheRestAsItIs(Deed deed) {
        secrets.answers.put("orders-stream", deed);

        Outcome first = passWell();

        assertThat(condition(ConditionType.Ready)).startsWith("False Binding");
        assertThat(condition(ConditionType.Stalled)).startsWith("True Binding");
        assertThat(condition(ConditionType.Reconciling)).isEqualTo("none");
        assertThat(condition(ConditionType.Encrypted)).isEqualTo("True Encrypted");
        assertThat(condition(ConditionType.Synced)).isEqualTo("True AsSpecified");
        assertThat(bound()).isEqualTo("none");
        assertThat(Bench.reasons(first)).hasSize(1).allMatch(reason -> reason.startsWith("Binding"));

        clock.advance(Duration.ofSeconds(30));
        Outcome second = passWell();
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.occurrences()).isEmpty();

        secrets.answers.clear();
        clock.advance(Duration.ofSeconds(30));
        passWell();
        assertThat(condition(ConditionType.Ready)).isEqualTo("True AsSpecified");
        assertThat(condition(ConditionType.Stalled)).isEqualTo("none");
        assertThat(bound()).isEqualTo("orders-stream");
    }

    /** Another process may lead by then, which withdrew it as the stream lost its encryption. */
    @Test
    void whoeverSawTheStreamTooLongAgoPublishesNothingAndLooksAgain() {
        age = Sight.LASTS.plusMillis(1);

        Outcome outcome = passWell();

        assertThat(secrets.calls()).isEmpty();
        assertThat(bound()).isEqualTo("none");
        assertThat(outcome.next()).isLessThan(Duration.ofSeconds(10));
        age = Sight.LASTS;
        passWell();
        assertThat(bound()).isEqualTo("orders-stream");
    }

    @Test
    void whatIsPublishedAlreadyIsNoReasonToLookAgain() {
        passWell();
        age = Duration.ofMinutes(1);

        assertThat(passWell().next()).isEqualTo(STEADY);
    }

    @Test
    void withdrawingWaitsForNothing() {
        passWell();
        age = Duration.ofMinutes(1);

        pass(Situation.allIsWell(), new Decision.Withdraw("the stream is not encrypted"));

        assertThat(bound()).isEqualTo("none");
    }

    @Test
    void everyOtherConditionStays() {
        passWell();
        List<Condition> conditions = new ArrayList<>(object.getStatus().conditions());
        conditions.add(new ConditionBuilder()
                .withType(ConditionType.Authorized.name())
                .withStatus("True")
                .build());
        clock.advance(STEADY);
        secrets.answers.put("orders-stream", Deed.TAKEN);

        Outcome outcome = bindings.keep(
                object,
                new Outcome(object.getStatus().withConditions(conditions), List.of(), STEADY),
                OPEN,
                sight(),
                null);

        assertThat(outcome.status().conditions())
                .extracting(Condition::getType)
                .containsExactly("Ready", "Stalled", "StreamActive", "Encrypted", "KeyUsable", "Synced", "Authorized");
    }

    @ParameterizedTest
    @EnumSource(
            value = Deed.class,
            names = {"TAKEN", "FORBIDDEN", "FAILED"})
    void isTriedAgainSoonAndThenEverMoreSlowly(Deed deed) {
        secrets.answers.put("orders-stream", deed);

        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            delays.add(passWell().next());
        }

        assertThat(delays.get(0)).isLessThan(Duration.ofSeconds(6));
        assertThat(delays.get(3)).isGreaterThan(delays.get(0).multipliedBy(4));
        assertThat(delays.get(7)).isBetween(Duration.ofSeconds(110), Duration.ofSeconds(130));
        assertThat(secrets.calls()).hasSize(8);
    }

    @Test
    void aSettingChangesWithARestartOnly() {
        secrets.answers.put("orders-stream", Deed.DISABLED);

        assertThat(passWell().next()).isEqualTo(STEADY);
    }

    @Test
    void whatPassesByItselfIsWorkInProgress() {
        secrets.answers.put("orders-stream", Deed.FAILED);

        Outcome outcome = passWell();

        assertThat(condition(ConditionType.Ready)).isEqualTo("False BindingFailed");
        assertThat(condition(ConditionType.Reconciling)).isEqualTo("True BindingFailed");
        assertThat(condition(ConditionType.Stalled)).isEqualTo("none");
        assertThat(outcome.occurrences()).isEmpty();
    }

    @Test
    void aStreamThatIsOnItsWaySaysSoUnlessSomebodyHasToAct() {
        Situation onItsWay = Situation.notEncrypted();
        Decision closed = new Decision.Withdraw("the stream takes plaintext");

        secrets.answers.put("orders-stream", Deed.FAILED);
        pass(onItsWay, closed);
        assertThat(condition(ConditionType.Ready)).isEqualTo("False Encrypting");

        secrets.answers.put("orders-stream", Deed.FORBIDDEN);
        pass(onItsWay, closed);
        assertThat(condition(ConditionType.Ready)).isEqualTo("False BindingForbidden");
        assertThat(condition(ConditionType.Stalled)).isEqualTo("True BindingForbidden");
        assertThat(condition(ConditionType.Reconciling)).isEqualTo("none");
        assertThat(condition(ConditionType.Encrypted)).isEqualTo("False Encrypting");
    }

    /** As while a new stream's encryption settles: that is no time to say that all has been mended. */
    @Test
    void whatStandsInTheWayDoesSoUntilTheNextAttempt() {
        secrets.answers.put("orders-stream", Deed.TAKEN);
        passWell();

        Outcome outcome = pass(Situation.allIsWell().withKeyId(OTHER_KEY, enabled(OTHER_KEY)), KEEP);
        assertThat(condition(ConditionType.Stalled)).isEqualTo("True BindingSecretTaken");
        assertThat(outcome.occurrences()).isEmpty();
        assertThat(outcome.next()).isEqualTo(STEADY);
        assertThat(passWell().occurrences()).isEmpty();

        names("other");
        pass(Situation.allIsWell(), KEEP);
        assertThat(condition(ConditionType.Stalled)).isEqualTo("none");
    }

    /** Of two things that somebody has to mend, the stream's comes first. */
    @Test
    void aStreamThatIsStalledSaysWhyItself() {
        secrets.answers.put("orders-stream", Deed.TAKEN);

        pass(Situation.allIsWell().observeOnly().withShards(8), OPEN);

        assertThat(condition(ConditionType.Ready)).isEqualTo("False ObservedOnly");
        assertThat(object.getStatus().conditions())
                .extracting(Condition::getType)
                .doesNotHaveDuplicates();
    }

    @Test
    void anObjectThatIsGoneIsForgotten() {
        passWell();
        secrets.calls();

        bindings.forget(object.getMetadata().getUid());
        passWell();

        assertThat(secrets.calls()).containsExactly("put orders-stream");
    }

    /** Secrets that all are the object's, and answers that a test lays out. */
    private static final class Secrets implements OwnedObjects {

        private static final Set<Deed> DONE = EnumSet.of(Deed.CREATED, Deed.CHANGED, Deed.REMOVED, Deed.NOTHING);

        private final Map<String, Content> there = new HashMap<>();
        private final Map<String, Deed> answers = new HashMap<>();
        private final List<String> calls = new ArrayList<>();

        @Override
        public OwnedAnswer put(KubernetesClient client, EncryptedKinesisStream owner, String name, Content content) {
            return answer(
                    "put", name, there.containsKey(name) ? Deed.CHANGED : Deed.CREATED, () -> there.put(name, content));
        }

        @Override
        public OwnedAnswer remove(KubernetesClient client, EncryptedKinesisStream owner, String name) {
            return answer(
                    "remove", name, there.containsKey(name) ? Deed.REMOVED : Deed.NOTHING, () -> there.remove(name));
        }

        private OwnedAnswer answer(String call, String name, Deed deed, Runnable doing) {
            calls.add(call + " " + name);
            Deed answer = answers.getOrDefault(name, deed);
            if (DONE.contains(answer)) {
                doing.run();
            }
            return new OwnedAnswer(answer, "what the API server said");
        }

        List<String> calls() {
            List<String> made = List.copyOf(calls);
            calls.clear();
            return made;
        }
    }
}
