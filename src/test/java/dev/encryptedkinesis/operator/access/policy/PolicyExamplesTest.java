package dev.encryptedkinesis.operator.access.policy;

import static dev.encryptedkinesis.operator.access.policy.Requests.FOREIGN_ROLE;
import static dev.encryptedkinesis.operator.access.policy.Requests.FOREIGN_USER;
import static dev.encryptedkinesis.operator.access.policy.Requests.KEY;
import static dev.encryptedkinesis.operator.access.policy.Requests.KINESIS;
import static dev.encryptedkinesis.operator.access.policy.Requests.ROLE;
import static dev.encryptedkinesis.operator.access.policy.Requests.ROOT;
import static dev.encryptedkinesis.operator.access.policy.Requests.SESSION;
import static dev.encryptedkinesis.operator.access.policy.Requests.USER;
import static dev.encryptedkinesis.operator.access.policy.Requests.decrypt;
import static dev.encryptedkinesis.operator.access.policy.Requests.generateDataKey;
import static dev.encryptedkinesis.operator.access.policy.Requests.putRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.policy.RequestContext.Boundary;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies as AWS's documentation has them, with what it says of them. Of each, the page is named. */
class PolicyExamplesTest {

    private static final String CONSOLE = """
            {"Sid": "Enable IAM policies", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
             "Action": "kms:*", "Resource": "*"},
            {"Sid": "Allow access for Key Administrators", "Effect": "Allow",
             "Principal": {"AWS": ["arn:aws:iam::111122223333:user/KMSAdminUser", "arn:aws:iam::111122223333:role/KMSAdminRole"]},
             "Action": ["kms:Create*", "kms:Describe*", "kms:Enable*", "kms:List*", "kms:Put*", "kms:Update*", "kms:Revoke*",
                        "kms:Disable*", "kms:Get*", "kms:Delete*", "kms:TagResource", "kms:UntagResource",
                        "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion"], "Resource": "*"},
            {"Sid": "Allow use of the key", "Effect": "Allow",
             "Principal": {"AWS": ["arn:aws:iam::111122223333:user/ExampleUser", "arn:aws:iam::111122223333:role/ExampleRole",
                                   "arn:aws:iam::444455556666:root"]},
             "Action": ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
             "Resource": "*"},
            {"Sid": "Allow attachment of persistent resources", "Effect": "Allow",
             "Principal": {"AWS": ["arn:aws:iam::111122223333:user/ExampleUser", "arn:aws:iam::111122223333:role/ExampleRole",
                                   "arn:aws:iam::444455556666:root"]},
             "Action": ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"], "Resource": "*",
             "Condition": {"Bool": {"kms:GrantIsForAWSResource": "true"}}}""";

    private static final String VIA_SERVICE = """
            {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/ExampleRole"},
             "Action": ["kms:Decrypt", "kms:GenerateDataKey*"], "Resource": "*",
             "Condition": {"StringEquals": {"kms:ViaService": ["%s.us-west-2.amazonaws.com", "rds.us-west-2.amazonaws.com"]}}}""";

    private static final String NOT_VIA_SERVICE = """
            {"Sid": "Open", "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"},
            {"Sid": "Shut", "Effect": "Deny", "Principal": "*", "Action": "kms:*", "Resource": "*",
             "Condition": {"StringNotEquals": {"kms:ViaService": "%s.us-west-2.amazonaws.com"}}}""";

    private static final String MANAGED_BY_AWS = """
            {"Sid": "Allow access through Kinesis for all principals in the account that are authorized to use Kinesis",
             "Effect": "Allow", "Principal": {"AWS": "*"},
             "Action": ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:CreateGrant", "kms:DescribeKey"],
             "Resource": "*",
             "Condition": {"StringEquals": {"kms:CallerAccount": "111122223333",
                                            "kms:ViaService": "kinesis.us-west-2.amazonaws.com"}}},
            {"Sid": "Allow direct access to key metadata to the account", "Effect": "Allow",
             "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
             "Action": ["kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant"], "Resource": "*"}""";

    private static final String APPLICATION = """
            {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/ExampleRole"},
             "Action": "kms:Decrypt", "Resource": "*", "Condition": %s}""";

    private static final String EVERYBODY_IF = """
            {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": %s}""";

    private static final String OPEN_BUT = """
            {"Sid": "Open", "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"},
            {"Sid": "Shut", "Effect": "Deny", %s}""";

