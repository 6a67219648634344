package dev.encryptedkinesis.operator.access.findings;

import static dev.encryptedkinesis.operator.access.findings.Policies.API;
import static dev.encryptedkinesis.operator.access.findings.Policies.AUDIT;
import static dev.encryptedkinesis.operator.access.findings.Policies.KEY;
import static dev.encryptedkinesis.operator.access.findings.Policies.STREAM;
import static dev.encryptedkinesis.operator.access.findings.Policies.allow;
import static dev.encryptedkinesis.operator.access.findings.Policies.deny;
import static dev.encryptedkinesis.operator.access.findings.Policies.ofKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.encryptedkinesis.operator.access.leastprivilege.KeyKeeper;
import dev.encryptedkinesis.operator.access.leastprivilege.PolicyFiles;
import dev.encryptedkinesis.operator.access.leastprivilege.StreamArn;
import dev.encryptedkinesis.operator.access.leastprivilege.StreamKey;
import dev.encryptedkinesis.operator.access.leastprivilege.StreamUse;
import dev.encryptedkinesis.operator.access.policy.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyPolicyFindingsTest {

    private static final String EVERYBODY = "'Principal': '*'";
    private static final String EVERY_AWS = "'Principal': {'AWS': '*'}";
    private static final String OWN_ROOT = "'Principal': {'AWS': 'arn:aws:iam::111122223333:root'}";
    private static final String OTHER_ROOT = "'Principal': {'AWS': 'arn:aws:iam::444455556666:root'}";
    private static final String USE =
            "['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey']";
    private static final String VIA_KINESIS = "'kms:ViaService': 'kinesis.eu-west-1.amazonaws.com'";
    private static final String FOR_STREAM = "'kms:EncryptionContext:aws:kinesis:arn': '" + STREAM + "'";
    private static final String OWN_CALLER = "'kms:CallerAccount': '111122223333'";

    /** From the KMS and IAM developer guides, and what people make of them. */
    static Stream<Arguments> graded() {
        return Stream.of(
                arguments("the default key policy", "NONE", allow(OWN_ROOT, "'kms:*'")),
                arguments("everything for everybody", "CRITICAL", allow(EVERYBODY, "'kms:*'")),
                arguments("everything of everything", "CRITICAL", allow(EVERYBODY, "'*'")),
                arguments("decrypt for everybody", "CRITICAL", allow(EVERY_AWS, "'kms:Decrypt'")),
                arguments("grants for everybody", "CRITICAL", allow(EVERY_AWS, "'kms:CreateGrant'")),
                arguments("administration for everybody", "CRITICAL", allow(EVERY_AWS, "'kms:Put*'")),
                arguments("encrypt for everybody", "WARNING", allow(EVERY_AWS, "'kms:GenerateDataKey'")),
                arguments("looking for everybody", "NONE", allow(EVERY_AWS, "['kms:DescribeKey', 'kms:List*']")),
                arguments(
                        "what AWS's own key has",
                        "INFO",
                        allow(EVERY_AWS, USE, "'StringEquals': {" + OWN_CALLER + "," + VIA_KINESIS + "}")),
                arguments(
                        "everybody of the account, also directly",
                        "WARNING",
                        allow(EVERY_AWS, USE, "'StringEquals': {" + OWN_CALLER + "}")),
                arguments(
                        "everybody of the account by the global key",
                        "WARNING",
                        allow(EVERY_AWS, USE, "'StringEquals': {'aws:PrincipalAccount': '111122223333'}")),
                arguments(
                        "the organization",
                        "WARNING",
                        allow(EVERY_AWS, USE, "'StringEquals': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}")),
                arguments(
                        "the organization, through Kinesis for the stream",
                        "INFO",
                        allow(
                                EVERY_AWS,
                                USE,
                                "'StringEquals': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'," + VIA_KINESIS + ","
                                        + FOR_STREAM + "}")),
                arguments(
                        "a network",
                        "WARNING",
                        allow(EVERY_AWS, USE, "'StringEquals': {'aws:SourceVpce': 'vpce-1a2b3c4d'}")),
                arguments(
                        "everybody through Kinesis",
                        "WARNING",
                        allow(EVERY_AWS, USE, "'StringEquals': {" + VIA_KINESIS + "}")),
                arguments(
                        "everybody through Kinesis, if there is a service",
                        "CRITICAL",
                        allow(EVERY_AWS, USE, "'StringEqualsIfExists': {" + VIA_KINESIS + "}")),
                arguments(
                        "an encryption context alone, which is no secret",
                        "CRITICAL",
                        allow(EVERY_AWS, USE, "'StringEquals': {" + FOR_STREAM + "}")),
                arguments(
                        "a condition that always holds",
                        "CRITICAL",
                        allow(EVERY_AWS, USE, "'StringLike': {'aws:PrincipalArn': '*'}")),
                arguments(
                        "encrypted connections, which everybody can have",
                        "CRITICAL",
                        allow(EVERY_AWS, USE, "'Bool': {'aws:SecureTransport': 'true'}")),
                arguments(
                        "a condition for roles of the account",
                        "NONE",
                        allow(EVERY_AWS, USE, "'ArnEquals': {'aws:PrincipalArn': '" + API + "'}")),
                arguments(
                        "a name that everybody can have in an account of his own",
                        "CRITICAL",
                        allow(EVERY_AWS, USE, "'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::*:role/app-*'}")),
                arguments("NotPrincipal", "CRITICAL", allow("'NotPrincipal': {'AWS': '" + AUDIT + "'}", USE)),
                arguments(
                        "NotPrincipal for looking",
                        "WARNING",
                        allow("'NotPrincipal': {'AWS': '" + AUDIT + "'}", "'kms:DescribeKey'")),
                arguments(
                        "NotAction for everybody",
                        "CRITICAL",
                        allow(EVERYBODY, "'kms:DescribeKey'").replace("'Action'", "'NotAction'")),
                arguments(
                        "NotAction for a role",
                        "INFO",
                        allow("'Principal': {'AWS': '" + API + "'}", "'kms:Decrypt'")
                                .replace("'Action'", "'NotAction'")),
                arguments(
                        "NotAction left to IAM",
                        "NONE",
                        allow(OWN_ROOT, "'kms:ScheduleKeyDeletion'").replace("'Action'", "'NotAction'")),
                arguments("another account's root", "WARNING", allow(OTHER_ROOT, USE)),
                arguments("another account by number", "WARNING", allow("'Principal': {'AWS': '444455556666'}", USE)),
                arguments("everything for another account", "CRITICAL", allow(OTHER_ROOT, "'kms:*'")),
                arguments(
                        "another account through Kinesis for the stream",
                        "INFO",
                        allow(OTHER_ROOT, USE, "'StringEquals': {" + VIA_KINESIS + "," + FOR_STREAM + "}")),
                arguments(
                        "a role of another account",
                        "WARNING",
                        allow("'Principal': {'AWS': '" + AUDIT + "'}", "'kms:Decrypt'")),
                arguments(
                        "the service that needs nothing",
                        "INFO",
                        allow("'Principal': {'Service': 'kinesis.amazonaws.com'}", USE)),
                arguments(
                        "a service for whatever customer",
                        "WARNING",
                        allow("'Principal': {'Service': 'events.amazonaws.com'}", USE)),
                arguments(
                        "a service for the account",
                        "NONE",
                        allow(
                                "'Principal': {'Service': 'events.amazonaws.com'}",
                                USE,
                                "'StringEquals': {'aws:SourceAccount': '111122223333'}")),
                arguments("one who was deleted", "INFO", allow("'Principal': {'AWS': 'AROADBQP57FF2AEXAMPLE'}", USE)),
                arguments(
                        "somebody of the account",
                        "NONE",
                        allow("'Principal': {'AWS': 'arn:aws:iam::111122223333:role/backup'}", "'kms:*'")),
                arguments(
                        "what IAM ignores: a statement for another key",
                        "NONE",
                        allow(EVERYBODY, "'kms:*'").replace("'Resource': '*'", "'Resource': '" + KEY + "0'")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graded")
    void aStatementIsGradedByWhatItPermits(String what, String severity, String statement) {
        assertThat(severityOf(ofKey(Set.of(), statement))).describedAs(what).isEqualTo(severity);
    }

    /** Of the KMS developer guide: "Allows access to the AWS account", "key administrators", "key users". */
    @Test
    void whatTheConsoleWritesIsAsItShouldBe() {
        String role = "'Principal': {'AWS': ['arn:aws:iam::111122223333:role/admin', '" + API + "']}";

        assertThat(ofKey(
                        Set.of(API),
                        allow(OWN_ROOT, "'kms:*'"),
                        allow(
                                role.replace(", '" + API + "'", ""),
                                "['kms:Create*', 'kms:Put*', 'kms:ScheduleKeyDeletion', 'kms:CancelKeyDeletion']"),
                        allow(role, USE),
                        allow(
                                role,
                                "['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant']",
                                "'Bool': {'kms:GrantIsForAWSResource': true}")))
                .isEmpty();
    }

    static Stream<Arguments> denied() {
        return Stream.of(
                arguments(
                        "WARNING",
                        deny(EVERYBODY, "'kms:*'", "'StringNotEquals': {'kms:CallerAccount': '111122223333'}")),
                arguments(
                        "WARNING",
                        deny(EVERYBODY, "'kms:*'", "'StringNotEquals': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}")),
                arguments(
                        "INFO",
                        deny(EVERYBODY, "'kms:*'", "'StringNotEquals': {" + VIA_KINESIS + "," + OWN_CALLER + "}")
                                + ","
                                + deny(EVERYBODY, "'kms:*'", "'StringNotEquals': {" + VIA_KINESIS + "}")
                                + ","
                                + deny(EVERYBODY, "'kms:*'", "'StringNotEquals': {" + OWN_CALLER + "}")),
                arguments("NONE", deny(EVERYBODY, "'kms:*'", "")),
                // Of something else.
                arguments("CRITICAL", deny(EVERYBODY, "'kms:Encrypt'", "")),
                arguments("CRITICAL", deny(OTHER_ROOT, "'kms:*'", "")));
    }

    @ParameterizedTest
    @MethodSource("denied")
    void whatAnotherStatementTakesBackIsNotPermitted(String severity, String deny) {
        assertThat(severityOf(ofKey(Set.of(), allow(EVERYBODY, "'kms:Decrypt'"), deny)))
                .isEqualTo(severity);
    }

    @Test
    void whoIsDeclaredMayDoWhatIsNeededAndNoMore() {
        String api = "'Principal': {'AWS': '" + API + "'}";
        String audit = "'Principal': {'AWS': '" + AUDIT + "'}";
        String bound = "'StringEquals': {" + VIA_KINESIS + "," + FOR_STREAM + "}";
        Set<String> both = Set.of(API, AUDIT);

        assertThat(severityOf(ofKey(both, allow(api, USE)))).isEqualTo("NONE");
        assertThat(severityOf(ofKey(both, allow(api, "'kms:*'")))).isEqualTo("WARNING");
        assertThat(severityOf(ofKey(both, allow(audit, "'kms:Decrypt'", bound))))
                .isEqualTo("NONE");
        assertThat(severityOf(ofKey(both, allow(audit, "'kms:Decrypt'")))).isEqualTo("INFO");
        assertThat(severityOf(ofKey(both, allow(audit, "'kms:*'")))).isEqualTo("CRITICAL");
        assertThat(severityOf(ofKey(both, allow(OTHER_ROOT, "'kms:Decrypt'", bound))))
                .isEqualTo("NONE");
        assertThat(severityOf(ofKey(both, allow(OTHER_ROOT, "'kms:Decrypt'")))).isEqualTo("WARNING");
    }

    @Test
    void whatTheOperatorWritesItselfIsAsItShouldBe() {
        StreamUse use = new StreamUse(
                StreamArn.of(STREAM).orElseThrow(),
                new StreamKey(KEY, StreamKey.Manager.CUSTOMER),
                Set.of(),
                Set.of(API),
                Set.of(AUDIT),
                Set.of(),
                Optional.of(new KeyKeeper("arn:aws:iam::111122223333:role/operator", KeyKeeper.Duty.WATCH_AND_GRANT)));
        Map<String, String> files = PolicyFiles.of(use);

        assertThat(AccessFindings.of(new Reviewed(
                        STREAM,
                        Optional.of(PolicyDocument.parse(files.get("stream-policy.json"))),
                        List.of(new Reviewed.Key(
                                KEY,
                                Optional.of(PolicyDocument.parse(files.get("key-policy-statements.json"))),
                                List.of())),
                        Set.of(API, AUDIT))))
                .isEmpty();
    }

    @Test
    void aFindingSaysWhichStatementWhatItPermitsAndWhatToDo() {
        String open = allow(EVERYBODY, "'kms:Decrypt'").replace("{'Effect'", "{'Sid': 'Open', 'Effect'");

        assertThat(ofKey(Set.of(), allow(OWN_ROOT, "'kms:*'"), open))
                .containsExactly(new Finding(
                        Severity.CRITICAL,
                        "Statement \"Open\" of the policy of key " + KEY,
                        "Everybody, in whatever AWS account, can decrypt with the key (kms:Decrypt).",
                        "Name the principals that need it; or have kms:CallerAccount be 111122223333, and kms:ViaService to be"
                                + " kinesis.eu-west-1.amazonaws.com and kms:EncryptionContext:aws:kinesis:arn to be the"
                                + " stream's ARN."));
    }

    @Test
    void whatIsNotSeenIsSaidAndNotGuessed() {
        assertThat(ofKey(
                                Set.of(),
                                allow(
                                        EVERYBODY,
                                        "'kms:Decrypt'",
                                        "'StringEquals': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}"))
                        .get(0)
                        .explanation())
                .isEqualTo(
                        "Everybody, in whatever AWS account, may be able to decrypt with the key (kms:Decrypt); it depends"
                                + " on the value of aws:PrincipalOrgID, which is not seen from here.");
        assertThat(ofKey(Set.of(), allow(EVERYBODY, "'kms:Decrypt'", "'StringEquals': {'a\\u202Eb': 'x'}"))
                        .get(0)
                        .explanation())
                .contains("it depends on the value of a context key,");
    }

    @Test
    void ofManyTheWorstAreTold() {
        String[] statements = Stream.concat(
                        Stream.generate(() -> allow("'Principal': {'Service': 'kinesis.amazonaws.com'}", USE))
                                .limit(60),
                        Stream.generate(() -> allow(EVERYBODY, "'kms:*'")).limit(3))
                .toArray(String[]::new);

        assertThat(ofKey(Set.of(), statements))
                .hasSize(20)
                .extracting(Finding::severity)
                .startsWith(Severity.CRITICAL, Severity.CRITICAL, Severity.CRITICAL, Severity.INFO);
    }

    private static String severityOf(List<Finding> findings) {
        return findings.isEmpty() ? "NONE" : findings.get(0).severity().name();
    }
}
