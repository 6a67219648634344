package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.push.Hint;
import dev.encryptedkinesis.operator.push.Hint.Aspect;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.Consistency;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import dev.encryptedkinesis.operator.stream.KeyVerdict;
import dev.encryptedkinesis.operator.stream.Realm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HintedLooksTest {

    private static final Hint STOPPED = new Hint.Stream(Optional.empty(), "eu-west-1", "orders", Aspect.DESCRIPTION);

    private final VirtualClock clock = VirtualClock.create();
    private final SimulatedAws aws =
            SimulatedAws.builder(clock).consistency(Consistency.STRONG).build();
    private final AwsClients clients = SimulatedClients.of(aws, clock);
    private final HintedLooks looks =
            new HintedLooks(new StreamObserver(clients, 3, clock), new Pace(new Random(1)), clock);

    @Test
    void theFirstHintIsFollowedAtOnceAndThoseUntilTheNextLookAreOneWithIt() {
        assertThat(looks.due("uid", STOPPED)).contains(Duration.ZERO);
        clock.advance(Duration.ofSeconds(1));
        assertThat(looks.due("uid", STOPPED)).contains(Duration.ofSeconds(4));
        for (int more = 0; more < 10_000; more++) {
            assertThat(looks.due("uid", STOPPED)).isEmpty();
        }
        assertThat(looks.due("another", STOPPED)).contains(Duration.ZERO);
    }

    /** A hint every second, for an hour. */
    @Test
    void aFloodIsFollowedMoreAndMoreSeldomAndInTheEndAsSeldomAsThereAreLooksAnyway() {
        List<Long> lookedAt = new ArrayList<>();
        for (long second = 0; second < 3600; second++) {
            long now = second;
            looks.due("uid", STOPPED).ifPresent(delay -> lookedAt.add(now + delay.toSeconds()));
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(lookedAt).startsWith(0L, 5L, 15L, 35L, 75L, 155L, 315L, 635L).hasSizeLessThan(20);
    }

    @Test
    void afterSomeQuietHintsAreFollowedAtOnceAgain() {
        looks.due("uid", STOPPED);
        clock.advance(Duration.ofSeconds(1));
        looks.due("uid", STOPPED);
        clock.advance(Pace.STEADY.plusSeconds(5));

        assertThat(looks.due("uid", STOPPED)).contains(Duration.ZERO);
        assertThat(looks.due("uid", STOPPED)).contains(Duration.ofSeconds(5));
    }

    @Test
    void anObjectThatIsGoneIsForgotten() {
        looks.due("uid", STOPPED);
        looks.forget("uid");

        assertThat(looks.due("uid", STOPPED)).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn", "id", "alias"})
    void aKeyIsAskedForAnewHoweverItWasNamed(String form) {
        String arn = aws.console().createKey();
        String id = arn.substring(arn.indexOf('/') + 1);
        aws.console().pointAlias("alias/orders", arn);
        String named = switch (form) {
            case "arn" -> arn;
            case "id" -> id;
            default -> "alias/orders";
        };
        KeyMemory keys = new KeyMemory(clients);
        Realm realm = Realm.own("eu-west-1");
        assertThat(KeyVerdict.of(keys.look(realm, named, clock.instant()))).isEqualTo(KeyVerdict.USABLE);
        aws.console().disableKey(arn);

        keys.doubt("eu-central-1", "key/" + id);
        assertThat(KeyVerdict.of(keys.look(realm, named, clock.instant()))).isEqualTo(KeyVerdict.USABLE);

        keys.doubt("eu-west-1", "key/" + id);
        assertThat(KeyVerdict.of(keys.look(realm, named, clock.instant()))).isNotEqualTo(KeyVerdict.USABLE);
    }

    @Test
    void anAliasThatWasMovedIsAskedForAnew() {
        String before = aws.console().createKey();
        String after = aws.console().createKey();
        aws.console().pointAlias("alias/orders", before);
        KeyMemory keys = new KeyMemory(clients);
        Realm realm = Realm.own("eu-west-1");
        keys.look(realm, "alias/orders", clock.instant());
        aws.console().pointAlias("alias/orders", after);

        keys.doubt("eu-west-1", "alias/orders");

        assertThat(keys.look(realm, "alias/orders", clock.instant()).known())
                .hasValueSatisfying(facts -> assertThat(facts.arn()).isEqualTo(after));
    }
}
