package dev.encryptedkinesis.operator.access.policy;

import static dev.encryptedkinesis.operator.access.policy.Requests.ACCOUNT;
import static dev.encryptedkinesis.operator.access.policy.Requests.FOREIGN_ROLE;
import static dev.encryptedkinesis.operator.access.policy.Requests.KINESIS;
import static dev.encryptedkinesis.operator.access.policy.Requests.ROLE;
import static dev.encryptedkinesis.operator.access.policy.Requests.ROOT;
import static dev.encryptedkinesis.operator.access.policy.Requests.SESSION;
import static dev.encryptedkinesis.operator.access.policy.Requests.STREAM;
import static dev.encryptedkinesis.operator.access.policy.Requests.USER;
import static dev.encryptedkinesis.operator.access.policy.Requests.decrypt;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The KMS developer guide's policy-evaluation, key-policy-modifying-external-accounts and grants, and IAM's evaluation logic. */
class KeyAccessTest {

    private static final IdentityAnswer ALLOWS = new IdentityAnswer.Allowed(Optional.of("KeyUse"));
    private static final IdentityAnswer SILENT = new IdentityAnswer.NotAllowed();
    private static final IdentityAnswer DENIES =
            new IdentityAnswer.ExplicitlyDenied(Side.ORGANIZATION_POLICY, Optional.of("p-1"));
    private static final IdentityAnswer BOUNDARY = new IdentityAnswer.OutsideBoundary();
    private static final IdentityAnswer ORGANIZATION = new IdentityAnswer.OutsideOrganization();
    private static final IdentityAnswer NOBODY_KNOWS = new IdentityAnswer.Unknown("IAM was not asked");

    private static final String BY_DEFAULT = allow("{\"AWS\": \"arn:aws:iam::111122223333:root\"}");
    private static final String TO_THE_ROLE = allow("{\"AWS\": \"arn:aws:iam::111122223333:role/ExampleRole\"}");
    private static final String TO_THE_SESSION = allow("{\"AWS\": \"%s\"}".formatted(SESSION.arn()));
    private static final String TO_THE_USER = allow("{\"AWS\": \"arn:aws:iam::111122223333:user/ExampleUser\"}");
    private static final String TO_ALL = allow("\"*\"");
    private static final String TO_ANOTHER_ACCOUNT = allow("{\"AWS\": \"arn:aws:iam::444455556666:root\"}");
    private static final String TO_ANOTHER_ROLE = allow("{\"AWS\": \"arn:aws:iam::444455556666:role/ExampleRole\"}");
    private static final String TO_KINESIS = allow("{\"Service\": \"kinesis.amazonaws.com\"}");
    private static final String TO_ALL_OF_THE_ORGANIZATION =
            statement("Allow", "\"*\"", "{\"StringEquals\": {\"aws:PrincipalOrgID\": \"o-1\"}}");
    private static final String BUT_FOR_THE_ORGANIZATION =
            statement("Deny", "\"*\"", "{\"StringNotEquals\": {\"aws:PrincipalOrgID\": \"o-1\"}}");
    private static final String TO_NOBODY = statement("Deny", "\"*\"", "{}");

    private record Case(String statements, Principal principal, IdentityAnswer identity, String outcome) {}