    private static final String ALL_BUT_BOB = OPEN_BUT.formatted("""
            "NotPrincipal": {"AWS": ["arn:aws:iam::444455556666:user/Bob", "arn:aws:iam::444455556666:root"]},
            "Action": "*", "Resource": "*\"""");

    private static final String ALL_BUT_A_SESSION = OPEN_BUT.formatted("""
            "NotPrincipal": {"AWS": ["arn:aws:sts::111122223333:assumed-role/ExampleRole/session",
             "arn:aws:iam::111122223333:role/ExampleRole", "arn:aws:iam::111122223333:root"]},
            "Action": "*", "Resource": "*\"""");

    private record Example(String page, String statements, AccessRequest request, String says) {}

    @TestFactory
    Stream<DynamicTest> saysWhatAwsSays() {
        return Stream.of(keyPolicies(), conditionsOfKms(), principals(), exceptions(), contexts(), resources())
                .flatMap(List::stream)
                .map(example -> DynamicTest.dynamicTest(
                        "%s: %s, %s"
                                .formatted(
                                        example.page(),
                                        example.request().principal().arn(),
                                        example.says()),
                        () -> assertThat(said(PolicyEvaluator.evaluate(
                                        PolicyDocument.parse("{\"Version\": \"2012-10-17\", \"Statement\": [%s]}"
                                                .formatted(example.statements())),
                                        example.request())))
                                .isEqualTo(example.says())));
    }

    private static List<Example> keyPolicies() {
        Principal administrator = new Principal("arn:aws:iam::111122223333:user/KMSAdminUser");
        Principal other = new Principal("arn:aws:iam::111122223333:user/Alice");
        return List.of(
                new Example("kms key-policy-default", CONSOLE, decrypt(USER), "allowed by Allow use of the key"),
                new Example("kms key-policy-default", CONSOLE, decrypt(SESSION), "allowed by Allow use of the key"),
                new Example("kms key-policy-default", CONSOLE, decrypt(other), "delegated by Enable IAM policies"),
                new Example(
                        "kms key-policy-default, administrators do not use the key",
                        CONSOLE,
                        decrypt(administrator),
                        "delegated by Enable IAM policies"),
                new Example(
                        "kms key-policy-default, administrators administer",
                        CONSOLE,
                        AccessRequest.of(administrator, "kms:PutKeyPolicy", KEY),
                        "allowed by Allow access for Key Administrators"),
                new Example(
                        "kms key-policy-default, other accounts do not administer",
                        CONSOLE,
                        AccessRequest.of(FOREIGN_ROLE, "kms:PutKeyPolicy", KEY),
                        "denied"),
                new Example(
                        "kms key-policy-modifying-external-accounts",
                        CONSOLE,
                        decrypt(FOREIGN_ROLE),
                        "delegated by Allow use of the key"),
                new Example(
                        "kms key-policy-overview, the root user",
                        CONSOLE,
                        decrypt(ROOT),
                        "allowed by Enable IAM policies"),
                new Example(
                        "kms key-policy-overview, no Resource, no effect",
                        "{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"kms:*\"}",
                        decrypt(ROLE),
                        "denied"),
                new Example(
                        "kms key-policy-overview, no Resource, no effect",
                        OPEN_BUT.formatted("\"Principal\": \"*\", \"Action\": \"kms:*\""),
                        decrypt(ROLE),
                        "allowed by Open"));
    }

