package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.KeyReference;
import dev.encryptedkinesis.operator.api.KeySelector;
import dev.encryptedkinesis.operator.stream.UnresolvedKey.Cause;
import dev.encryptedkinesis.operator.stream.WantedKey;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which key another object names. */
class KeyTargetTest {

    private static final String ARN = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final KeyTarget ENTRY = target(new KeyReference("v1", "ConfigMap", "keys", "orders"));
    private static final KeyTarget ACK_KEY =
            target(new KeyReference("kms.services.k8s.aws/v1alpha1", "Key", "orders", null));
    private static final KeyTarget CROSSPLANE_KEY =
            target(new KeyReference("kms.aws.m.upbound.io/v1beta1", "Key", "orders", null));

    private static EncryptedKinesisStream object(KeySelector key) {
        return Samples.withSpec(Samples.spec(null, 1, key));
    }

    private static KeyTarget target(KeyReference reference) {
        return KeyTarget.of(object(new KeySelector(null, null, reference))).orElseThrow();
    }

    private static WantedKey read(KeyTarget target, String yaml) {
        GenericKubernetesResource whole = Serialization.unmarshal("---\n" + yaml, GenericKubernetesResource.class);
        return target.keyIn(Optional.of(ReferencedObject.of(target.place().kind(), whole)));
    }

    private static WantedKey entry(String value) {
        return ENTRY.keyIn(Optional.of(new ReferencedObject(Map.of("orders", value, "other", ARN))));
    }

    @Test
    void theObjectIsAlwaysInTheNamespaceOfTheStreamsOwn() {
        assertThat(Stream.of(ENTRY, ACK_KEY, CROSSPLANE_KEY)
                        .map(target -> target.place().namespace()))
                .containsOnly("shop");
        assertThat(target(new KeyReference("v1", "ConfigMap", "billing/keys", "orders"))
                        .place())
                .describedAs("should an API server ever let such a name pass")
                .isEqualTo(new KeyTarget.Place(KeyReferenceKind.CONFIG_MAP, "shop", "billing/keys"));
    }

    @Test
    void whoNamesTheKeyItselfRefersToNothing() {
        assertThat(KeyTarget.of(object(new KeySelector("alias/orders", null)))).isEmpty();
        assertThat(KeyTarget.of(object(null))).isEmpty();
        assertThat(KeyTarget.of(Samples.withSpec(null))).isEmpty();
    }

    @Test
    void aConfigMapNamesAKeyInItsEntry() {
        assertThat(read(ENTRY, "{apiVersion: v1, kind: ConfigMap, data: {orders: alias/orders, other: x}}"))
                .isEqualTo(new WantedKey("alias/orders"));
    }

    @Test
    void acksKeyNamesItselfInItsStatus() {
        assertThat(read(ACK_KEY, "{status: {ackResourceMetadata: {arn: '%s', region: eu-west-1}}}".formatted(ARN)))
                .isEqualTo(new WantedKey(ARN));
    }

