package dev.encryptedkinesis.operator.reconcile;

import static dev.encryptedkinesis.operator.reconcile.FakeAws.DESCRIBE_KEY;
import static dev.encryptedkinesis.operator.reconcile.FakeAws.DESCRIBE_STREAM;
import static dev.encryptedkinesis.operator.reconcile.FakeAws.LIST_TAGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.stream.Failure.Kind;
import dev.encryptedkinesis.operator.stream.Policies.Adoption;
import dev.encryptedkinesis.operator.stream.Situation;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a pass makes of an AWS that does not answer. */
class StreamPassSilenceTest {

    private static final String CREATE = "CreateStream";
    private static final Situation WELL = Situation.allIsWell();
    private static final Situation NONE = Situation.noStream();

    private final Bench bench = new Bench();

    @Nested
    class WhileAwsCannotBeAsked {

        @Test
        void twoFailuresGoUnnoticedAndTheThirdIsTold() {
            settled();
            EncryptedKinesisStreamStatus before = bench.status();
            bench.aws.fails(DESCRIBE_STREAM, Kind.TRANSIENT, Kind.THROTTLED, Kind.TRANSIENT);

            assertThat(bench.run(WELL).status()).isEqualTo(before);
            assertThat(bench.run(WELL).status()).isEqualTo(before);
            bench.run(WELL);

            assertThat(bench.condition(ConditionType.Ready)).isEqualTo("Unknown AwsUnreachable");
        }

        @Test
        void anAnswerInBetweenBeginsTheCountAnew() {
            settled();
            bench.aws.fails(DESCRIBE_STREAM, Kind.TRANSIENT, Kind.TRANSIENT);
            bench.run(WELL);
            bench.run(WELL);
            bench.run(WELL);
            bench.aws.fails(DESCRIBE_STREAM, Kind.TRANSIENT, Kind.TRANSIENT);
            bench.run(WELL);
            bench.run(WELL);

            assertThat(bench.condition(ConditionType.Ready)).isEqualTo("True AsSpecified");
        }

        @Test
        void aMissingPermissionIsToldAtOnce() {
            settled();
            bench.aws.fails(DESCRIBE_STREAM, Kind.DENIED);

            Outcome outcome = bench.run(WELL);

            assertThat(bench.condition(ConditionType.Stalled)).isEqualTo("True AccessDenied");
            assertThat(Bench.reasons(outcome)).containsExactly("AccessDenied");
        }

        @Test
        void tagsThatCannotBeListedAreNotTakenForNone() {
            bench.showing(WELL).aws.fails(LIST_TAGS, Kind.THROTTLED);

            bench.run(WELL.withAdoption(Adoption.ADOPT_OR_CREATE));

            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_KEY, DESCRIBE_STREAM, LIST_TAGS);
            assertThat(bench.condition(ConditionType.Ready)).isEqualTo("Unknown NotObserved");
        }
    }

    @Nested
    class WhileKmsIsSilent {

        @Test
        void aStreamThatWasWellStaysWellForTwoLooks() {
            settled();
            EncryptedKinesisStreamStatus before = bench.status();
            bench.aws.fails(DESCRIBE_KEY, Kind.TRANSIENT, Kind.THROTTLED, Kind.TRANSIENT);

            assertThat(later(WELL).status()).isEqualTo(before);
            assertThat(later(WELL).status()).isEqualTo(before);
            later(WELL);

            assertThat(bench.condition(ConditionType.Ready)).isEqualTo("Unknown AwsUnreachable");
            assertThat(bench.condition(ConditionType.KeyUsable)).isEqualTo("Unknown AwsUnreachable");
            assertThat(bench.condition(ConditionType.Encrypted)).isEqualTo("True Encrypted");
        }

        @Test
        void itIsAskedAgainSoonAndLessAndLessOften() {
            settled();
            bench.aws.fails(DESCRIBE_KEY, Kind.TRANSIENT, Kind.TRANSIENT, Kind.TRANSIENT, Kind.TRANSIENT);

            assertThat(later(WELL).next()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
            assertThat(later(WELL).next()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
            assertThat(later(WELL).next()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        }

        @Test
        void nothingIsCreated() {
            bench.aws.fails(DESCRIBE_KEY, Kind.TRANSIENT);

            bench.run(NONE);
            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_KEY);

            bench.run(NONE);
            assertThat(bench.aws.calls()).containsExactly(DESCRIBE_KEY, CREATE);
        }

        @Test
        void thatTheEncryptionIsLostIsToldAtOnce() {
            settled();
            bench.aws.fails(DESCRIBE_KEY, Kind.TRANSIENT);
            bench.showing(WELL.withoutEncryption());

            Outcome outcome = later(WELL);

            assertThat(Bench.reasons(outcome)).containsExactly("EncryptionLost");
            assertThat(bench.condition(ConditionType.Encrypted)).isEqualTo("False NotEncrypted");
        }

        @Test
        void thatThereAreNoCredentialsIsToldAtOnce() {
            bench.aws.fails(DESCRIBE_KEY, Kind.CREDENTIALS_UNUSABLE);

            bench.run(NONE);

            assertThat(bench.condition(ConditionType.Stalled)).isEqualTo("True CredentialsUnusable");
        }

        /** So long after the last look that the key is asked about again. */
        private Outcome later(Situation situation) {
            bench.passes(KeyMemory.GOOD_FOR);
            return bench.run(situation);
        }
    }

    /** A stream that is well, and has been for long enough. */
    private void settled() {
        bench.showing(WELL).run(WELL.withAdoption(Adoption.ADOPT_OR_CREATE));
        bench.passes(Duration.ofSeconds(5));
        bench.run(WELL);
        assertThat(bench.condition(ConditionType.Ready)).isEqualTo("True AsSpecified");
        bench.aws.calls();
    }
}
