package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.status.Turn;
import dev.encryptedkinesis.operator.stream.Actor;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.Observation.Claims;
import dev.encryptedkinesis.operator.stream.Owner;
import dev.encryptedkinesis.operator.stream.Situation;
import dev.encryptedkinesis.operator.tenancy.Limits;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CreationTurnsTest {

    private static final String ACCOUNT = "111122223333";
    private static final Actor OWN = new Actor("own", Optional.empty());
    private static final Actor ROLE = new Actor(
            "role",
            Optional.of(new Actor.Session(
                    "arn:aws:iam::" + ACCOUNT + ":role/streams", Optional.empty(), "cluster-1", "role", "shop")));

    private static final Situation SITUATION = Situation.noStream();
    private static final NextStep CREATION = SITUATION.plan();

    private final CreationTurns turns = new CreationTurns();

    /** AWS counts the streams of an account, whoever asks for them. */
    @Test
    void identitiesOfOneAccountShareItsSlots() {
        for (int i = 0; i < CreationQueue.AT_ONCE; i++) {
            create(task(i, OWN, ACCOUNT), Optional.empty());
        }

        assertThat(next(task(5, ROLE, ACCOUNT))).isInstanceOf(NextStep.AwaitSlot.class);
        assertThat(next(task(6, OWN, "444455556666"))).isEqualTo(CREATION);
    }

    /** Of both, AWS may be creating the stream. */
    @ParameterizedTest
    @EnumSource(names = {"AMBIGUOUS", "ALREADY_EXISTS"})
    void aStreamThatMayBeCreatingKeepsItsSlot(Failure.Kind kind) {
        failToCreate(kind);

        assertThat(next(task(5, OWN, ACCOUNT))).isInstanceOf(NextStep.AwaitSlot.class);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"AMBIGUOUS", "ALREADY_EXISTS", "CREATION_SLOTS_TAKEN"},
            mode = Mode.EXCLUDE)
    void aStreamThatIsNotBeingCreatedMakesRoom(Failure.Kind kind) {
        failToCreate(kind);

        assertThat(next(task(5, OWN, ACCOUNT))).isEqualTo(CREATION);
    }

    private void failToCreate(Failure.Kind kind) {
        for (int i = 0; i < CreationQueue.AT_ONCE; i++) {
            create(task(i, OWN, ACCOUNT), Optional.of(new Failure(kind, "CreateStream", "Code", "message")));
        }
    }

    private void create(Task task, Optional<Failure> failure) {
        assertThat(next(task)).isEqualTo(CREATION);
        turns.ended(task, new Turn(SITUATION.assess(), CREATION, failure));
    }

    private NextStep next(Task task) {
        return turns.unlessOthersComeFirst(task, CREATION, Situation.NOW);
    }

    private static Task task(int number, Actor actor, String account) {
        DesiredStream stream = SITUATION.desired();
        Owner owner = new Owner("cluster-1", "shop", "orders-" + number, "" + number);
        DesiredStream desired = new DesiredStream(
                        stream.id(),
                        owner,
                        stream.capacity(),
                        stream.settings(),
                        stream.key(),
                        stream.tags(),
                        stream.policies())
                .by(actor);
        return new Task(
                desired,
                Optional.empty(),
                Claims.NONE,
                Limits.NONE,
                Optional.of(account),
                Situation.NOW.plusSeconds(number),
                new Sight(Situation.NOW, Sight.LASTS));
    }
}
