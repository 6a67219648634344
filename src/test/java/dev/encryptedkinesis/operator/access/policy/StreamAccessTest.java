package dev.encryptedkinesis.operator.access.policy;

import static dev.encryptedkinesis.operator.access.policy.Requests.FOREIGN_ROLE;
import static dev.encryptedkinesis.operator.access.policy.Requests.KINESIS;
import static dev.encryptedkinesis.operator.access.policy.Requests.ROLE;
import static dev.encryptedkinesis.operator.access.policy.Requests.SESSION;
import static dev.encryptedkinesis.operator.access.policy.Requests.STREAM;
import static dev.encryptedkinesis.operator.access.policy.Requests.USER;
import static dev.encryptedkinesis.operator.access.policy.Requests.putRecord;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** IAM's evaluation logic for one account and for two, and the developer guide of Kinesis on sharing a stream. */
class StreamAccessTest {

    private static final IdentityAnswer ALLOWS = new IdentityAnswer.Allowed(Optional.empty());
    private static final IdentityAnswer SILENT = new IdentityAnswer.NotAllowed();
    private static final IdentityAnswer DENIES =
            new IdentityAnswer.ExplicitlyDenied(Side.IDENTITY_POLICY, Optional.empty());
    private static final IdentityAnswer BOUNDARY = new IdentityAnswer.OutsideBoundary();
    private static final IdentityAnswer NOBODY_KNOWS = new IdentityAnswer.Unknown("IAM was not asked");

    private static final Optional<PolicyDocument> NONE = Optional.empty();
    private static final Optional<PolicyDocument> TO_THE_ROLE =
            policy("Allow", "{\"AWS\": \"%s\"}".formatted(ROLE.arn()));
    private static final Optional<PolicyDocument> TO_THE_SESSION =
            policy("Allow", "{\"AWS\": \"%s\"}".formatted(SESSION.arn()));
    private static final Optional<PolicyDocument> TO_THE_ACCOUNT = policy("Allow", "{\"AWS\": \"111122223333\"}");
    private static final Optional<PolicyDocument> TO_ANOTHER_ACCOUNT = policy("Allow", "{\"AWS\": \"444455556666\"}");
    private static final Optional<PolicyDocument> TO_ANOTHER_ROLE =
            policy("Allow", "{\"AWS\": \"%s\"}".formatted(FOREIGN_ROLE.arn()));
    private static final Optional<PolicyDocument> NOT_TO_THE_ROLE =
            policy("Deny", "{\"AWS\": \"%s\"}".formatted(ROLE.arn()));
    private static final Optional<PolicyDocument> TO_A_SERVICE =
            policy("Allow", "{\"Service\": \"kinesis.amazonaws.com\"}");

    private record Case(
            Optional<PolicyDocument> policy, Principal principal, IdentityAnswer identity, String outcome) {}

    @TestFactory
    Stream<DynamicTest> takesBothSidesTogether() {
        return Stream.of(
                        // One account: either side is enough.
                        new Case(NONE, USER, ALLOWS, "allowed by [IDENTITY_POLICY]"),
                        new Case(NONE, USER, SILENT, "not granted by [RESOURCE_POLICY, IDENTITY_POLICY]"),
                        new Case(NONE, USER, DENIES, "forbidden by IDENTITY_POLICY"),
                        new Case(NONE, USER, BOUNDARY, "not granted by [RESOURCE_POLICY, PERMISSIONS_BOUNDARY]"),
                        new Case(NONE, USER, NOBODY_KNOWS, "unknown by IDENTITY_POLICY"),
                        new Case(TO_THE_ROLE, ROLE, SILENT, "allowed by [RESOURCE_POLICY]"),
                        new Case(TO_THE_ROLE, SESSION, SILENT, "allowed by [RESOURCE_POLICY]"),
                        new Case(TO_THE_ROLE, ROLE, BOUNDARY, "not granted by [PERMISSIONS_BOUNDARY]"),
                        new Case(TO_THE_SESSION, SESSION, BOUNDARY, "allowed by [RESOURCE_POLICY]"),
                        new Case(TO_THE_ACCOUNT, ROLE, SILENT, "not granted by [IDENTITY_POLICY]"),
                        new Case(NOT_TO_THE_ROLE, ROLE, ALLOWS, "forbidden by RESOURCE_POLICY"),
                        new Case(NOT_TO_THE_ROLE, SESSION, ALLOWS, "forbidden by RESOURCE_POLICY"),
                        new Case(NOT_TO_THE_ROLE, USER, ALLOWS, "allowed by [IDENTITY_POLICY]"),
                        // Two: both are needed.
                        new Case(NONE, FOREIGN_ROLE, ALLOWS, "not granted by [RESOURCE_POLICY]"),
                        new Case(NONE, FOREIGN_ROLE, NOBODY_KNOWS, "not granted by [RESOURCE_POLICY]"),
                        new Case(TO_ANOTHER_ROLE, FOREIGN_ROLE, SILENT, "not granted by [IDENTITY_POLICY]"),
                        new Case(
                                TO_ANOTHER_ROLE, FOREIGN_ROLE, ALLOWS, "allowed by [RESOURCE_POLICY, IDENTITY_POLICY]"),
                        new Case(
                                TO_ANOTHER_ACCOUNT,
                                FOREIGN_ROLE,
                                ALLOWS,
                                "allowed by [RESOURCE_POLICY, IDENTITY_POLICY]"),
                        new Case(TO_ANOTHER_ACCOUNT, FOREIGN_ROLE, NOBODY_KNOWS, "unknown by IDENTITY_POLICY"),
                        new Case(TO_A_SERVICE, KINESIS, SILENT, "allowed by [RESOURCE_POLICY]"),
                        new Case(NONE, KINESIS, SILENT, "not granted by [RESOURCE_POLICY]"))
                .map(one -> DynamicTest.dynamicTest(
                        one.toString(),
                        () -> assertThat(KeyAccessTest.said(StreamAccess.judge(
                                        one.policy(), one.identity(), putRecord(one.principal()), Requests.ACCOUNT)))
                                .isEqualTo(one.outcome())));
    }

    private static Optional<PolicyDocument> policy(String effect, String principal) {
        return Optional.of(PolicyDocument.parseResourcePolicy("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "%s", "Principal": %s, "Action": "kinesis:Put*", "Resource": "%s"}]}""".formatted(effect, principal, STREAM)));
    }
}
