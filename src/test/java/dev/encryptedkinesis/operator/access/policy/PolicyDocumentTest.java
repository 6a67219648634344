package dev.encryptedkinesis.operator.access.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, and what IAM would refuse: reference_policies_grammar. */
class PolicyDocumentTest {

    @Test
    void readsAllElements() {
        PolicyDocument policy = PolicyDocument.parse("""
                {"Version": "2012-10-17", "Id": "key-1", "Statement": [
                  {"Sid": "Users", "Effect": "Allow",
                   "Principal": {"AWS": ["111122223333", "arn:aws:iam::111122223333:user/Alice", "AROA4KJY2TU23Y7NK62MV"],
                                 "Service": "kinesis.amazonaws.com"},
                   "Action": ["kms:Decrypt", "kms:GenerateDataKey*"], "Resource": "*",
                   "Condition": {"ForAllValues:StringLikeIfExists": {"aws:TagKeys": ["a", 1, true]}}},
                  {"Effect": "Deny", "NotPrincipal": "*", "NotAction": "kms:*", "NotResource": "arn:aws:kms:*"}]}""");

        assertThat(policy.version()).isEqualTo("2012-10-17");
        Statement first = policy.statements().get(0);
        assertThat(first.sid()).contains("Users");
        assertThat(first.effect()).isEqualTo(Effect.ALLOW);
        assertThat(first.principals())
                .isEqualTo(new PrincipalSet.Only(Set.of(
                        new NamedPrincipal.Account("111122223333"),
                        new NamedPrincipal.Identity(new Principal("arn:aws:iam::111122223333:user/Alice")),
                        new NamedPrincipal.Deleted("AROA4KJY2TU23Y7NK62MV"),
                        new NamedPrincipal.Service("kinesis.amazonaws.com"))));
        assertThat(first.actions().patterns()).containsExactly("kms:Decrypt", "kms:GenerateDataKey*");
        assertThat(first.conditions()).singleElement().satisfies(condition -> {
            assertThat(condition.quantifier()).isEqualTo(Condition.Quantifier.ALL);
            assertThat(condition.operator()).isEqualTo(ConditionOperator.STRING_LIKE);
            assertThat(condition.presence()).isEqualTo(Condition.Presence.IF_EXISTS);
            assertThat(condition.values()).containsExactly("a", "1", "true");
        });
        Statement second = policy.statements().get(1);
        assertThat(second.reference()).isEqualTo(new StatementReference(Optional.empty(), 1));
        assertThat(second.principals()).isInstanceOf(PrincipalSet.AllBut.class);
        assertThat(second.actions()).isInstanceOf(ActionSet.AllBut.class);
        assertThat(second.resources()).isInstanceOf(ResourceSet.AllBut.class);
    }

    @Test
    void aSingleStatementNeedsNoListAndAVersionIsOld() {
        PolicyDocument policy = PolicyDocument.parse(
                "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}");

        assertThat(policy.statements()).hasSize(1);
        assertThat(policy.version()).isEqualTo("2008-10-17");
    }

    @Test
    void aStatementIsCalledByItsSidIfThatIsFitToBeShown() {
        assertThat(new StatementReference(Optional.of("Key users"), 2).label()).isEqualTo("Statement \"Key users\"");
        assertThat(new StatementReference(Optional.empty(), 2).label()).isEqualTo("Statement 3");
        assertThat(new StatementReference(Optional.of("\u001b[31m"), 2).label()).isEqualTo("Statement 3");
        assertThat(new StatementReference(Optional.of("x".repeat(61)), 2).label())
                .isEqualTo("Statement 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{} {}",
                "{}",
                "{\"Statement\": []}",
                "{\"Statement\": [1]}",
                "{\"Statement\": \"Allow\"}",
                "{\"Version\": \"2012-10-18\", \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}",
                "{\"Version\": 2012, \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}",
                "{\"Statment\": 1, \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}",
                "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}} //",
                "{'Statement': {'Effect': 'Allow', 'Action': '*', 'Resource': '*'}}"
            })
    void refusesADocument(String json) {
        assertThatThrownBy(() -> PolicyDocument.parse(json)).isInstanceOf(PolicySyntaxException.class);
    }

