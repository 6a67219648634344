package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.encryptedkinesis.operator.stream.ResourcePolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentsTest {

    private static final int KIB = 1024;

    @Test
    void whatAwsGivesBackIsWhatWasWanted() {
        ResourcePolicy wanted = PolicyDocuments.wanted(
                Map.of("Version", "2012-10-17", "Statement", List.of(Map.of("Action", "kinesis:PutRecord"))));

        assertThat(PolicyDocuments.found(Optional.of(wanted.text()))).isEqualTo(wanted);
        assertThat(PolicyDocuments.found(Optional.of("""
                        {
                          "Statement": {"Action": ["kinesis:PutRecord"]},
                          "Version": "2012-10-17"
                        }
                        """))).isEqualTo(wanted);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "{}"})
    void nothingIsNoPolicy(String answer) {
        assertThat(PolicyDocuments.found(Optional.ofNullable(answer))).isEqualTo(ResourcePolicy.NONE);
    }

    @Test
    void aPolicyNeedsAStatement() {
        assertThatThrownBy(() -> PolicyDocuments.wanted(Map.of("Version", "2012-10-17")))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("Statement");
    }

    @Test
    void aPolicyHasAtMost20KiB() {
        int rest = 20 * KIB - "{\"Statement\":\"\"}".length();

        assertThatCode(() -> PolicyDocuments.wanted(Map.of("Statement", "a".repeat(rest))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> PolicyDocuments.wanted(Map.of("Statement", "a".repeat(rest + 1))))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("20 KiB");
        assertThatThrownBy(() -> PolicyDocuments.wanted(Map.of("Statement", "ä".repeat(rest))))
                .isInstanceOf(InvalidSpecException.class);
    }
}
