package dev.encryptedkinesis.operator.access.findings;

import static dev.encryptedkinesis.operator.access.findings.Policies.API;
import static dev.encryptedkinesis.operator.access.findings.Policies.AUDIT;
import static dev.encryptedkinesis.operator.access.findings.Policies.KEY;
import static dev.encryptedkinesis.operator.access.findings.Policies.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.policy.Grant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrantFindingsTest {

    private static final Map<String, String> CONTEXT = Map.of("aws:kinesis:arn", STREAM);

    @Test
    void aGrantWithoutConstraintToOneWhoIsNotDeclaredIsToldWithItsId() {
        assertThat(of(Set.of(API), new Grant("0c23", AUDIT, Set.of("Decrypt"), Map.of(), Map.of())))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.subject()).isEqualTo("Grant 0c23 on key " + KEY);
                    assertThat(finding.explanation()).contains(AUDIT, "no constraint to an encryption context");
                });
        assertThat(of(Set.of(AUDIT), new Grant("0c23", API, Set.of("CreateGrant"), Map.of(), Map.of())))
                .extracting(Finding::severity)
                .containsExactly(Severity.INFO);
    }

    @Test
    void aGrantThatIsBoundOrExpectedOrHarmlessIsNone() {
        assertThat(of(
                        Set.of(API),
                        new Grant("1", AUDIT, Set.of("Decrypt"), Map.of(), CONTEXT),
                        new Grant("2", AUDIT, Set.of("Decrypt"), CONTEXT, Map.of()),
                        new Grant("3", API, Set.of("Decrypt"), Map.of(), Map.of()),
                        new Grant("4", AUDIT, Set.of("GenerateDataKey", "DescribeKey"), Map.of(), Map.of()),
                        new Grant("5", "rds.eu-west-1.amazonaws.com", Set.of("Decrypt"), Map.of(), Map.of())))
                .isEmpty();
    }

    private static List<Finding> of(Set<String> declared, Grant... grants) {
        return AccessFindings.of(new Reviewed(
                STREAM, Optional.empty(), List.of(new Reviewed.Key(KEY, Optional.empty(), List.of(grants))), declared));
    }
}
