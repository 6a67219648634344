package dev.encryptedkinesis.operator.conformance;

import static dev.encryptedkinesis.operator.conformance.Streams.expectError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;

/** KMS keys and aliases, as far as the encryption of streams needs them. */
abstract class KeyExpectations {
    private final AwsWorld world = world();

    abstract AwsWorld world();

    @Test
    void aKeyIsFoundByIdArnAliasAndAliasArn() {
        KeyMetadata key = newKey();
        String alias = newAlias(key);

        assertThat(describe(key.keyId()).arn()).isEqualTo(key.arn());
        assertThat(describe(key.arn()).arn()).isEqualTo(key.arn());
        assertThat(describe(alias).arn()).isEqualTo(key.arn());
        assertThat(describe(key.arn().replace("key/" + key.keyId(), alias)).arn())
                .isEqualTo(key.arn());
    }

    @Test
    void aNewKeyIsEnabledSymmetricAndTheCustomers() {
        KeyMetadata key = describe(newKey().keyId());

        assertThat(key.arn()).startsWith("arn:aws:kms:").endsWith(":key/" + key.keyId());
        assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(key.enabled()).isTrue();
        assertThat(key.keySpec()).isEqualTo(KeySpec.SYMMETRIC_DEFAULT);
        world.expect(
                () -> {
                    assertThat(key.keyUsage()).isEqualTo(KeyUsageType.ENCRYPT_DECRYPT);
                    assertThat(key.multiRegion()).isFalse();
                },
                Deviation.NO_KEY_DEFAULTS,
                () -> {
                    assertThat(key.keyUsage()).isNull();
                    assertThat(key.multiRegion()).isNull();
                });
        assertThat(key.keyManager()).isEqualTo(KeyManagerType.CUSTOMER);
        assertThat(key.deletionDate()).isNull();
    }

    @Test
    void aKeyMayBeAsymmetricOrOfManyRegions() {
        KeyMetadata asymmetric = world.kms()
                .createKey(request -> request.keySpec(KeySpec.RSA_2048).keyUsage(KeyUsageType.SIGN_VERIFY))
                .keyMetadata();
        KeyMetadata multiRegion =
                world.kms().createKey(request -> request.multiRegion(true)).keyMetadata();

        assertThat(describe(asymmetric.keyId()).keySpec()).isEqualTo(KeySpec.RSA_2048);
        assertThat(describe(asymmetric.keyId()).keyUsage()).isEqualTo(KeyUsageType.SIGN_VERIFY);
        assertThat(describe(multiRegion.keyId()).multiRegion()).isTrue();
        assertThat(multiRegion.keyId()).startsWith("mrk-");
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        expectError("NotFoundException", () -> describe(UUID.randomUUID().toString()));
        expectError("NotFoundException", () -> describe("alias/" + UUID.randomUUID()));
        expectError(
                "NotFoundException", () -> describe(newKey().arn().replaceAll("key/.*", "key/" + UUID.randomUUID())));
    }

    @Test
    void aKeyIsDisabledAndEnabled() {
        String key = newKey().keyId();

        world.kms().disableKey(request -> request.keyId(key));
        assertThat(describe(key).keyState()).isEqualTo(KeyState.DISABLED);
        assertThat(describe(key).enabled()).isFalse();

        world.kms().enableKey(request -> request.keyId(key));
        assertThat(describe(key).keyState()).isEqualTo(KeyState.ENABLED);
    }

    @Test
    void aKeyIsChangedByItsArnToo() {
        String arn = newKey().arn();

        world.expect(
                () -> {
                    world.kms().disableKey(request -> request.keyId(arn));
                    assertThat(describe(arn).keyState()).isEqualTo(KeyState.DISABLED);
                },
                Deviation.CHANGES_KEYS_BY_ID_ONLY,
                () -> assertThatThrownBy(() -> world.kms().disableKey(request -> request.keyId(arn)))
                        .isInstanceOfSatisfying(
                                KmsException.class,
                                error -> assertThat(error.statusCode()).isEqualTo(500)));
    }

    @Test
    void aDeletionIsScheduledForADateAndItsCancelLeavesTheKeyDisabled() {
        KeyMetadata key = newKey();

        world.kms().scheduleKeyDeletion(request -> request.keyId(key.keyId()).pendingWindowInDays(7));
        KeyMetadata pending = describe(key.keyId());
        assertThat(pending.keyState()).isEqualTo(KeyState.PENDING_DELETION);
        assertThat(pending.deletionDate())
                .isBetween(
                        key.creationDate().plus(Duration.ofDays(7)),
                        key.creationDate().plus(Duration.ofDays(7)).plusSeconds(60));

        world.kms().cancelKeyDeletion(request -> request.keyId(key.keyId()));
        assertThat(describe(key.keyId()).keyState()).isEqualTo(KeyState.DISABLED);
        assertThat(describe(key.keyId()).deletionDate()).isNull();
    }

    @Test
    void anAliasIsMovedToAnotherKey() {
        KeyMetadata before = newKey();
        KeyMetadata after = newKey();
        String alias = newAlias(before);

        world.kms().updateAlias(request -> request.aliasName(alias).targetKeyId(after.keyId()));

        assertThat(describe(alias).arn()).isEqualTo(after.arn());
        assertThat(world.kms()
                        .listAliases(request -> request.keyId(after.keyId()))
                        .aliases())
                .extracting(AliasListEntry::aliasName)
                .containsExactly(alias);
    }

    @Test
    void anAliasExistsOnceAndGoesWhenDeleted() {
        KeyMetadata key = newKey();
        String alias = newAlias(key);

        expectError(
                "AlreadyExistsException",
                () -> world.kms()
                        .createAlias(request -> request.aliasName(alias).targetKeyId(key.keyId())));
        world.kms().deleteAlias(request -> request.aliasName(alias));
        expectError("NotFoundException", () -> describe(alias));
    }

    @Test
    void theAwsManagedKeyIsThereWhenItIsAskedFor() {
        world.expect(
                () -> {
                    assertThat(describe("alias/aws/kinesis").keyManager()).isEqualTo(KeyManagerType.AWS);
                    assertThat(describe("alias/aws/kinesis").arn())
                            .isEqualTo(describe("alias/aws/kinesis").arn());
                },
                Deviation.NO_PREDEFINED_ALIAS,
                () -> expectError("NotFoundException", () -> describe("alias/aws/kinesis")));
    }

    private KeyMetadata newKey() {
        return world.kms().createKey().keyMetadata();
    }

    private String newAlias(KeyMetadata key) {
        String alias = "alias/conformance-" + UUID.randomUUID();
        world.kms().createAlias(request -> request.aliasName(alias).targetKeyId(key.keyId()));
        return alias;
    }

    private KeyMetadata describe(String keyId) {
        return world.kms().describeKey(request -> request.keyId(keyId)).keyMetadata();
    }
}