    @TestFactory
    Stream<DynamicTest> takesAllSidesTogether() {
        return Stream.of(
                        // Example 1 of policy-evaluation: the default policy gives nobody access by itself.
                        new Case(BY_DEFAULT, USER, SILENT, "not granted by [IDENTITY_POLICY]"),
                        new Case(BY_DEFAULT, USER, ALLOWS, "allowed by [RESOURCE_POLICY, IDENTITY_POLICY]"),
                        new Case(BY_DEFAULT, USER, DENIES, "forbidden by ORGANIZATION_POLICY"),
                        new Case(BY_DEFAULT, USER, BOUNDARY, "not granted by [PERMISSIONS_BOUNDARY]"),
                        new Case(BY_DEFAULT, USER, ORGANIZATION, "not granted by [ORGANIZATION_POLICY]"),
                        new Case(BY_DEFAULT, USER, NOBODY_KNOWS, "unknown by IDENTITY_POLICY"),
                        new Case(BY_DEFAULT, ROOT, SILENT, "allowed by [RESOURCE_POLICY]"),
                        new Case(BY_DEFAULT, FOREIGN_ROLE, ALLOWS, "not granted by [RESOURCE_POLICY]"),
                        // A key does not trust its account: without a word in its policy, IAM policies have no effect.
                        new Case(TO_ANOTHER_ROLE, ROLE, ALLOWS, "not granted by [RESOURCE_POLICY]"),
                        new Case(TO_ANOTHER_ROLE, ROLE, SILENT, "not granted by [RESOURCE_POLICY, IDENTITY_POLICY]"),
                        new Case(TO_ANOTHER_ROLE, ROOT, ALLOWS, "not granted by [RESOURCE_POLICY]"),
                        new Case(TO_ANOTHER_ROLE, ROLE, NOBODY_KNOWS, "not granted by [RESOURCE_POLICY]"),
                        // In the key's account the key policy alone is enough.
                        new Case(TO_THE_ROLE, ROLE, SILENT, "allowed by [RESOURCE_POLICY]"),
                        new Case(TO_THE_ROLE, SESSION, SILENT, "allowed by [RESOURCE_POLICY]"),
                        new Case(TO_THE_ROLE, ROLE, NOBODY_KNOWS, "unknown by IDENTITY_POLICY"),
                        new Case(TO_ALL, ROLE, SILENT, "allowed by [RESOURCE_POLICY]"),
                        // What a boundary's silence limits: a role by its ARN, and no session, user or everybody.
                        new Case(TO_THE_ROLE, ROLE, BOUNDARY, "not granted by [PERMISSIONS_BOUNDARY]"),
                        new Case(TO_THE_ROLE, SESSION, BOUNDARY, "not granted by [PERMISSIONS_BOUNDARY]"),
                        new Case(TO_THE_SESSION, SESSION, BOUNDARY, "allowed by [RESOURCE_POLICY]"),
                        new Case(TO_THE_USER, USER, BOUNDARY, "allowed by [RESOURCE_POLICY]"),
                        new Case(TO_ALL, ROLE, BOUNDARY, "allowed by [RESOURCE_POLICY]"),
                        new Case(TO_ALL, ROLE, ORGANIZATION, "not granted by [ORGANIZATION_POLICY]"),
                        // Example 2: across accounts, both.
                        new Case(
                                TO_ANOTHER_ACCOUNT,
                                FOREIGN_ROLE,
                                ALLOWS,
                                "allowed by [RESOURCE_POLICY, IDENTITY_POLICY]"),
                        new Case(TO_ANOTHER_ACCOUNT, FOREIGN_ROLE, SILENT, "not granted by [IDENTITY_POLICY]"),
                        new Case(TO_ANOTHER_ACCOUNT, FOREIGN_ROLE, NOBODY_KNOWS, "unknown by IDENTITY_POLICY"),
                        new Case(TO_ANOTHER_ROLE, FOREIGN_ROLE, SILENT, "not granted by [IDENTITY_POLICY]"),
                        new Case(
                                TO_ANOTHER_ROLE, FOREIGN_ROLE, ALLOWS, "allowed by [RESOURCE_POLICY, IDENTITY_POLICY]"),
                        new Case(TO_ALL, FOREIGN_ROLE, SILENT, "not granted by [IDENTITY_POLICY]"),
                        new Case(TO_ALL, FOREIGN_ROLE, DENIES, "forbidden by ORGANIZATION_POLICY"),
                        // A service has no policies of its own; and who calls it is not the service.
                        new Case(TO_KINESIS, KINESIS, SILENT, "allowed by [RESOURCE_POLICY]"),
                        new Case(TO_KINESIS, ROLE, ALLOWS, "not granted by [RESOURCE_POLICY]"),
                        new Case(BY_DEFAULT, KINESIS, SILENT, "not granted by [RESOURCE_POLICY]"),
                        // What is unseen, where it matters and where it does not.
                        new Case(TO_ALL_OF_THE_ORGANIZATION, ROLE, SILENT, "unknown by RESOURCE_POLICY"),
                        new Case(TO_ALL_OF_THE_ORGANIZATION, FOREIGN_ROLE, SILENT, "not granted by [IDENTITY_POLICY]"),
                        new Case(
                                TO_ALL_OF_THE_ORGANIZATION + "," + TO_THE_ROLE,
                                ROLE,
                                SILENT,
                                "allowed by [RESOURCE_POLICY]"),
                        new Case(
                                TO_ALL_OF_THE_ORGANIZATION + "," + BY_DEFAULT,
                                ROLE,
                                ALLOWS,
                                "allowed by [RESOURCE_POLICY, IDENTITY_POLICY]"),
                        new Case(
                                BUT_FOR_THE_ORGANIZATION + "," + TO_THE_ROLE,
                                ROLE,
                                SILENT,
                                "unknown by RESOURCE_POLICY"),
                        new Case(
                                BUT_FOR_THE_ORGANIZATION + "," + BY_DEFAULT,
                                ROLE,
                                SILENT,
                                "not granted by [IDENTITY_POLICY]"),
                        new Case(TO_NOBODY + "," + TO_THE_ROLE, ROLE, ALLOWS, "forbidden by RESOURCE_POLICY"),
                        new Case(TO_NOBODY + "," + TO_THE_ROLE, ROLE, NOBODY_KNOWS, "forbidden by RESOURCE_POLICY"))
                .map(one -> DynamicTest.dynamicTest(
                        one.toString(),
                        () -> assertThat(said(judge(one.statements(), List.of(), one.identity(), one.principal())))
                                .isEqualTo(one.outcome())));
    }