    private static List<Example> conditionsOfKms() {
        String byContext = "{\"StringEquals\": {\"kms:EncryptionContext:%s\": \"%s\"}}";
        return List.of(
                new Example("kms conditions-kms, ViaService", VIA_SERVICE.formatted("ec2"), decrypt(ROLE), "denied"),
                new Example(
                        "kms conditions-kms, ViaService",
                        VIA_SERVICE.formatted("kinesis"),
                        decrypt(ROLE),
                        "allowed by 1"),
                new Example(
                        "kms conditions-kms, ViaService",
                        NOT_VIA_SERVICE.formatted("s3"),
                        decrypt(ROLE),
                        "denied by Shut"),
                new Example(
                        "kms conditions-kms, ViaService",
                        NOT_VIA_SERVICE.formatted("kinesis"),
                        decrypt(ROLE),
                        "allowed by Open"),
                new Example(
                        "secretsmanager security-encryption, an AWS managed key",
                        MANAGED_BY_AWS,
                        generateDataKey(ROLE),
                        "allowed by 1"),
                new Example(
                        "secretsmanager security-encryption, an AWS managed key",
                        MANAGED_BY_AWS,
                        generateDataKey(FOREIGN_ROLE),
                        "denied"),
                new Example(
                        "kms conditions-kms, EncryptionContext",
                        APPLICATION.formatted(byContext.formatted("aws:kinesis:arn", Requests.STREAM)),
                        decrypt(ROLE),
                        "allowed by 1"),
                new Example(
                        "kms conditions-kms, EncryptionContext, the key in any case",
                        APPLICATION.formatted(byContext.formatted("AWS:Kinesis:Arn", Requests.STREAM)),
                        decrypt(ROLE),
                        "allowed by 1"),
                new Example(
                        "kms conditions-kms, EncryptionContext",
                        APPLICATION.formatted(byContext.formatted("aws:kinesis:arn", Requests.STREAM + "-2")),
                        decrypt(ROLE),
                        "denied"),
                new Example(
                        "kms conditions-kms, EncryptionContext",
                        APPLICATION.formatted(byContext.formatted("AppName", "ExampleApp")),
                        decrypt(ROLE),
                        "denied"),
                new Example(
                        "kms conditions-kms, EncryptionContextKeys, in its case",
                        APPLICATION.formatted(
                                "{\"ForAllValues:StringEquals\": {\"kms:EncryptionContextKeys\": [\"aws:kinesis:arn\", \"AppName\"]}}"),
                        decrypt(ROLE),
                        "allowed by 1"),
                new Example(
                        "kms conditions-kms, EncryptionContextKeys, in its case",
                        APPLICATION.formatted(
                                "{\"StringEquals\": {\"kms:EncryptionContextKeys\": \"AWS:kinesis:arn\"}}"),
                        decrypt(ROLE),
                        "denied"),
                new Example(
                        "kms conditions-kms, an encryption context is required",
                        APPLICATION.formatted("{\"Null\": {\"kms:EncryptionContextKeys\": false}}"),
                        decrypt(ROLE),
                        "allowed by 1"));
    }

    private static List<Example> principals() {
        String allow = "{\"Effect\": \"Allow\", \"Principal\": %s, \"Action\": \"*\", \"Resource\": \"*\"}";
        String page = "iam reference_policies_elements_principal";
        Principal withPath = new Principal("arn:aws:iam::111122223333:role/service/ExampleRole");
        Principal otherSession = new Principal("arn:aws:sts::111122223333:assumed-role/ExampleRole/other");
        String session = allow.formatted("{\"AWS\": \"%s\"}".formatted(SESSION.arn()));
        return List.of(
                new Example(page, allow.formatted("\"*\""), decrypt(FOREIGN_USER), "allowed by 1"),
                new Example(page, allow.formatted("{\"AWS\": \"*\"}"), decrypt(FOREIGN_USER), "allowed by 1"),
                new Example(page, allow.formatted("{\"AWS\": \"111122223333\"}"), decrypt(USER), "delegated by 1"),
                new Example(page, allow.formatted("{\"AWS\": \"444455556666\"}"), decrypt(USER), "denied"),
                new Example(
                        page + ", a role's sessions",
                        allow.formatted("{\"AWS\": \"%s\"}".formatted(ROLE.arn())),
                        decrypt(SESSION),
                        "allowed by 1"),
                new Example(
                        page + ", a role with a path",
                        allow.formatted("{\"AWS\": \"%s\"}".formatted(withPath.arn())),
                        decrypt(SESSION),
                        "allowed by 1"),
                new Example(
                        page + ", a role with another path",
                        allow.formatted("{\"AWS\": \"%s\"}".formatted(withPath.arn())),
                        decrypt(ROLE),
                        "denied"),
                new Example(page + ", one session", session, decrypt(SESSION), "allowed by 1"),
                new Example(page + ", one session", session, decrypt(otherSession), "denied"),
                new Example(
                        page + ", one session", session, decrypt(ROLE), "unknown by 1: the name of the role's session"),
                new Example(
                        page + ", a deleted role",
                        allow.formatted("{\"AWS\": \"AROA4KJY2TU23Y7NK62MV\"}"),
                        decrypt(ROLE),
                        "denied"),
                new Example(
                        page,
                        allow.formatted("{\"Service\": \"kinesis.amazonaws.com\"}"),
                        decrypt(KINESIS),
                        "allowed by 1"),
                new Example(
                        page + ", a service is not who calls it",
                        allow.formatted("{\"Service\": \"kinesis.amazonaws.com\"}"),
                        decrypt(ROLE),
                        "denied"),
                new Example(
                        page, allow.formatted("{\"Federated\": \"accounts.google.com\"}"), decrypt(SESSION), "denied"),
                new Example(
                        page,
                        allow.formatted("{\"CanonicalUser\": \"79a59df900b949e5\"}"),
                        decrypt(ROLE),
                        "unknown by 1: which account a canonical user ID stands for"),
                new Example(
                        "iam reference_policies_evaluation-logic, federated users",
                        allow.formatted("{\"AWS\": \"%s\"}".formatted(USER.arn())),
                        decrypt(new Principal("arn:aws:sts::111122223333:federated-user/ExampleUser")),
                        "unknown by 1: which user has federated the session"),
                new Example(
                        page + ", a deny to an account is to all in it",
                        OPEN_BUT.formatted(
                                "\"Principal\": {\"AWS\": \"111122223333\"}, \"Action\": \"*\", \"Resource\": \"*\""),
                        decrypt(ROLE),
                        "denied by Shut"));
    }

