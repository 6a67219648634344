package dev.encryptedkinesis.operator.reconcile;

import static dev.encryptedkinesis.operator.reconcile.FakeAws.DESCRIBE_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.Situation;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream that was just seen to be encrypted, and may yet take plaintext for a moment. */
class SettlingLooksTest {

    private static final Situation WELL = Situation.allIsWell();

    private final Bench bench = new Bench().showing(WELL);

    @BeforeEach
    void seeThatItIsEncrypted() {
        bench.aws.fails("CreateStream", Failure.Kind.ALREADY_EXISTS);
        bench.run(WELL);
        assertThat(bench.condition(ConditionType.Ready)).isEqualTo("False Encrypting");
        assertThat(looks()).isEqualTo(1);
    }

    @Test
    void isReadyWhenItHasSettledByTheLookThatShowedItEncrypted() {
        bench.passes(Duration.ofSeconds(5));
        bench.run(WELL);

        assertThat(bench.condition(ConditionType.Ready)).startsWith("True");
        assertThat(looks()).isZero();
    }

    @Test
    void isLookedAtAgainOnceItIsReady() {
        bench.passes(Duration.ofSeconds(5));
        bench.run(WELL);
        bench.passes(Duration.ofSeconds(1));
        bench.run(WELL);

        assertThat(looks()).isEqualTo(1);
    }

    @Test
    void isLookedAtAgainWhereThePassComesLate() {
        bench.passes(Duration.ofSeconds(8));
        bench.run(WELL);

        assertThat(looks()).isEqualTo(1);
    }

    /** Somebody has edited the spec, or hinted at a change. */
    @Test
    void isLookedAtByAPassThatComesBeforeItHasSettled() {
        bench.passes(Duration.ofSeconds(4));
        bench.run(WELL);
        assertThat(looks()).isEqualTo(1);
        bench.passes(Duration.ofSeconds(1));
        bench.run(WELL);

        assertThat(looks()).isZero();
    }

    @Test
    void isLookedAtAgainAfterARestart() {
        bench.restarts();
        bench.passes(Duration.ofSeconds(5));
        bench.run(WELL);

        assertThat(looks()).isEqualTo(1);
    }

    private long looks() {
        return bench.aws.calls().stream().filter(DESCRIBE_STREAM::equals).count();
    }
}