    private record GrantCase(
            Grant grant, String statements, Principal principal, IdentityAnswer identity, String outcome) {}

    @TestFactory
    Stream<DynamicTest> aGrantAllowsInEitherAccountAndNeverAgainstADeny() {
        Map<String, String> stream = Map.of("aws:kinesis:arn", STREAM);
        Map<String, String> more = Map.of("aws:kinesis:arn", STREAM, "Department", "Finance");
        Map<String, String> other = Map.of("aws:kinesis:arn", STREAM + "-2");
        Map<String, String> otherCase = Map.of("AWS:kinesis:arn", STREAM);
        return Stream.of(
                        new GrantCase(grant(ROLE, Map.of(), stream), BY_DEFAULT, ROLE, SILENT, "allowed by [GRANT]"),
                        new GrantCase(grant(ROLE, Map.of(), stream), BY_DEFAULT, SESSION, SILENT, "allowed by [GRANT]"),
                        new GrantCase(grant(ROLE, stream, Map.of()), BY_DEFAULT, ROLE, SILENT, "allowed by [GRANT]"),
                        new GrantCase(grant(ROLE, Map.of(), Map.of()), BY_DEFAULT, ROLE, SILENT, "allowed by [GRANT]"),
                        new GrantCase(
                                grant(ROLE, Map.of(), other),
                                BY_DEFAULT,
                                ROLE,
                                SILENT,
                                "not granted by [IDENTITY_POLICY]"),
                        new GrantCase(
                                grant(ROLE, Map.of(), more),
                                BY_DEFAULT,
                                ROLE,
                                SILENT,
                                "not granted by [IDENTITY_POLICY]"),
                        new GrantCase(
                                grant(ROLE, more, Map.of()),
                                BY_DEFAULT,
                                ROLE,
                                SILENT,
                                "not granted by [IDENTITY_POLICY]"),
                        new GrantCase(
                                grant(ROLE, otherCase, Map.of()),
                                BY_DEFAULT,
                                ROLE,
                                SILENT,
                                "not granted by [IDENTITY_POLICY]"),
                        new GrantCase(
                                grant(USER, Map.of(), stream),
                                BY_DEFAULT,
                                ROLE,
                                SILENT,
                                "not granted by [IDENTITY_POLICY]"),
                        new GrantCase(grant(SESSION, Map.of(), stream), BY_DEFAULT, ROLE, SILENT, "unknown by GRANT"),
                        new GrantCase(grant(ROOT, Map.of(), stream), BY_DEFAULT, ROLE, SILENT, "unknown by GRANT"),
                        new GrantCase(
                                new Grant("g", "AROA4KJY2TU23Y7NK62MV", Set.of("Decrypt"), Map.of(), Map.of()),
                                BY_DEFAULT,
                                ROLE,
                                SILENT,
                                "not granted by [IDENTITY_POLICY]"),
                        new GrantCase(
                                new Grant("g", ROLE.arn(), Set.of("GenerateDataKey"), Map.of(), Map.of()),
                                BY_DEFAULT,
                                ROLE,
                                SILENT,
                                "not granted by [IDENTITY_POLICY]"),
                        new GrantCase(
                                grant(FOREIGN_ROLE, Map.of(), stream),
                                BY_DEFAULT,
                                FOREIGN_ROLE,
                                SILENT,
                                "allowed by [GRANT]"),
                        new GrantCase(
                                grant(FOREIGN_ROLE, Map.of(), stream),
                                BY_DEFAULT,
                                FOREIGN_ROLE,
                                NOBODY_KNOWS,
                                "unknown by IDENTITY_POLICY"),
                        new GrantCase(
                                grant(ROLE, Map.of(), stream),
                                BY_DEFAULT,
                                ROLE,
                                BOUNDARY,
                                "unknown by PERMISSIONS_BOUNDARY"),
                        new GrantCase(
                                grant(ROLE, Map.of(), stream),
                                BY_DEFAULT,
                                ROLE,
                                ORGANIZATION,
                                "not granted by [ORGANIZATION_POLICY]"),
                        new GrantCase(
                                grant(ROLE, Map.of(), stream),
                                BY_DEFAULT,
                                ROLE,
                                DENIES,
                                "forbidden by ORGANIZATION_POLICY"),
                        new GrantCase(
                                grant(ROLE, Map.of(), stream), TO_NOBODY, ROLE, SILENT, "forbidden by RESOURCE_POLICY"))
                .map(one -> DynamicTest.dynamicTest(
                        one.toString(),
                        () -> assertThat(said(
                                        judge(one.statements(), List.of(one.grant()), one.identity(), one.principal())))
                                .isEqualTo(one.outcome())));
    }