    private static List<Example> exceptions() {
        String page = "iam reference_policies_elements_notprincipal";
        AccessRequest bob = free(decrypt(FOREIGN_USER));
        String partly = "unknown by Shut: whether AWS takes NotPrincipal to except one of whom it lists a part";
        return List.of(
                new Example(page, ALL_BUT_BOB, bob, "allowed by Open"),
                new Example(page, ALL_BUT_BOB, decrypt(USER), "denied by Shut"),
                new Example(page + ", the account alone", ALL_BUT_BOB, free(decrypt(FOREIGN_ROLE)), partly),
                new Example(page, ALL_BUT_A_SESSION, free(decrypt(SESSION)), "allowed by Open"),
                new Example(
                        page + ", another session",
                        ALL_BUT_A_SESSION,
                        free(decrypt(new Principal("arn:aws:sts::111122223333:assumed-role/ExampleRole/other"))),
                        partly),
                new Example(page + ", any session", ALL_BUT_A_SESSION, free(decrypt(ROLE)), partly),
                new Example(
                        "iam access_policies_boundaries, NotPrincipal denies whoever has one",
                        ALL_BUT_BOB,
                        bob.with(bob.context().withBoundary(Boundary.ATTACHED)),
                        "denied by Shut"),
                new Example(
                        "iam access_policies_boundaries, NotPrincipal denies whoever has one",
                        ALL_BUT_BOB,
                        decrypt(FOREIGN_USER),
                        "unknown by Shut: whether the principal has a permissions boundary, for whose holders NotPrincipal"
                                + " excepts nobody"),
                new Example(
                        page + ", Allow",
                        "{\"Effect\": \"Allow\", \"NotPrincipal\": {\"AWS\": \"444455556666\"}, \"Action\": \"*\","
                                + " \"Resource\": \"*\"}",
                        decrypt(ROLE),
                        "allowed by 1"),
                new Example(
                        "iam reference_policies_elements_notaction",
                        "{\"Effect\": \"Allow\", \"Principal\": \"*\", \"NotAction\": \"iam:*\", \"Resource\": \"*\"}",
                        decrypt(ROLE),
                        "allowed by 1"),
                new Example(
                        "iam reference_policies_elements_notaction",
                        OPEN_BUT.formatted("\"Principal\": \"*\", \"NotAction\": \"KMS:decrypt\", \"Resource\": \"*\""),
                        decrypt(ROLE),
                        "allowed by Open"),
                new Example(
                        "iam reference_policies_elements_notaction",
                        OPEN_BUT.formatted("\"Principal\": \"*\", \"NotAction\": \"kms:Decrypt\", \"Resource\": \"*\""),
                        generateDataKey(ROLE),
                        "denied by Shut"));
    }

