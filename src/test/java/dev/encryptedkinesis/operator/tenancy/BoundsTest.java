package dev.encryptedkinesis.operator.tenancy;

import static dev.encryptedkinesis.operator.tenancy.Identities.bounds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.encryptedkinesis.operator.api.DeletionPolicy;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.stream.KeyAnswers;
import dev.encryptedkinesis.operator.stream.KeyFacts.Manager;
import dev.encryptedkinesis.operator.stream.WantedKey;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {

    private static final String ALL =
            "allowedRegions: ['*'], allowedStreamNames: ['*'], allowedKeyARNs: ['*'], allowedDeletionPolicies: ['*']";
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String AWS_MANAGED = "alias/aws/kinesis";

    @Test
    void aListThatIsAbsentOrEmptyAllowsNothing() {
        for (String nothing : new String[] {"allowGrants: null", "allowedRegions: [], allowedStreamNames: []"}) {
            Bounds bounds = bounds("shop", nothing);

            assertThat(bounds.refusal(request("orders", KEY)))
                    .map(Refusal::reason)
                    .hasValue(Reason.RegionNotAllowed);
            assertThat(bounds.allowsKey(KEY, Manager.CUSTOMER)).isFalse();
            assertThat(bounds.allowsKey(KEY, Manager.AWS)).isFalse();
            assertThat(bounds.allowsGrants()).isFalse();
        }
        assertThat(reason("allowedRegions: ['*'], allowedStreamNames: ['*']")).contains(Reason.KeyNotAllowed);
        assertThat(reason("allowedRegions: ['*'], allowedKeyARNs: ['*']")).contains(Reason.StreamNameNotAllowed);
    }

    @Test
    void aStarAllowsEverything() {
        Bounds bounds = bounds("shop", ALL);

        for (DeletionPolicy policy : DeletionPolicy.values()) {
            assertThat(bounds.refusal(new Request("eu-west-1", "anything", Optional.of(AWS_MANAGED), policy)))
                    .isEmpty();
        }
        assertThat(bounds.allowsEveryKey()).isTrue();
        assertThat(bounds.allowsKey(KEY, Manager.AWS)).isTrue();
    }

    @Test
    void aRegionIsAllowedByItsCode() {
        assertThat(reason(
                        "allowedRegions: [eu-central-1, eu-west-1], allowedStreamNames: ['*'], allowedKeyARNs: ['*']"))
                .isEmpty();
        assertThat(bounds("shop", "allowedRegions: [eu-central-1]").refusal(request("orders", KEY)))
                .map(Refusal::message)
                .hasValue("AwsIdentity tenants allows no stream in Region eu-west-1 in namespace shop. It allows:"
                        + " eu-central-1. Make the stream in another Region, or have the cluster's administrator allow"
                        + " it.");
    }

    @ParameterizedTest
    @CsvSource({
        "orders, orders, true",
        "orders, orders2, false",
        "orders*, orders, true",
        "orders*, orders-eu, true",
        "o*s, orders, true",
        "o*s, order, false",
        "*, x, true",
        "${namespace}, shop, true",
        "${namespace}, shop2, false",
        "${namespace}.*, shop.orders, true",
        "${namespace}.*, shop-eu.orders, false",
        "${namespace}.*, audit.orders, false",
        "${namespace}.*, xshop.orders, false",
        "*.${namespace}, orders.shop, true",
        "audit-${namespace}, audit-shop, true",
        "audit-${namespace}, audit-shop-eu, false",
        "${namespace}.*, '${namespace}.orders', false",
        "a.b, axb, false",
        "a.b, 'a.b', true",
    })
    void aNameIsAllowedByItsPattern(String pattern, String name, boolean allowed) {
        Bounds bounds =
                bounds("shop", "allowedRegions: ['*'], allowedKeyARNs: ['*'], allowedStreamNames: ['" + pattern + "']");

        assertThat(bounds.refusal(request(name, KEY)).isEmpty()).isEqualTo(allowed);
    }

    /** No API server lets such a namespace be. */
    @ParameterizedTest
    @ValueSource(strings = {"*", "a*"})
    void aNamespaceThatIsAPatternIsAllowedNothing(String namespace) {
        Bounds bounds =
                bounds(namespace, "allowedRegions: ['*'], allowedKeyARNs: ['*'], allowedStreamNames: ['${namespace}']");

        assertThat(bounds.refusal(request("a", KEY))).map(Refusal::reason).hasValue(Reason.StreamNameNotAllowed);
    }

    @ParameterizedTest
    @EnumSource(DeletionPolicy.class)
    void toRetainIsAlwaysAllowedAndTheRestByName(DeletionPolicy policy) {
        Bounds none = bounds("shop", "allowedRegions: ['*'], allowedStreamNames: ['*'], allowedKeyARNs: ['*']");
        Bounds that = bounds(
                "shop",
                "allowedRegions: ['*'], allowedStreamNames: ['*'], allowedKeyARNs: ['*'], allowedDeletionPolicies: ["
                        + policy + "]");
        Request request = new Request("eu-west-1", "orders", Optional.of(KEY), policy);

        assertThat(that.refusal(request)).isEmpty();
        assertThat(none.refusal(request).map(Refusal::reason))
                .isEqualTo(
                        policy == DeletionPolicy.Retain
                                ? Optional.empty()
                                : Optional.of(Reason.DeletionPolicyNotAllowed));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:kms:*:111122223333:key/*, true",
        "arn:*:kms:eu-*:111122223333:key/1234*, true",
        "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab, true",
        "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ac, false",
        "arn:aws:kms:*:444455556666:key/*, false",
        "arn:aws:kms:us-*:111122223333:key/*, false",
        "AwsManaged, false",
    })
    void aKeyIsAllowedByTheArnThatKmsTells(String pattern, boolean allowed) {
        Bounds bounds = bounds("shop", "allowedKeyARNs: ['" + pattern + "']");

        assertThat(bounds.allowsKey(KEY, Manager.CUSTOMER)).isEqualTo(allowed);
        assertThat(bounds.allowsEveryKey()).isFalse();
    }

    @Test
    void whatAwsManagesIsAllowedByItsWordAlone() {
        assertThat(bounds("shop", "allowedKeyARNs: [AwsManaged]").allowsKey(KEY, Manager.AWS))
                .isTrue();
        assertThat(bounds("shop", "allowedKeyARNs: ['arn:aws:kms:*:*:key/*']").allowsKey(KEY, Manager.AWS))
                .isFalse();
    }

    /** A * in the place of the Region would else take in an account that stands further on. */
    @Test
    void aStarStaysInItsPartOfTheArn() {
        Bounds bounds = bounds("shop", "allowedKeyARNs: ['arn:aws:kms:*:111122223333:key/*']");

        assertThat(bounds.allowsKey("arn:aws:kms:eu-west-1:444455556666:x:111122223333:key/a", Manager.CUSTOMER))
                .isFalse();
        assertThat(bounds.allowsKey("arn:aws:kms:eu-west-1:444455556666:key/:111122223333:key/a", Manager.CUSTOMER))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:kms:*:111122223333:key/*, alias/orders, true",
        "arn:aws:kms:*:111122223333:key/*, arn:aws:kms:eu-west-1:111122223333:alias/orders, true",
        "arn:aws:kms:*:111122223333:key/*, arn:aws:kms:eu-west-1:444455556666:alias/orders, false",
        "arn:aws:kms:*:111122223333:key/*, arn:aws:kms:eu-west-1:444455556666:key/a, false",
        "arn:aws:kms:*:111122223333:key/a*, a, true",
        "arn:aws:kms:*:111122223333:key/a*, b, false",
        "arn:aws:kms:*:111122223333:key/*, alias/aws/kinesis, false",
        "AwsManaged, alias/aws/kinesis, true",
        "AwsManaged, alias/orders, false",
        "AwsManaged, arn:aws:kms:eu-west-1:111122223333:key/a, false",
        "*, alias/aws/kinesis, true",
        "arn:aws:kms:*:111122223333:key/*, a:b, false",
    })
    void whatCannotBeAllowedIsRefusedBeforeKmsIsAsked(String pattern, String named, boolean may) {
        assertThat(reasonOfKey("allowedKeyARNs: ['" + pattern + "']", named))
                .isEqualTo(may ? Optional.empty() : Optional.of(Reason.KeyNotAllowed));
    }

    @Test
    void aKeyOfWhichNoNameIsKnownYetIsNotRefused() {
        assertThat(bounds("shop", "allowedRegions: ['*'], allowedStreamNames: ['*']")
                        .refusal(new Request("eu-west-1", "orders", Optional.empty(), DeletionPolicy.Retain)))
                .isEmpty();
    }

    /** An alias may point to any key, and only KMS knows to which. */
    @Test
    void whatAnAliasMeansIsJudgedByWhatKmsSaysOfIt() {
        Bounds bounds = bounds("shop", "allowedKeyARNs: ['arn:aws:kms:*:*:key/1234*']");
        WantedKey alias = new WantedKey("alias/orders");

        assertThat(bounds.refusal(alias, KeyAnswers.enabled(KEY))).isEmpty();
        assertThat(bounds.refusal(alias, KeyAnswers.enabled(KeyAnswers.OTHER_KEY)))
                .map(Refusal::reason)
                .hasValue(Reason.KeyNotAllowed);
    }

    /** Else whoever can name an alias could find out which keys there are. */
    @Test
    void aKeyThatIsHiddenIsRefusedInTheSameWordsAsOneThatIsNotAllowed() {
        Bounds bounds = bounds("shop", "allowedKeyARNs: ['arn:aws:kms:*:*:key/1234*']");
        WantedKey alias = new WantedKey("alias/orders");
        Optional<Refusal> notAllowed = bounds.refusal(alias, KeyAnswers.inState(KeyAnswers.OTHER_KEY, "Disabled"));

        assertThat(notAllowed).isPresent();
        assertThat(bounds.refusal(alias, KeyAnswers.notFound())).isEqualTo(notAllowed);
        assertThat(bounds.refusal(alias, KeyAnswers.accessDenied())).isEqualTo(notAllowed);
    }

    @Test
    void whatTheNameSaysKmsMaySayToo() {
        assertThat(bounds("shop", "allowedKeyARNs: ['arn:aws:kms:*:*:key/1234*']")
                        .refusal(new WantedKey(KEY), KeyAnswers.notFound()))
                .isEmpty();
        assertThat(bounds("shop", "allowedKeyARNs: [AwsManaged]").refusal(WantedKey.AWS_MANAGED, KeyAnswers.notFound()))
                .isEmpty();
        assertThat(bounds("shop", ALL).refusal(new WantedKey("alias/orders"), KeyAnswers.notFound()))
                .isEmpty();
    }

    @Test
    void aKeyOfWhichNothingIsKnownYetIsNotRefused() {
        Bounds bounds = bounds("shop", "allowedKeyARNs: ['arn:aws:kms:*:*:key/1234*']");

        assertThat(bounds.refusal(new WantedKey("alias/orders"), KeyAnswers.silence()))
                .isEmpty();
    }

    @Test
    void noPatternTakesLong() {
        String pattern = "a*".repeat(120) + "b";
        Bounds bounds = bounds("shop", "allowedRegions: ['*'], allowedStreamNames: ['" + pattern + "']");

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(bounds.refusal(request("a".repeat(100_000), KEY)))
                        .isPresent());
    }

    @Test
    void whatIsNotAllowedIsShownHarmlesslyAndCutShort() {
        Bounds bounds = bounds("shop", "allowedRegions: ['*']");

        String message = bounds.refusal(request("a\nb${x}\u0000\"" + "c".repeat(1000), KEY))
                .orElseThrow()
                .message();

        assertThat(message).contains("a?b??x???ccc").hasSizeLessThan(600).doesNotContain("\n", "$", "\"");
        assertThatCode(() -> bounds.keyRefusal("\n")).doesNotThrowAnyException();
    }

    @Test
    void grantsAreAllowedByName() {
        assertThat(bounds("shop", "allowGrants: true").allowsGrants()).isTrue();
        assertThat(bounds("shop", "allowGrants: false").allowsGrants()).isFalse();
    }

    private static Request request(String streamName, String key) {
        return new Request("eu-west-1", streamName, Optional.of(key), DeletionPolicy.Retain);
    }

    private static Optional<Reason> reason(String allowed) {
        return bounds("shop", allowed).refusal(request("orders", KEY)).map(Refusal::reason);
    }

    private static Optional<Reason> reasonOfKey(String allowed, String named) {
        return bounds("shop", "allowedRegions: ['*'], allowedStreamNames: ['*'], " + allowed)
                .refusal(request("orders", named))
                .map(Refusal::reason);
    }
}
