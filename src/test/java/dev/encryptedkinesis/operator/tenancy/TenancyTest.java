package dev.encryptedkinesis.operator.tenancy;

import static dev.encryptedkinesis.operator.tenancy.Identities.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.stream.Actor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenancyTest {

    private static final Tenant SHOP = new Tenant("cluster-1", "shop", Map.of("team", "shop", "stage", "live"));

    @Test
    void theOneThatSelectsTheNamespaceServesIt() {
        AwsIdentity shop = named("shop", "{namespaceSelector: {matchLabels: {team: shop}}}");
        AwsIdentity audit = named("audit", "{namespaceSelector: {matchLabels: {team: audit}}}");

        assertThat(Tenancy.choose(List.of(audit, shop), SHOP))
                .isInstanceOfSatisfying(
                        Choice.Served.class,
                        served -> assertThat(served.mandate())
                                .isEqualTo(new Mandate(new Actor("shop", Optional.empty()), new Bounds(shop, "shop"))));
    }

    @Test
    void withARoleAwsIsToldWhoAsksAndForWhom() {
        AwsIdentity shop = named(
                "tenants",
                "{namespaceSelector: {}, roleARN: 'arn:aws:iam::111122223333:role/streams', externalID: shop-7}");

        assertThat(Tenancy.choose(List.of(shop), SHOP))
                .isInstanceOfSatisfying(
                        Choice.Served.class,
                        served -> assertThat(served.mandate().actor())
                                .isEqualTo(new Actor(
                                        "tenants",
                                        Optional.of(new Actor.Session(
                                                "arn:aws:iam::111122223333:role/streams",
                                                Optional.of("shop-7"),
                                                "cluster-1",
                                                "tenants",
                                                "shop")))));
    }

    @Test
    void withoutOneNothingIsServedAndTheMessageSaysWhatToDo() {
        AwsIdentity audit = named("audit", "{namespaceSelector: {matchLabels: {team: audit}}}");

        assertThat(refusal(List.of(audit)).reason()).isEqualTo(Reason.NoIdentity);
        assertThat(refusal(List.of(audit)).message()).contains("namespace shop", "namespaceSelector");
        assertThat(refusal(List.of()).reason()).isEqualTo(Reason.NoIdentity);
    }

    @Test
    void withTwoNoneCountsAndTheMessageNamesBoth() {
        Refusal refusal = refusal(List.of(
                named("b", "{namespaceSelector: {}}"), named("a", "{namespaceSelector: {matchLabels: {team: shop}}}")));

        assertThat(refusal.reason()).isEqualTo(Reason.AmbiguousIdentity);
        assertThat(refusal.message()).contains("(a, b)", "namespaceSelectors");
    }

    @Test
    void aThousandAreNotAllNamed() {
        Refusal refusal = refusal(IntStream.range(1000, 2000)
                .mapToObj(number -> named("id-" + number, "{namespaceSelector: {}}"))
                .toList());

        assertThat(refusal.message())
                .startsWith("1000 AwsIdentities")
                .contains("id-1004, ...")
                .hasSizeLessThan(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                             | true
            {matchLabels: {}}                                                              | true
            {matchLabels: {team: shop, stage: live}}                                       | true
            {matchLabels: {team: shop, stage: test}}                                       | false
            {matchLabels: {absent: ''}}                                                    | false
            {matchExpressions: [{key: team, operator: In, values: [audit, shop]}]}         | true
            {matchExpressions: [{key: team, operator: In, values: [audit]}]}               | false
            {matchExpressions: [{key: absent, operator: In, values: ['']}]}                | false
            {matchExpressions: [{key: team, operator: NotIn, values: [audit]}]}            | true
            {matchExpressions: [{key: team, operator: NotIn, values: [shop]}]}             | false
            {matchExpressions: [{key: absent, operator: NotIn, values: [shop]}]}           | true
            {matchExpressions: [{key: team, operator: Exists}]}                            | true
            {matchExpressions: [{key: absent, operator: Exists}]}                          | false
            {matchExpressions: [{key: absent, operator: DoesNotExist}]}                    | true
            {matchExpressions: [{key: team, operator: DoesNotExist}]}                      | false
            {matchLabels: {team: shop}, matchExpressions: [{key: stage, operator: DoesNotExist}]} | false
            {matchExpressions: [{key: team, operator: Like, values: [shop]}]}              | false
            {matchExpressions: [{operator: Exists}]}                                       | false
            {matchExpressions: [{key: team}]}                                              | false
            {matchExpressions: [null]}                                                     | false
            null                                                                           | false
            """)
    void selectsAsKubernetesDoes(String selector, boolean selected) {
        assertThat(Tenancy.selects(named("any", "{namespaceSelector: " + selector + "}"), SHOP))
                .isEqualTo(selected);
    }

    /** A schema of another version may let these in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "allowedStreamNames: ['${namespace}-*']",
                "allowedStreamNames: ['${name}']",
                "allowedStreamNames: [null]",
                "allowedKeyARNs: ['arn:aws:kms:*']",
                "allowedKeyARNs: [alias/orders]",
                "allowedKeyARNs: [null]",
                "allowedRegions: [null]",
                "allowedDeletionPolicies: [null]",
                "externalID: shop",
                "roleARN: 'arn:aws:iam::123456789012:role/*'"
            })
    void whatIsNotUnderstoodAllowsNothing(String allowed) {
        AwsIdentity identity = named("odd", "{namespaceSelector: {}, " + allowed + "}");

        assertThat(refusal(List.of(identity)).reason()).isEqualTo(Reason.IdentityInvalid);
        assertThat(IdentityCheck.problem(identity)).isPresent();
    }

    @Test
    void anIdentityWithoutASpecSelectsNothing() {
        AwsIdentity identity = named("empty", "null");

        assertThat(refusal(List.of(identity)).reason()).isEqualTo(Reason.NoIdentity);
        assertThat(IdentityCheck.problem(identity))
                .hasValueSatisfying(problem -> assertThat(problem).contains("spec is missing"));
    }

    @Test
    void whatIsUnderstoodIsNoProblem() {
        assertThat(IdentityCheck.problem(named(
                        "good",
                        "{namespaceSelector: {}, roleARN: 'arn:aws:iam::123456789012:role/shop', externalID: shop,"
                                + " allowedStreamNames: ['${namespace}.*'], allowedKeyARNs: [AwsManaged]}")))
                .isEmpty();
    }

    private static Refusal refusal(List<AwsIdentity> identities) {
        return ((Choice.NotServed) Tenancy.choose(identities, SHOP)).refusal();
    }
}
