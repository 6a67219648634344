package dev.encryptedkinesis.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.stream.Encryption;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.Situation;
import dev.encryptedkinesis.operator.stream.Situations;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of every status, whatever was seen, decided and refused. */
class StatusSweepTest {

    private static final Set<ConditionType> DETAILS = EnumSet.of(
            ConditionType.StreamActive, ConditionType.Encrypted, ConditionType.KeyUsable, ConditionType.Synced);

    /** What a program says when it should have spoken to a person, and what a careless format string makes. */
    private static final Pattern NOT_FOR_PEOPLE = Pattern.compile(
            "null|Optional|\\.\\.| \\.|\\. \\.|  |%s|\\[|]|@[0-9a-f]{6}|\\b(?:java|software|dev)\\.[a-z]+\\.|Exception");

    private static final Pattern SPOKEN = Pattern.compile("(?s)\\S.*\\S");

    private record Case(Turn turn, EncryptedKinesisStreamStatus status) {

        boolean is(ConditionType type) {
            return ConditionList.isTrue(status.conditions(), type);
        }

        boolean has(ConditionType type) {
            return ConditionList.find(status.conditions(), type).isPresent();
        }

        @Override
        public String toString() {
            return turn.step() + " " + turn.failure() + "\n" + Told.conditions(status);
        }
    }

    private static final List<Case> ALL = all().toList();

    private static Stream<Case> all() {
        return Situations.all()
                .map(Told::turn)
                .flatMap(turn -> Stream.concat(Stream.of(turn), refusals(turn)))
                .map(turn -> new Case(turn, Told.status(turn)));
    }

    /** An action can be refused in every way there is; AWS may end its words with a full stop, or not. */
    private static Stream<Turn> refusals(Turn turn) {
        return turn.attempted().isEmpty()
                ? Stream.empty()
                : Arrays.stream(Failure.Kind.values())
                        .map(kind ->
                                new Failure(kind, "Operation", kind.name(), kind.ordinal() % 2 == 0 ? "No." : "No"))
                        .map(failure -> new Turn(turn.assessment(), turn.step(), Optional.of(failure)));
    }

    @Test
    void readyIsTrueOnlyIfTheStreamConvergedAndEveryDetailIsTrue() {
        assertThatAll(one -> one.is(ConditionType.Ready))
                .hold(one -> one.turn().step() instanceof NextStep.Converged
                        && DETAILS.stream().allMatch(one::is));
    }

    @Test
    void readyIsTrueIfTheStreamConverged() {
        assertThatAll(one -> one.turn().step() instanceof NextStep.Converged).hold(one -> one.is(ConditionType.Ready));
    }

    @Test
    void encryptedIsTrueOnlyIfSettled() {
        assertThatAll(one -> one.is(ConditionType.Encrypted))
                .hold(one -> one.turn().assessment().encryption() == Encryption.SETTLED);
    }

    @Test
    void anObjectIsReadyOrAtWorkOrStalled() {
        assertThatAll(one -> true)
                .hold(one -> Stream.of(ConditionType.Ready, ConditionType.Reconciling, ConditionType.Stalled)
                                .filter(one::is)
                                .count()
                        == 1);
    }

    @Test
    void workAndStandstillAreToldOnlyWhileTrue() {
        assertThatAll(one -> true)
                .hold(one -> one.has(ConditionType.Stalled) == one.is(ConditionType.Stalled)
                        && one.has(ConditionType.Reconciling) == one.is(ConditionType.Reconciling));
    }

    @Test
    void whoMustActIsTold() {
        assertThatAll(one -> one.turn().step() instanceof NextStep.Blocked).hold(one -> one.is(ConditionType.Stalled));
        assertThatAll(one -> one.turn()
                        .failure()
                        .filter(failure -> !failure.passesByItself())
                        .isPresent())
                .hold(one -> one.is(ConditionType.Stalled));
    }

    @Test
    void nobodyIsToldToActOnWhatPassesByItself() {
        assertThatAll(one ->
                        one.turn().failure().filter(Failure::passesByItself).isPresent())
                .hold(one -> one.is(ConditionType.Reconciling));
    }

    @Test
    void everyDetailIsThereOnceAndReadyIsFirst() {
        assertThatAll(one -> true).hold(one -> {
            List<String> types = types(one);
            return types.get(0).equals("Ready")
                    && types.stream().distinct().count() == types.size()
                    && DETAILS.stream().allMatch(one::has);
        });
    }

    @Test
    void everyConditionIsComplete() {
        Set<String> reasons = reasons();

        assertThatAll(one -> true)
                .hold(one -> one.status().conditions().stream()
                        .allMatch(condition -> reasons.contains(condition.getReason())
                                && condition.getObservedGeneration() == 1
                                && condition.getLastTransitionTime() != null));
    }

    @Test
    void everyMessageIsForPeople() {
        assertThatAll(one -> true)
                .hold(one -> one.status().conditions().stream()
                        .map(Condition::getMessage)
                        .allMatch(message -> message.length() <= 1024
                                && SPOKEN.matcher(message).matches()
                                && !NOT_FOR_PEOPLE.matcher(message).find()));
    }

    @Test
    void whatIsToldAsEventsIsForPeopleToo() {
        EncryptedKinesisStreamStatus well = Told.status(Situation.allIsWell());

        assertThatAll(one -> true)
                .hold(one -> Occurrences.of(well, one.status(), one.turn()).stream()
                        .map(Occurrence::note)
                        .allMatch(note -> SPOKEN.matcher(note).matches()
                                && !NOT_FOR_PEOPLE.matcher(note).find()));
    }

    private static List<String> types(Case one) {
        return one.status().conditions().stream().map(Condition::getType).toList();
    }

    private static Set<String> reasons() {
        return Set.copyOf(Arrays.stream(Reason.values()).map(Reason::name).toList());
    }

    private static Claim assertThatAll(Predicate<Case> chosen) {
        return new Claim(ALL.stream().filter(chosen).toList());
    }

    private record Claim(List<Case> cases) {

        /** Shows the first status of which it does not hold: there may be thousands. */
        void hold(Predicate<Case> property) {
            assertThat(cases.size()).isPositive();
            assertThat(cases.stream().filter(property.negate()).findFirst()).isEmpty();
        }
    }
}