    private static List<Example> contexts() {
        String ofOrganization = "{\"StringEquals\": {\"aws:PrincipalOrgID\": \"o-xxxxxxxxxx\"}}";
        String byRole = "{\"ArnLike\": {\"aws:PrincipalArn\": \"arn:aws:iam::111122223333:role/Example*\"}}";
        String mfa =
                "\"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"%s\": {\"aws:MultiFactorAuthPresent\": \"false\"}}";
        AccessRequest request = decrypt(USER);
        return List.of(
                new Example(
                        "iam reference_policies_condition-keys, PrincipalOrgID",
                        EVERYBODY_IF.formatted(ofOrganization),
                        request,
                        "unknown by 1: the value of aws:PrincipalOrgID"),
                new Example(
                        "iam reference_policies_condition-keys, PrincipalOrgID",
                        EVERYBODY_IF.formatted(ofOrganization),
                        request.with(request.context().with("aws:PrincipalOrgID", "o-xxxxxxxxxx")),
                        "allowed by 1"),
                new Example(
                        "iam reference_policies_condition-keys, PrincipalArn, a role's",
                        EVERYBODY_IF.formatted(byRole),
                        decrypt(ROLE),
                        "allowed by 1"),
                new Example(
                        "iam reference_policies_condition-keys, PrincipalArn, a user's",
                        EVERYBODY_IF.formatted(byRole),
                        decrypt(USER),
                        "denied"),
                new Example(
                        "iam reference_policies_condition-keys, PrincipalArn, a session's role has an unknown path",
                        EVERYBODY_IF.formatted(byRole),
                        decrypt(SESSION),
                        "unknown by 1: the value of aws:PrincipalArn"),
                new Example(
                        "iam reference_policies_condition-keys, PrincipalAccount",
                        EVERYBODY_IF.formatted("{\"StringEquals\": {\"aws:PrincipalAccount\": \"111122223333\"}}"),
                        decrypt(SESSION),
                        "allowed by 1"),
                new Example(
                        "iam reference_policies_condition-keys, MultiFactorAuthPresent, long-term keys do not have it",
                        OPEN_BUT.formatted(mfa.formatted("Bool")),
                        request.with(request.context().withAbsent("aws:MultiFactorAuthPresent")),
                        "allowed by Open"),
                new Example(
                        "iam reference_policies_condition-keys, MultiFactorAuthPresent, BoolIfExists",
                        OPEN_BUT.formatted(mfa.formatted("BoolIfExists")),
                        request.with(request.context().withAbsent("aws:MultiFactorAuthPresent")),
                        "denied by Shut"),
                new Example(
                        "iam reference_policies_condition-keys, MultiFactorAuthPresent, unknown",
                        OPEN_BUT.formatted(mfa.formatted("BoolIfExists")),
                        request,
                        "unknown by Shut: the value of aws:MultiFactorAuthPresent"),
                new Example(
                        "iam reference_policies_condition-single-vs-multi-valued-context-keys, ForAllValues allows without the key",
                        EVERYBODY_IF.formatted("{\"ForAllValues:StringEquals\": {\"aws:TagKeys\": \"team\"}}"),
                        request.with(request.context().withAbsent("aws:TagKeys")),
                        "allowed by 1"),
                new Example(
                        "iam reference_policies_condition-keys, SecureTransport",
                        OPEN_BUT.formatted("\"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\","
                                + " \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"false\"}}"),
                        putRecord(USER),
                        "allowed by Open"),
                new Example(
                        "iam reference_policies_evaluation-logic, what nothing allows needs no knowledge",
                        "{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": "
                                + ofOrganization + "}",
                        request,
                        "denied"));
    }

