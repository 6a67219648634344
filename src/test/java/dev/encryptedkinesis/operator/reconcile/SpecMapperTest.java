package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.encryptedkinesis.operator.api.AwsManagedKey;
import dev.encryptedkinesis.operator.api.BindingSpec;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.KeyReference;
import dev.encryptedkinesis.operator.api.KeySelector;
import dev.encryptedkinesis.operator.stream.Capacity;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import dev.encryptedkinesis.operator.stream.Owner;
import dev.encryptedkinesis.operator.stream.Policies;
import dev.encryptedkinesis.operator.stream.Policies.Adoption;
import dev.encryptedkinesis.operator.stream.Policies.Deletion;
import dev.encryptedkinesis.operator.stream.Policies.Management;
import dev.encryptedkinesis.operator.stream.ResourcePolicy;
import dev.encryptedkinesis.operator.stream.Retention;
import dev.encryptedkinesis.operator.stream.ShardMetrics;
import dev.encryptedkinesis.operator.stream.StreamId;
import dev.encryptedkinesis.operator.stream.UnresolvedKey;
import dev.encryptedkinesis.operator.stream.WantedKey;
import dev.encryptedkinesis.operator.stream.WantedSettings;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecMapperTest {

    private static final SpecMapper MAPPER = new SpecMapper("cluster-1", "eu-west-1");
    private static final KeyReference CONFIG_MAP = new KeyReference("v1", "ConfigMap", "keys", "orders");
    private static final KeySelector KEY = new KeySelector("alias/orders", null);

    @Test
    void everyFieldIsRead() {
        EncryptedKinesisStreamSpec spec = new EncryptedKinesisStreamSpec(
                "orders-v2",
                "eu-central-1",
                "Provisioned",
                4,
                null,
                48,
                true,
                KEY,
                2048,
                List.of("IncomingBytes", "OutgoingBytes", "IncomingBytes"),
                List.of("billing"),
                Map.of("Statement", "Allow"),
                Map.of("team", "shop"),
                null,
                new BindingSpec("orders-stream"),
                "AdoptOrCreate",
                "DeleteWithConsumers",
                "ObserveOnly");

        assertThat(MAPPER.map(Samples.withSpec(spec)))
                .isEqualTo(new DesiredStream(
                        new StreamId("eu-central-1", "orders-v2"),
                        new Owner("cluster-1", "shop", "orders", "uid-orders"),
                        new Capacity.Provisioned(4),
                        new WantedSettings(
                                Optional.of(new Retention(48, Retention.OnDecrease.DISCARD_RECORDS)),
                                Optional.of(2048),
                                Optional.of(new ShardMetrics(Set.of("IncomingBytes", "OutgoingBytes"))),
                                Set.of("billing"),
                                Optional.of(new ResourcePolicy("", Map.of("Statement", "Allow")))),
                        new WantedKey("alias/orders"),
                        Map.of("team", "shop"),
                        new Policies(
                                Adoption.ADOPT_OR_CREATE, Deletion.DELETE_WITH_CONSUMERS, Management.OBSERVE_ONLY)));
    }

    @Test
    void whatIsNotSaidHasItsDefault() {
        assertThat(MAPPER.map(Samples.withSpec(Samples.spec(null, 1, KEY))))
                .isEqualTo(new DesiredStream(
                        new StreamId("eu-west-1", "orders"),
                        new Owner("cluster-1", "shop", "orders", "uid-orders"),
                        new Capacity.Provisioned(1),
                        new WantedSettings(
                                Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), Optional.empty()),
                        new WantedKey("alias/orders"),
                        Map.of(),
                        new Policies(Adoption.CREATE_ONLY, Deletion.RETAIN, Management.FULL)));
    }

    @Test
    void aLowerRetentionIsRefusedUnlessItIsPermitted() {
        for (Boolean permitted : Arrays.asList(null, false)) {
            EncryptedKinesisStreamSpec spec = new EncryptedKinesisStreamSpec(
                    null, null, null, 1, null, 24, permitted, KEY, null, null, null, null, null, null, null, null, null,
                    null);

            assertThat(MAPPER.map(Samples.withSpec(spec)).settings().retention())
                    .contains(new Retention(24, Retention.OnDecrease.REFUSE));
        }
    }

    @Test
    void onDemandNeedsNoShards() {
        assertThat(MAPPER.map(Samples.withSpec(Samples.spec("OnDemand", null, KEY)))
                        .capacity())
                .isEqualTo(new Capacity.OnDemand());
    }

    @Test
    void aStreamOnDemandMayBeKeptReadyForMore() {
        EncryptedKinesisStreamSpec spec = new EncryptedKinesisStreamSpec(
                null,
                null,
                "OnDemand",
                null,
                100,
                null,
                null,
                KEY,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);

        assertThat(MAPPER.map(Samples.withSpec(spec)).capacity()).isEqualTo(new Capacity.OnDemand(Optional.of(100)));
    }

    @Test
    void theAwsManagedKeyIsNamedByItsPresence() {
        assertThat(MAPPER.map(Samples.withSpec(Samples.spec(null, 1, new KeySelector(null, new AwsManagedKey()))))
                        .key())
                .isEqualTo(WantedKey.AWS_MANAGED);
    }

    /** The object is looked into elsewhere: that needs an API server. */
    @Test
    void aKeyThatAnotherObjectNamesIsUnresolved() {
        KeyReference reference = new KeyReference("kms.services.k8s.aws/v1alpha1", "Key", "main", null);

        assertThat(MAPPER.map(Samples.withSpec(Samples.spec(null, 1, new KeySelector(null, null, reference))))
                        .key())
                .isEqualTo(WantedKey.unresolved(
                        "that Key shop/main names",
                        new UnresolvedKey(
                                UnresolvedKey.Cause.NOT_READY,
                                "Key shop/main is to name the key, and has not been looked into.")));
    }

    static Stream<Arguments> whatCannotBeFollowed() {
        String noKey =
                "key names no key, or one that this version of the operator does not know how to find: set exactly"
                        + " one of key.id, key.awsManaged and key.ref.";
        String noKind = "key.ref names an object that this version of the operator does not know how to look into. It"
                + " knows: ConfigMap of v1, Key of kms.services.k8s.aws/v1alpha1, Key of kms.aws.m.upbound.io/v1beta1.";
        Map<String, String> withoutValue = new HashMap<>();
        withoutValue.put("team", null);
        return Stream.of(
                arguments("no spec", null, "spec is missing: say at least shards and key."),
                arguments("no shards", Samples.spec(null, null, KEY), "mode Provisioned needs shards, at least 1."),
                arguments("no shards left", Samples.spec(null, 0, KEY), "mode Provisioned needs shards, at least 1."),
                arguments("no key", Samples.spec(null, 1, null), noKey),
                arguments("a key of a newer version", Samples.spec(null, 1, new KeySelector(null, null)), noKey),
                arguments("two keys", Samples.spec(null, 1, new KeySelector("alias/a", new AwsManagedKey())), noKey),
                arguments(
                        "a key and a reference",
                        Samples.spec(null, 1, new KeySelector("alias/a", null, CONFIG_MAP)),
                        noKey),
                arguments("a kind of a newer version", referring(new KeyReference("v1", "Secret", "a", "b")), noKind),
                arguments(
                        "a ConfigMap without entry", referring(new KeyReference("v1", "ConfigMap", "a", null)), noKind),
                arguments(
                        "a reference without name", referring(new KeyReference("v1", "ConfigMap", null, "b")), noKind),
                arguments("an empty reference", referring(new KeyReference(null, null, null, null)), noKind),
                arguments(
                        "a mode of a newer version",
                        Samples.spec("OnDemandAdvantage", 1, KEY),
                        "mode says something that this version of the operator does not understand. It knows:"
                                + " Provisioned, OnDemand."),
                arguments(
                        "a tag without a value",
                        new EncryptedKinesisStreamSpec(
                                null,
                                null,
                                null,
                                1,
                                null,
                                null,
                                null,
                                KEY,
                                null,
                                null,
                                null,
                                null,
                                withoutValue,
                                null,
                                null,
                                null,
                                null,
                                null),
                        "tags has a tag without a value: give it one, which may be empty."),
                arguments(
                        "a metric of a newer version",
                        with(List.of("DreamsPerSecond"), null, null),
                        "shardLevelMetrics says something that this version of the operator does not understand. It"
                                + " knows: ALL, IncomingBytes, IncomingRecords, OutgoingBytes, OutgoingRecords,"
                                + " WriteProvisionedThroughputExceeded, ReadProvisionedThroughputExceeded,"
                                + " IteratorAgeMilliseconds."),
                arguments(
                        "a metric without a name",
                        with(Collections.singletonList(null), null, null),
                        "shardLevelMetrics has an entry without a name: take it out."),
                arguments(
                        "a consumer without a name",
                        with(null, Collections.singletonList(null), null),
                        "fanOutConsumers has an entry without a name: take it out."),
                arguments(
                        "a policy without a statement",
                        with(null, null, Map.of("Version", "2012-10-17")),
                        "resourcePolicy has no Statement. To have no policy, leave resourcePolicy out."));
    }

    private static EncryptedKinesisStreamSpec with(
            List<String> metrics, List<String> consumers, Map<String, Object> policy) {
        return new EncryptedKinesisStreamSpec(
                null, null, null, 1, null, null, null, KEY, null, metrics, consumers, policy, null, null, null, null,
                null, null);
    }

    private static EncryptedKinesisStreamSpec referring(KeyReference reference) {
        return Samples.spec(null, 1, new KeySelector(null, null, reference));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatCannotBeFollowed(String what, EncryptedKinesisStreamSpec spec, String message) {
        EncryptedKinesisStream object = Samples.withSpec(spec);

        assertThatThrownBy(() -> MAPPER.map(object))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "adoptionPolicy, 'CreateOnly, AdoptOrCreate, AdoptOnly'",
        "deletionPolicy, 'Retain, Delete, DeleteWithConsumers'",
        "managementPolicy, 'Full, ObserveOnly'"
    })
    void aPolicyOfANewerVersionIsNotGuessed(String field, String known) {
        EncryptedKinesisStreamSpec spec = new EncryptedKinesisStreamSpec(
                null,
                null,
                null,
                1,
                null,
                null,
                null,
                KEY,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                field.equals("adoptionPolicy") ? "Newer" : null,
                field.equals("deletionPolicy") ? "delete" : null,
                field.equals("managementPolicy") ? "" : null);

        assertThatThrownBy(() -> MAPPER.map(Samples.withSpec(spec)))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage(field + " says something that this version of the operator does not understand. It knows: "
                        + known + ".");
    }

    /** The API server refuses these; the schema that is installed may be another. */
    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../other", "a/b", "Orders", "orders\n", "orders?force=true", "-a", "a..b", "a."})
    @NullSource
    void aNameThatIsNoSecretsIsNotUsed(String name) {
        EncryptedKinesisStreamSpec spec = Samples.bound(name);

        assertThatThrownBy(() -> MAPPER.map(Samples.withSpec(spec)))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage(
                        "binding.secretName is not the name of a Secret: lower-case letters, digits, '-' and '.', at"
                                + " most 253.");
    }

    /** Each field said or not said, in every combination. */
    @Test
    void whateverIsMissingIsSaidAndDoesNotFail() {
        int mapped = 0;
        int refused = 0;
        for (int said = 0; said < 1 << 17; said++) {
            EncryptedKinesisStream object = Samples.withSpec(spec(said));
            try {
                assertThat(MAPPER.map(object)).isNotNull();
                mapped++;
            } catch (InvalidSpecException e) {
                assertThat(e.getMessage()).endsWith(".");
                refused++;
            }
        }

        assertThat(List.of(mapped, refused)).doesNotContain(0);
    }

    private static EncryptedKinesisStreamSpec spec(int said) {
        return new EncryptedKinesisStreamSpec(
                is(said, 0) ? "orders" : null,
                is(said, 1) ? "eu-west-1" : null,
                is(said, 2) ? "OnDemand" : null,
                is(said, 3) ? 1 : null,
                is(said, 16) ? 100 : null,
                is(said, 4) ? 24 : null,
                is(said, 5) ? true : null,
                is(said, 6) ? KEY : null,
                is(said, 11) ? 1024 : null,
                is(said, 12) ? List.of("ALL") : null,
                is(said, 13) ? List.of("billing") : null,
                is(said, 14) ? Map.of("Statement", List.of()) : null,
                is(said, 7) ? Map.of("a", "b") : null,
                null,
                is(said, 15) ? new BindingSpec("orders-stream") : null,
                is(said, 8) ? "AdoptOnly" : null,
                is(said, 9) ? "Delete" : null,
                is(said, 10) ? "Full" : null);
    }

    private static boolean is(int said, int field) {
        return (said >> field & 1) == 1;
    }
}