    @Test
    void namesWhatDecided() {
        Grant grant = grant(ROLE, Map.of(), Map.of());

        assertThat(judge(BY_DEFAULT, List.of(), ALLOWS, ROLE))
                .isEqualTo(new AccessDecision.Allowed(List.of(
                        Ground.of(new StatementReference(Optional.empty(), 0)),
                        Ground.of(Side.IDENTITY_POLICY, Optional.of("KeyUse")))));
        assertThat(judge(BY_DEFAULT, List.of(grant), SILENT, ROLE))
                .isEqualTo(new AccessDecision.Allowed(List.of(Ground.of(Side.GRANT, Optional.of("g")))));
        assertThat(judge(TO_THE_ROLE, List.of(), DENIES, ROLE))
                .isEqualTo(new AccessDecision.Forbidden(Ground.of(Side.ORGANIZATION_POLICY, Optional.of("p-1"))));
        assertThat(judge(TO_THE_ROLE, List.of(), NOBODY_KNOWS, ROLE))
                .isEqualTo(new AccessDecision.Unknown(Ground.of(Side.IDENTITY_POLICY), "IAM was not asked"));
    }

    @Test
    void aStatementThatNamesNobodyReachesNobody() {
        String identityPolicy = "{\"Effect\": \"Allow\", \"Action\": \"kms:*\", \"Resource\": \"*\"}";

        assertThat(judge(identityPolicy, List.of(), ALLOWS, ROLE))
                .isEqualTo(new AccessDecision.NotGranted(Set.of(Side.RESOURCE_POLICY)));
    }

    private static Grant grant(Principal grantee, Map<String, String> equal, Map<String, String> subset) {
        return new Grant("g", grantee.arn(), Set.of("Decrypt", "GenerateDataKey"), equal, subset);
    }

    private static AccessDecision judge(
            String statements, List<Grant> grants, IdentityAnswer identity, Principal principal) {
        PolicyDocument policy =
                PolicyDocument.parse("{\"Version\": \"2012-10-17\", \"Statement\": [%s]}".formatted(statements));
        return KeyAccess.judge(policy, grants, identity, decrypt(principal), ACCOUNT);
    }

    private static String allow(String principal) {
        return statement("Allow", principal, "{}");
    }

    private static String statement(String effect, String principal, String condition) {
        return "{\"Effect\": \"%s\", \"Principal\": %s, \"Action\": \"kms:*\", \"Resource\": \"*\", \"Condition\": %s}"
                .formatted(effect, principal, condition);
    }

    static String said(AccessDecision decision) {
        if (decision instanceof AccessDecision.Allowed allowed) {
            return "allowed by " + allowed.grounds().stream().map(Ground::side).toList();
        }
        if (decision instanceof AccessDecision.Forbidden forbidden) {
            return "forbidden by " + forbidden.by().side();
        }
        if (decision instanceof AccessDecision.NotGranted notGranted) {
            return "not granted by " + notGranted.silent().stream().sorted().toList();
        }
        return "unknown by " + ((AccessDecision.Unknown) decision).because().side();
    }
}