    @TestFactory
    Stream<DynamicTest> refusesAStatement() {
        String rest = ", \"Resource\": \"*\"";
        return Stream.of(
                        "\"Effect\": \"Allow\", \"Effect\": \"Deny\", \"Action\": \"*\"" + rest,
                        "\"Effect\": \"allow\", \"Action\": \"*\"" + rest,
                        "\"Action\": \"*\"" + rest,
                        "\"Effect\": \"Allow\"" + rest,
                        "\"Effect\": \"Allow\", \"Action\": \"*\", \"NotAction\": \"*\"" + rest,
                        "\"Effect\": \"Allow\", \"Action\": []" + rest,
                        "\"Effect\": \"Allow\", \"Action\": {}" + rest,
                        "\"Effect\": \"Allow\", \"Action\": \"Decrypt\"" + rest,
                        "\"Effect\": \"Allow\", \"Action\": \"kms:\"" + rest,
                        "\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"key/1\"",
                        "\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", \"NotResource\": \"*\"",
                        "\"Effect\": \"Allow\", \"Action\": \"*\", \"Actions\": \"*\"" + rest,
                        "\"Effect\": \"Allow\", \"Action\": \"*\", \"Sid\": 1" + rest,
                        principal("\"111122223333\""),
                        principal("{}"),
                        principal("{\"AWS\": []}"),
                        principal("{\"Aws\": \"*\"}"),
                        principal("{\"AWS\": \"11112222333\"}"),
                        principal("{\"AWS\": \"arn:aws:iam::111122223333:role/*\"}"),
                        principal("{\"AWS\": \"arn:aws:iam::*:root\"}"),
                        principal("{\"AWS\": \"arn:aws:iam::111122223333:group/admins\"}"),
                        principal("{\"AWS\": \"arn:aws:sts::111122223333:assumed-role/api\"}"),
                        principal("{\"AWS\": \"kinesis.amazonaws.com\"}"),
                        principal("\"*\", \"NotPrincipal\": \"*\""),
                        condition("[]"),
                        condition("{\"StringEquals\": \"a\"}"),
                        condition("{\"StringEquals\": {}}"),
                        condition("{\"StringEquals\": {\"a:b\": []}}"),
                        condition("{\"StringEquals\": {\"a:b\": null}}"),
                        condition("{\"StringEquals\": {\"a:b\": [[\"c\"]]}}"),
                        condition("{\"StringEquals\": {\"\": \"c\"}}"),
                        condition("{\"StringEquals\": {\"a:b\": \"c\"}, \"StringEquals\": {\"a:b\": \"d\"}}"),
                        condition("{\"StringIs\": {\"a:b\": \"c\"}}"),
                        condition("{\"stringequals\": {\"a:b\": \"c\"}}"),
                        condition("{\"ForSomeValues:StringEquals\": {\"a:b\": \"c\"}}"),
                        condition("{\"IfExists\": {\"a:b\": \"c\"}}"),
                        condition("{\"NullIfExists\": {\"a:b\": \"true\"}}"),
                        condition("{\"Null\": {\"a:b\": \"c\"}}"))
                .map(statement -> DynamicTest.dynamicTest(
                        statement,
                        () -> assertThatThrownBy(
                                        () -> PolicyDocument.parse("{\"Statement\": {%s}}".formatted(statement)))
                                .isInstanceOf(PolicySyntaxException.class)
                                .hasMessageNotContaining("com.fasterxml")));
    }

    @Test
    void thePolicyOfAResourceNamesAPrincipalInEachStatement() {
        String json = "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}";

        assertThat(PolicyDocument.parse(json).statements()).hasSize(1);
        assertThatThrownBy(() -> PolicyDocument.parseResourcePolicy(json))
                .isInstanceOf(PolicySyntaxException.class)
                .hasMessage("Statement 1 of the policy needs Principal or NotPrincipal.");
    }

    private static String principal(String principal) {
        return "\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", \"Principal\": " + principal;
    }

    private static String condition(String condition) {
        return "\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": " + condition;
    }
}