    @Test
    void crossplanesKeyNamesItselfInItsStatus() {
        assertThat(read(CROSSPLANE_KEY, "{status: {atProvider: {arn: '%s', keyId: x}}}".formatted(ARN)))
                .isEqualTo(new WantedKey(ARN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ARN,
                "arn:aws-cn:kms:cn-north-1:111122223333:alias/orders",
                "1234abcd-12ab-34cd-56ef-1234567890ab",
                "mrk-1234abcd12ab34cd56ef1234567890ab",
                "alias/team/orders_1",
                "alias/awsome"
            })
    void anEntryMayHaveEveryFormOfAKey(String value) {
        assertThat(entry(value)).isEqualTo(new WantedKey(value));
    }

    static Stream<Arguments> nothingYet() {
        return Stream.of(
                arguments(ENTRY, "{}", "ConfigMap shop/keys has no entry orders: write the key's id there."),
                arguments(
                        ENTRY,
                        "{data: {orders: ''}}",
                        "Entry orders of ConfigMap shop/keys is empty: write the key's id there."),
                arguments(
                        ENTRY,
                        "{data: {orders: 7}, binaryData: {orders: YWxpYXMvYQ==}}",
                        "ConfigMap shop/keys has no entry orders: write the key's id there."),
                arguments(
                        ENTRY,
                        "{data: [orders]}",
                        "ConfigMap shop/keys has no entry orders: write the key's id there."),
                arguments(ACK_KEY, "{}", noArn()),
                arguments(ACK_KEY, "{status: {}}", noArn()),
                arguments(ACK_KEY, "{status: {ackResourceMetadata: {ownerAccountID: '1', region: a}}}", noArn()),
                arguments(ACK_KEY, "{status: {ackResourceMetadata: {arn: {a: b}}}}", noArn()),
                arguments(ACK_KEY, "{status: {atProvider: {arn: '%s'}}}".formatted(ARN), noArn()),
                arguments(ACK_KEY, "{spec: {arn: '%s'}, data: {arn: '%s'}}".formatted(ARN, ARN), noArn()),
                arguments(CROSSPLANE_KEY, "{}", noArn()),
                arguments(CROSSPLANE_KEY, "{status: {atProvider: {}}}", noArn()),
                arguments(CROSSPLANE_KEY, "{status: {ackResourceMetadata: {arn: '%s'}}}".formatted(ARN), noArn()));
    }

    private static String noArn() {
        return "Key shop/orders has no ARN in its status yet. If that lasts, look at its conditions.";
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void nothingYet(KeyTarget target, String yaml, String message) {
        assertThat(read(target, yaml).unresolved()).hasValueSatisfying(why -> {
            assertThat(why.cause()).isEqualTo(Cause.NOT_READY);
            assertThat(why.explanation()).isEqualTo(message);
        });
    }

    @Test
    void anObjectThatIsNotThereIsNamed() {
        assertThat(ACK_KEY.keyIn(Optional.empty()).unresolved()).hasValueSatisfying(why -> {
            assertThat(why.cause()).isEqualTo(Cause.NOT_READY);
            assertThat(why.explanation())
                    .isEqualTo("There is no Key shop/orders, which is to name the key. Create it.");
        });
    }

    /** Whoever can write a ConfigMap, or read the status of a stream, must gain nothing by it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "alias/orders\n",
                "\nalias/orders",
                "alias/orders\nalias/other",
                "alias/orders\r",
                "alias/orders\u2028",
                " alias/orders",
                "alias/orders ",
                "alias/",
                "alias/../orders",
                "alias/orders'; --",
                "${env:AWS_SECRET_ACCESS_KEY}",
                "hunter2",
                "https://169.254.169.254/",
                "{\"a\": 1}",
                "%s%n",
                "arn:aws:s3:::bucket",
                "arn:aws:kms:eu-west-1:111122223333:key/",
                ARN + "/../x",
                "alias/\u0000"
            })
    void whatIsNoKeyIsNeitherUsedNorRepeated(String value) {
        assertInvalid(
                value,
                "Entry orders of ConfigMap shop/keys is no key: it must be a key ARN, an alias ARN, a key id or alias/name,"
                        + " and nothing else, not even a line break at the end.");
    }

    @Test
    void aMegabyteIsNoKeyAndIsNotKept() {
        String megabyte = "alias/" + "a".repeat(1 << 20);
        GenericKubernetesResource whole = new GenericKubernetesResource();
        whole.setAdditionalProperty("data", Map.of("orders", megabyte));

        ReferencedObject kept = ReferencedObject.of(KeyReferenceKind.CONFIG_MAP, whole);

        assertThat(kept.names().get("orders")).hasSize(KeySelector.LONGEST_ID + 1);
        assertThat(ENTRY.keyIn(Optional.of(kept)).unresolved())
                .hasValueSatisfying(why -> assertThat(why.cause()).isEqualTo(Cause.INVALID));
    }

    @Test
    void theLongestKeyIsTakenAndOneLetterMoreIsNot() {
        String longest = "alias/" + "a".repeat(KeySelector.LONGEST_ID - "alias/".length());

        assertThat(entry(longest)).isEqualTo(new WantedKey(longest));
        assertThat(entry(longest + "a").unresolved()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alias/aws/s3",
                "alias/aws/kinesis",
                "arn:aws:kms:eu-west-1:111122223333:alias/aws/secretsmanager"
            })
    void keysOfAwsAreNotNamedThisWay(String value) {
        assertInvalid(
                value,
                "Entry orders of ConfigMap shop/keys is an AWS-managed key: for alias/aws/kinesis set"
                        + " spec.key.awsManaged: {}; other services' keys cannot encrypt a stream.");
    }

    private static void assertInvalid(String value, String message) {
        WantedKey key = entry(value);

        assertThat(key.id()).isEqualTo("that ConfigMap shop/keys names");
        assertThat(key.unresolved()).hasValueSatisfying(why -> {
            assertThat(why.cause()).isEqualTo(Cause.INVALID);
            assertThat(why.explanation()).isEqualTo(message);
        });
    }

    @Test
    void aStatusIsTrustedNoMoreThanAConfigMap() {
        assertThat(read(ACK_KEY, "{status: {ackResourceMetadata: {arn: alias/aws/s3}}}")
                        .unresolved())
                .hasValueSatisfying(why -> {
                    assertThat(why.cause()).isEqualTo(Cause.INVALID);
                    assertThat(why.explanation())
                            .startsWith("The ARN in the status of Key shop/orders is an AWS-managed");
                });
    }

    @ParameterizedTest
    @EnumSource
    void whatIsStoredSaysTheSameAsTheWhole(KeyReferenceKind kind) {
        GenericKubernetesResource whole = Serialization.unmarshal("""
                        apiVersion: x/v1
                        kind: X
                        metadata: {name: orders, namespace: shop, uid: u, resourceVersion: '1', annotations: {a: b}}
                        data: {orders: alias/orders}
                        spec: {secret: s}
                        status: {ackResourceMetadata: {arn: alias/ack}, atProvider: {arn: alias/crossplane}}
                        """, GenericKubernetesResource.class);
        ReferencedObject kept = ReferencedObject.of(kind, whole);

        GenericKubernetesResource stored = kept.stored(whole);

        assertThat(ReferencedObject.ofStored(stored)).isEqualTo(kept);
        assertThat(stored.getAdditionalProperties()).hasSize(1);
        assertThat(stored.getMetadata().getAnnotations()).isEmpty();
        assertThat(stored.getMetadata().getResourceVersion()).isEqualTo("1");
    }
}
