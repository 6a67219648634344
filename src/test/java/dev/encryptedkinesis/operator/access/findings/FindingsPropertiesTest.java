package dev.encryptedkinesis.operator.access.findings;

import static dev.encryptedkinesis.operator.access.findings.Policies.API;
import static dev.encryptedkinesis.operator.access.findings.Policies.AUDIT;
import static dev.encryptedkinesis.operator.access.findings.Policies.STREAM;
import static dev.encryptedkinesis.operator.access.findings.Policies.allow;
import static dev.encryptedkinesis.operator.access.findings.Policies.deny;
import static dev.encryptedkinesis.operator.access.findings.Policies.ofKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What holds whatever the policy. */
class FindingsPropertiesTest {

    private static final String[] PRINCIPALS = {
        "'Principal': '*'",
        "'Principal': {'AWS': '*'}",
        "'NotPrincipal': {'AWS': '" + API + "'}",
        "'Principal': {'AWS': ['" + AUDIT + "', '" + API + "']}",
        "'Principal': {'AWS': 'arn:aws:iam::444455556666:root'}",
        "'Principal': {'AWS': 'arn:aws:iam::111122223333:root'}",
        "'Principal': {'Service': ['kinesis.amazonaws.com', 'events.amazonaws.com']}",
    };

    private static final String[] ACTIONS = {
        "'*'", "'kms:*'", "'kms:Decrypt'", "['kms:Gen*', 'kms:Encrypt']", "'kms:List*'"
    };

    private static final String[] CONDITIONS = {
        "",
        "'StringEquals': {'kms:CallerAccount': '111122223333'}",
        "'StringEquals': {'kms:ViaService': 'kinesis.eu-west-1.amazonaws.com'}",
        "'StringEquals': {'kms:EncryptionContext:aws:kinesis:arn': '" + STREAM + "'}",
        "'StringEquals': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}",
        "'StringNotEqualsIfExists': {'aws:SourceVpc': 'vpc-1'}",
        "'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::*:role/*'}",
    };

    @Property(tries = 250)
    void toForbidSomethingNeverMakesItWorse(
            @ForAll("allowing") List<String> statements, @ForAll("denying") String denying) {
        List<Finding> without = ofKey(Set.of(API), statements.toArray(String[]::new));
        List<String> more = new ArrayList<>(statements);
        more.add(denying);
        List<Finding> with = ofKey(Set.of(API), more.toArray(String[]::new));

        assertThat(with.size()).isLessThanOrEqualTo(without.size());
        assertThat(worst(with)).isGreaterThanOrEqualTo(worst(without));
    }

    @Property
    void toAskForMoreNeverMakesItWorse(
            @ForAll("principals") String principal,
            @ForAll("actions") String actions,
            @ForAll("conditions") String one) {
        assertThat(worst(ofKey(Set.of(API), allow(principal, actions, one))))
                .isGreaterThanOrEqualTo(worst(ofKey(Set.of(API), allow(principal, actions))));
    }

    @Property(tries = 250)
    void oneStatementIsJudgedTheSameWhateverStandsBesideIt(
            @ForAll("allowing") List<String> statements, @ForAll("allowing") List<String> others) {
        List<String> all = new ArrayList<>(others);
        all.addAll(statements);
        Collections.reverse(all);

        assertThat(severities(ofKey(Set.of(API), all.toArray(String[]::new))))
                .containsAll(severities(ofKey(Set.of(API), statements.toArray(String[]::new))));
    }

    @Test
    void aHugePolicyIsLookedThroughInTime() {
        String[] statements = IntStream.range(0, 250)
                .mapToObj(index -> index % 2 == 0
                        ? allow("'Principal': '*'", "'kms:*'", "'StringLike': {'aws:userid': '*a*a*a*a*" + index + "'}")
                        : deny(
                                "'Principal': '*'",
                                "'kms:De*t'",
                                "'StringLike': {'aws:userid': '*b*b*b*b*" + index + "'}"))
                .toArray(String[]::new);

        assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThat(ofKey(Set.of(), statements)).hasSize(AccessFindings.MOST));
    }

    @Test
    void aStatementWithThousandsOfPrincipalsIsLookedThroughInTime() {
        String accounts = IntStream.range(0, 2000)
                .mapToObj(number -> "'" + (100_000_000_000L + number) + "'")
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();

        assertThat(ofKey(Set.of(), allow("'Principal': {'AWS': [" + accounts + "]}", "'kms:Decrypt'")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.explanation()).startsWith("Account 100000000000 can let all of its principals");
                });
    }

    @Provide
    Arbitrary<List<String>> allowing() {
        return Combinators.combine(principals(), actions(), conditions())
                .as(Policies::allow)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> denying() {
        return Combinators.combine(Arbitraries.of("'Principal': '*'", PRINCIPALS[4]), actions(), conditions())
                .as(Policies::deny);
    }

    @Provide
    Arbitrary<String> principals() {
        return Arbitraries.of(PRINCIPALS);
    }

    @Provide
    Arbitrary<String> actions() {
        return Arbitraries.of(ACTIONS);
    }

    @Provide
    Arbitrary<String> conditions() {
        return Arbitraries.of(CONDITIONS);
    }

    private static List<Severity> severities(List<Finding> findings) {
        return findings.stream().map(Finding::severity).toList();
    }

    /** The lower, the worse; above all severities if there is none. */
    private static int worst(List<Finding> findings) {
        return findings.stream()
                .mapToInt(finding -> finding.severity().ordinal())
                .min()
                .orElse(Severity.values().length);
    }
}
