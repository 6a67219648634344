package dev.encryptedkinesis.operator.access.findings;

import static dev.encryptedkinesis.operator.access.findings.Policies.API;
import static dev.encryptedkinesis.operator.access.findings.Policies.AUDIT;
import static dev.encryptedkinesis.operator.access.findings.Policies.allow;
import static dev.encryptedkinesis.operator.access.findings.Policies.ofStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StreamPolicyFindingsTest {

    private static final String EVERYBODY = "'Principal': '*'";
    private static final String OTHER_ROOT = "'Principal': {'AWS': 'arn:aws:iam::444455556666:root'}";
    private static final String READ = "['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords']";

    static Stream<Arguments> graded() {
        return Stream.of(
                arguments("everything for everybody", "CRITICAL", allow(EVERYBODY, "'kinesis:*'")),
                arguments("reading for everybody", "CRITICAL", allow(EVERYBODY, READ)),
                arguments("writing for everybody", "CRITICAL", allow(EVERYBODY, "'kinesis:PutRecord'")),
                arguments("looking for everybody", "NONE", allow(EVERYBODY, "'kinesis:DescribeStreamSummary'")),
                arguments(
                        "the organization",
                        "WARNING",
                        allow(EVERYBODY, READ, "'StringEquals': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}")),
                arguments(
                        "the account itself",
                        "INFO",
                        allow(EVERYBODY, READ, "'StringEquals': {'aws:PrincipalAccount': '111122223333'}")),
                arguments("another account", "WARNING", allow(OTHER_ROOT, READ)),
                arguments("NotPrincipal", "CRITICAL", allow("'NotPrincipal': {'AWS': '" + API + "'}", READ)),
                arguments("a role of another account", "WARNING", allow("'Principal': {'AWS': '" + AUDIT + "'}", READ)),
                arguments(
                        "a service for whatever customer",
                        "WARNING",
                        allow("'Principal': {'Service': 'events.amazonaws.com'}", "'kinesis:PutRecord'")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graded")
    void aStatementIsGradedByWhatItPermits(String what, String severity, String statement) {
        assertThat(severityOf(ofStream(Set.of(), statement))).describedAs(what).isEqualTo(severity);
    }

    static Stream<Arguments> gradedForDeclared() {
        return Stream.of(
                arguments("a declared consumer", "NONE", allow("'Principal': {'AWS': '" + AUDIT + "'}", READ)),
                arguments(
                        "a declared consumer, of everything",
                        "WARNING",
                        allow("'Principal': {'AWS': '" + AUDIT + "'}", "'kinesis:*'")),
                arguments("the account of one", "INFO", allow(OTHER_ROOT, READ)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gradedForDeclared")
    void whoIsDeclaredIsExpected(String what, String severity, String statement) {
        assertThat(severityOf(ofStream(Set.of(AUDIT), statement)))
                .describedAs(what)
                .isEqualTo(severity);
    }

    private static String severityOf(List<Finding> findings) {
        return findings.isEmpty() ? "NONE" : findings.get(0).severity().name();
    }
}
