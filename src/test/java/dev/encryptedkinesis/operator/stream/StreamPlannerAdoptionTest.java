package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.encryptedkinesis.operator.stream.NextStep.Act;
import dev.encryptedkinesis.operator.stream.NextStep.Blocked;
import dev.encryptedkinesis.operator.stream.NextStep.Converged;
import dev.encryptedkinesis.operator.stream.NextStep.Wait;
import dev.encryptedkinesis.operator.stream.Observation.Claims;
import dev.encryptedkinesis.operator.stream.Policies.Adoption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream that exists: whose it is decides whether it is touched. */
class StreamPlannerAdoptionTest {

    private static final Owner SIBLING = new Owner("cluster-1", "shop", "sibling", "uid-2");
    private static final Situation EXISTS = Situation.notEncrypted();
    private static final StreamAction TAKE_OVER =
            new StreamAction.AddTags(EXISTS.desired().allTags());

    private static final Situation NOBODYS = EXISTS.havingTags(Map.of("cost-center", "7"));
    private static final Situation LEFT_BEHIND = EXISTS.havingTags(SIBLING.tags());
    private static final Situation FOREIGN =
            EXISTS.havingTags(new Owner("cluster-2", "shop", "orders", "uid-1").tags());
    private static final Situation WANTED_BY_OLDER = EXISTS.withClaims(new Claims(Optional.of(SIBLING), List.of()));

    static Stream<Arguments> whatBecomesOfAStreamThatIsNotOurs() {
        return Stream.of(
                arguments("nobody's", NOBODYS, Adoption.CREATE_ONLY, false),
                arguments("nobody's", NOBODYS, Adoption.ADOPT_OR_CREATE, true),
                arguments("nobody's", NOBODYS, Adoption.ADOPT_ONLY, true),
                arguments("left behind", LEFT_BEHIND, Adoption.CREATE_ONLY, false),
                arguments("left behind", LEFT_BEHIND, Adoption.ADOPT_OR_CREATE, true),
                arguments("left behind", LEFT_BEHIND, Adoption.ADOPT_ONLY, true),
                arguments("foreign", FOREIGN, Adoption.CREATE_ONLY, false),
                arguments("foreign", FOREIGN, Adoption.ADOPT_OR_CREATE, false),
                arguments("foreign", FOREIGN, Adoption.ADOPT_ONLY, false),
                arguments("wanted by an older object", WANTED_BY_OLDER, Adoption.CREATE_ONLY, false),
                arguments("wanted by an older object", WANTED_BY_OLDER, Adoption.ADOPT_OR_CREATE, false),
                arguments("wanted by an older object", WANTED_BY_OLDER, Adoption.ADOPT_ONLY, false));
    }

    @ParameterizedTest(name = "{0}, {2}: adopted {3}")
    @MethodSource
    void whatBecomesOfAStreamThatIsNotOurs(String whose, Situation situation, Adoption adoption, boolean adopted) {
        assertThat(situation.withAdoption(adoption).plan())
                .isEqualTo(adopted ? new Act(TAKE_OVER) : new Blocked(Blocker.NAME_TAKEN));
    }

    @ParameterizedTest
    @EnumSource
    void aStreamOfOursIsOursUnderEveryPolicy(Adoption adoption) {
        assertThat(Situation.allIsWell().withAdoption(adoption).plan()).isEqualTo(new Converged());
    }

    /** With all tags: of those that are on, the earlier object may have removed some that AWS still shows. */
    @Test
    void anObjectThatWasMadeAnewHasItsStreamBackAndMarksIt() {
        Situation situation =
                Situation.allIsWell().alsoTagged(new Owner("cluster-1", "shop", "orders", "uid-0").tags());

        assertThat(situation.plan())
                .isEqualTo(new Act(new StreamAction.AddTags(situation.desired().allTags())));
    }

    @Test
    void whatAYoungerObjectHoldsIsForTheOlder() {
        Situation situation = Situation.allIsWell()
                .alsoTagged(SIBLING.tags())
                .withClaims(new Claims(Optional.empty(), List.of(SIBLING)));

        assertThat(situation.plan())
                .isInstanceOfSatisfying(
                        Act.class,
                        act -> assertThat(act.action())
                                .isEqualTo(new StreamAction.AddTags(
                                        situation.desired().allTags())));
    }

    /** AWS refuses a change of a stream in motion; and one that is DELETING is soon there to be created. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
    void aStreamInMotionIsWaitedForBeforeItIsAdopted(StreamState state) {
        assertThat(NOBODYS.withAdoption(Adoption.ADOPT_OR_CREATE).inState(state).plan())
                .isInstanceOf(Wait.class);
        assertThat(NOBODYS.inState(state).plan()).isEqualTo(new Blocked(Blocker.NAME_TAKEN));
    }

    @Test
    void anAdoptedStreamIsTreatedAsOneOfOurs() {
        Situation adopted = EXISTS.withAdoption(Adoption.ADOPT_ONLY)
                .alsoTagged(EXISTS.desired().allTags());

        assertThat(adopted.plan()).isEqualTo(new Act(new StreamAction.StartEncryption(KeyAnswers.KEY)));
    }
}