    private static List<Example> resources() {
        String to = "{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"kinesis:Put*\", \"%s\": \"%s\"}";
        String page = "iam reference_policies_elements_resource";
        AccessRequest user = putRecord(USER);
        return List.of(
                new Example(page, to.formatted("Resource", Requests.STREAM), user, "allowed by 1"),
                new Example(page, to.formatted("Resource", Requests.STREAM + "-2"), user, "denied"),
                new Example(
                        page,
                        to.formatted("Resource", "arn:aws:kinesis:*:111122223333:stream/ord?rs"),
                        user,
                        "allowed by 1"),
                new Example(
                        page + ", a last * goes on",
                        to.formatted("Resource", "arn:aws:kinesis:us*"),
                        user,
                        "allowed by 1"),
                new Example(
                        page + ", a * that is not the last may not",
                        to.formatted("Resource", "arn:aws:kinesis:us*orders"),
                        user,
                        "unknown by 1: whether a * in the middle of a part of an ARN reaches beyond the next colon"),
                new Example(
                        "iam reference_policies_elements_notresource",
                        to.formatted("NotResource", "arn:aws:kinesis:*:*:stream/secret*"),
                        user,
                        "allowed by 1"),
                new Example(
                        "iam reference_policies_elements_notresource",
                        to.formatted("NotResource", "arn:aws:kinesis:*:*:stream/orders"),
                        user,
                        "denied"),
                new Example(
                        "iam reference_policies_variables",
                        to.formatted("Resource", "arn:aws:kinesis:*:*:stream/${aws:username}"),
                        named("orders"),
                        "allowed by 1"),
                new Example(
                        "iam reference_policies_variables",
                        to.formatted("Resource", "arn:aws:kinesis:*:*:stream/${AWS:UserName}-*"),
                        named("orders"),
                        "denied"),
                new Example(
                        "iam reference_policies_variables, a default",
                        to.formatted("Resource", "arn:aws:kinesis:*:*:stream/${aws:username, 'orders'}"),
                        putRecord(ROLE),
                        "allowed by 1"),
                new Example(
                        "iam reference_policies_variables, a default is not taken where there is a value",
                        to.formatted("Resource", "arn:aws:kinesis:*:*:stream/${aws:username, 'orders'}"),
                        user,
                        "denied"),
                new Example(
                        "iam reference_policies_variables, none might make the statement invalid",
                        to.formatted("Resource", "arn:aws:kinesis:*:*:stream/${aws:username}"),
                        putRecord(ROLE),
                        "unknown by 1: the value of the variable aws:username"),
                new Example(
                        "iam reference_policies_variables, none might make the statement invalid",
                        "{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"*\", \"Resource\": [\"*\","
                                + " \"arn:aws:kinesis:*:*:stream/${aws:username}\"]}",
                        putRecord(ROLE),
                        "unknown by 1: the value of the variable aws:username"),
                new Example(
                        "iam reference_policies_variables, none might make the statement invalid",
                        EVERYBODY_IF.formatted(
                                "{\"ArnNotEquals\": {\"aws:PrincipalArn\": \"arn:aws:iam::*:user/${aws:username}\"}}"),
                        putRecord(ROLE),
                        "unknown by 1: the value of the variable aws:username"),
                new Example(
                        "iam reference_policies_variables, an unknown one that does not matter",
                        to.formatted("Resource", "arn:aws:kinesis:*:*:stream/secret-${aws:userid}"),
                        user,
                        "denied"),
                new Example(
                        "iam reference_policies_variables, special characters",
                        to.formatted("Resource", "arn:aws:kinesis:*:*:stream/${*}"),
                        user,
                        "denied"));
    }

    /** reference_policies_elements_version: before 2012-10-17, variables are plain text. */
    @ParameterizedTest
    @CsvSource({
        "2012-10-17, orders,          true",
        "2012-10-17, ${aws:username}, false",
        "2008-10-17, orders,          false",
        "2008-10-17, ${aws:username}, true"
    })
    void onlyTheNewerVersionKnowsVariables(String version, String requested, boolean matches) {
        PolicyDocument policy = PolicyDocument.parse("""
                {"Version": "%s", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*",
                 "Condition": {"StringEquals": {"test:Key": "${aws:username}"}}}}""".formatted(version));
        AccessRequest request = named("orders");

        assertThat(
                        PolicyEvaluator.evaluate(
                                        policy, request.with(request.context().with("test:Key", requested)))
                                instanceof Verdict.Allowed)
                .isEqualTo(matches);
    }

    private static AccessRequest named(String user) {
        return putRecord(new Principal("arn:aws:iam::111122223333:user/" + user));
    }

    /** Without a permissions boundary. */
    private static AccessRequest free(AccessRequest request) {
        return request.with(request.context().withBoundary(Boundary.NONE));
    }

    private static String said(Verdict verdict) {
        if (verdict instanceof Verdict.Allowed allowed) {
            return "allowed by " + name(allowed.by());
        }
        if (verdict instanceof Verdict.Delegated delegated) {
            return "delegated by " + name(delegated.by());
        }
        if (verdict instanceof Verdict.Denied denied) {
            return denied.by().map(by -> "denied by " + name(by)).orElse("denied");
        }
        Verdict.Unknown unknown = (Verdict.Unknown) verdict;
        return "unknown by %s: %s".formatted(name(unknown.because()), unknown.what());
    }

    private static String name(StatementReference reference) {
        return reference.sid().filter(sid -> sid.length() < 60).orElse(Integer.toString(reference.index() + 1));
    }
}
