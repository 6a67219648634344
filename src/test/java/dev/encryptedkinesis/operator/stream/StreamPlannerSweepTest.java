package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.NextStep.Act;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What holds in all situations alike. */
class StreamPlannerSweepTest {

    private static final List<Situation> ALL = Situations.all().toList();

    @Test
    void whoOnlyObservesNeverActs() {
        assertThatAll(situation -> situation.desired().mayOnlyObserve())
                .hold(situation -> !(situation.plan() instanceof Act));
    }

    @Test
    void noStreamIsCreatedUnlessItsKeyIsKnownToBeUsable() {
        assertThatAll(plans(StreamAction.Create.class))
                .hold(situation -> situation.assess().keyVerdict() == KeyVerdict.USABLE);
    }

    @Test
    void noStreamIsCreatedThatMayOnlyBeAdopted() {
        assertThatAll(plans(StreamAction.Create.class))
                .hold(situation -> situation.desired().policies().adoption() != Policies.Adoption.ADOPT_ONLY);
    }

    @Test
    void encryptionIsOnlyStartedUnderTheWantedKeyWhenItIsKnownToBeUsable() {
        assertThatAll(plans(StreamAction.StartEncryption.class))
                .hold(situation -> situation.assess().keyVerdict() == KeyVerdict.USABLE
                        && situation.plan().equals(new Act(new StreamAction.StartEncryption(KeyAnswers.KEY))));
    }

    @Test
    void encryptionIsNotStartedAgainUnderTheKeyThatTheStreamIsUnder() {
        assertThatAll(plans(StreamAction.StartEncryption.class))
                .hold(situation -> !situation
                        .assess()
                        .currentKeyArn()
                        .equals(situation.assess().wantedKeyId()));
    }

    @Test
    void nothingOfAStreamThatIsNotOursIsChangedButItsTags() {
        assertThatAll(situation -> situation.plan() instanceof Act
                        && situation.assess().present().isPresent()
                        && !situation.assess().isOurs())
                .hold(plans(StreamAction.AddTags.class));
    }

    @Test
    void onlyActiveStreamsAreChanged() {
        assertThatAll(situation -> situation.plan() instanceof Act
                        && situation.assess().present().isPresent())
                .hold(situation -> situation.assess().present().orElseThrow().state() == StreamState.ACTIVE);
    }

    @Test
    void onlySettledEncryptionUnderAUsableKeyOfAnActiveStreamIsConverged() {
        assertThatAll(situation -> situation.plan() instanceof NextStep.Converged)
                .hold(situation -> situation.assess().encryption() == Encryption.SETTLED
                        && situation.assess().keyVerdict() == KeyVerdict.USABLE
                        && situation.assess().present().orElseThrow().state() == StreamState.ACTIVE);
    }

    @Test
    void aStreamWhoseObjectStaysIsNeverDeleted() {
        assertThatAll(situation -> situation.plan() instanceof Act)
                .hold(plans(StreamAction.Delete.class).negate());
    }

    /** Encryption can only be started: what stops it could be called by mistake, so there is no such thing. */
    @Test
    void thereIsNoActionThatStopsEncryption() {
        assertThat(Arrays.stream(StreamAction.class.getPermittedSubclasses()).map(Class::getSimpleName))
                .containsExactlyInAnyOrder(
                        "Create",
                        "StartEncryption",
                        "IncreaseRetention",
                        "DecreaseRetention",
                        "SwitchMode",
                        "Reshard",
                        "UpdateMaxRecordSize",
                        "UpdateWarmThroughput",
                        "EnableMetrics",
                        "DisableMetrics",
                        "RegisterConsumer",
                        "DeregisterConsumer",
                        "PutPolicy",
                        "DeletePolicy",
                        "AddTags",
                        "RemoveTags",
                        "Delete");
    }

    private static Predicate<Situation> plans(Class<? extends StreamAction> kind) {
        return situation -> situation.plan() instanceof Act act && kind.isInstance(act.action());
    }

    private static Claim assertThatAll(Predicate<Situation> chosen) {
        return new Claim(ALL.stream().filter(chosen).toList());
    }

    private record Claim(List<Situation> situations) {

        /** Names the first situation in which it does not hold: there may be thousands. */
        void hold(Predicate<Situation> property) {
            assertThat(situations).isNotEmpty();
            assertThat(situations.stream().filter(property.negate()).findFirst())
                    .isEmpty();
        }
    }
}
