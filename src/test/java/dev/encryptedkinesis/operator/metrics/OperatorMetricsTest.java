package dev.encryptedkinesis.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.denials.Denial;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorMetricsTest {

    private final OperatorMetrics metrics = new OperatorMetrics(new Build("1.2.3", "abc"), Clock.systemUTC());

    static Denial denial(String principal) {
        return new Denial(
                "event", Instant.EPOCH, principal, "Decrypt", Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void denialsAreCountedByPrincipalAndOperation() {
        metrics.denied(denial("arn:aws:iam::123456789012:role/api"));
        metrics.denied(denial("arn:aws:iam::123456789012:role/api"));

        assertThat(metrics.text())
                .contains("# TYPE encrypted_kinesis_key_denials_total counter")
                .contains("encrypted_kinesis_key_denials_total{operation=\"Decrypt\","
                        + "principal=\"arn:aws:iam::123456789012:role/api\"} 2.0");
    }

    /** Whoever may assume roles could else make series without end. */
    @Test
    void manyPrincipalsCountTogether() {
        for (int i = 0; i < OperatorMetrics.MOST_PRINCIPALS + 50; i++) {
            metrics.denied(denial("arn:aws:iam::123456789012:role/r" + i));
        }
        metrics.denied(denial("arn:aws:iam::123456789012:role/r0"));

        assertThat(metrics.text().lines().filter(line -> line.startsWith("encrypted_kinesis_key_denials_total{")))
                .hasSize(OperatorMetrics.MOST_PRINCIPALS + 1)
                .anyMatch(line -> line.contains("principal=\"other\"") && line.endsWith(" 50.0"))
                .anyMatch(line -> line.contains("role/r0\"") && line.endsWith(" 2.0"));
    }

    /** Names come from CloudTrail, and so from whoever made the role. */
    @Test
    void aHostileNameStaysInsideItsLabel() {
        metrics.denied(denial("arn\"} 1\nevil_total{x=\"y"));

        assertThat(metrics.text().lines().filter(line -> line.startsWith("evil_total")))
                .isEmpty();
    }

    @Test
    void tellsWhichOperatorItIsAndWhetherItIsTheOneThatWorks() {
        assertThat(metrics.text())
                .contains("encrypted_kinesis_build_info{revision=\"abc\",version=\"1.2.3\"} 1")
                .contains("encrypted_kinesis_leader 0.0")
                .doesNotContain("encrypted_kinesis_last_pass_timestamp_seconds");

        metrics.leadership().callbacks(() -> {}).onStartLeading();
        assertThat(metrics.text()).contains("encrypted_kinesis_leader 1.0");

        metrics.leadership().callbacks(() -> {}).onStopLeading();
        assertThat(metrics.text()).contains("encrypted_kinesis_leader 0.0");
    }
}
