package dev.encryptedkinesis.operator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;

/** KMS keys: creation, description, and the states they go through. Errors: the KMS API reference. */
final class KeyOperations {
    private static final int USUAL_WAITING_DAYS = 30;
    private static final int SHORTEST_WAITING_DAYS = 7;

    private final World world;
    private final Keys keys;

    KeyOperations(World world, Keys keys) {
        this.world = world;
        this.keys = keys;
    }

    CreateKeyResponse create(CreateKeyRequest request) {
        SimulatedKey.Kind kind = Boolean.TRUE.equals(request.multiRegion())
                ? SimulatedKey.Kind.MULTI_REGION
                : SimulatedKey.Kind.of(
                        Optional.ofNullable(request.keySpec()).orElse(KeySpec.SYMMETRIC_DEFAULT),
                        Optional.ofNullable(request.keyUsage()).orElse(KeyUsageType.ENCRYPT_DECRYPT));
        SimulatedKey key = keys.create(world.account(), kind);
        return CreateKeyResponse.builder()
                .keyMetadata(describe(key, SimulatedKey.Version.ENABLED))
                .build();
    }

    DescribeKeyResponse describe(DescribeKeyRequest request) {
        Instant at = world.sight().of("key/" + request.keyId());
        SimulatedKey key = find(request.keyId(), at);
        SimulatedKey.Version version = key.versions()
                .at(at)
                .or(() -> key.versions().at(world.now()))
                .orElseThrow(() -> notFound(request.keyId()));
        return DescribeKeyResponse.builder().keyMetadata(describe(key, version)).build();
    }

    DisableKeyResponse disable(DisableKeyRequest request) {
        SimulatedKey key = changeable(request.keyId());
        if (state(key) == KeyState.PENDING_DELETION) {
            throw invalidState(key);
        }
        key.versions().set(world.now(), SimulatedKey.Version.DISABLED);
        return DisableKeyResponse.builder().build();
    }

    EnableKeyResponse enable(EnableKeyRequest request) {
        SimulatedKey key = changeable(request.keyId());
        if (state(key) == KeyState.PENDING_DELETION) {
            throw invalidState(key);
        }
        key.versions().set(world.now(), SimulatedKey.Version.ENABLED);
        return EnableKeyResponse.builder().build();
    }

    ScheduleKeyDeletionResponse scheduleDeletion(ScheduleKeyDeletionRequest request) {
        int days = Optional.ofNullable(request.pendingWindowInDays()).orElse(USUAL_WAITING_DAYS);
        if (days < SHORTEST_WAITING_DAYS || days > USUAL_WAITING_DAYS) {
            throw KmsError.VALIDATION.as(
                    "1 validation error detected: Value '%d' at 'pendingWindowInDays' failed to satisfy constraint: "
                            + "Member must have value between %d and %d",
                    days, SHORTEST_WAITING_DAYS, USUAL_WAITING_DAYS);
        }
        SimulatedKey key = changeable(request.keyId());
        if (state(key) == KeyState.PENDING_DELETION) {
            throw invalidState(key);
        }
        Instant gone = world.now().plus(Duration.ofDays(days));
        key.versions().set(world.now(), SimulatedKey.Version.goneAt(gone));
        key.versions().end(gone);
        return ScheduleKeyDeletionResponse.builder()
                .keyId(key.arn())
                .keyState(KeyState.PENDING_DELETION)
                .deletionDate(gone)
                .pendingWindowInDays(days)
                .build();
    }

    /** A key whose deletion was cancelled is disabled. */
    CancelKeyDeletionResponse cancelDeletion(CancelKeyDeletionRequest request) {
        SimulatedKey key = changeable(request.keyId());
        if (state(key) != KeyState.PENDING_DELETION) {
            throw invalidState(key);
        }
        key.versions().set(world.now(), SimulatedKey.Version.DISABLED);
        return CancelKeyDeletionResponse.builder().keyId(key.arn()).build();
    }

    /** The key by any form. */
    SimulatedKey find(String keyId, Instant at) {
        if (keyId == null || keyId.isEmpty()) {
            throw KmsError.VALIDATION.as("1 validation error detected: Value at 'keyId' failed to satisfy constraint: "
                    + "Member must not be null");
        }
        return keys.find(keyId, at).orElseThrow(() -> notFound(keyId));
    }

    /** The key as it is, for operations that take an id or a key ARN, but no alias. */
    SimulatedKey byIdOrArn(String keyId) {
        if (keyId != null && keyId.contains("alias/")) {
            throw KmsError.NOT_FOUND.as("Invalid keyId %s", keyId);
        }
        return find(keyId, world.now());
    }

    /** The account's own key as it is. */
    SimulatedKey changeable(String keyId) {
        SimulatedKey key = byIdOrArn(keyId);
        if (key.kind().isAwsManaged() || !key.account().equals(world.account())) {
            throw Service.KMS.accessDenied("You cannot change key " + key.arn());
        }
        return key;
    }

    /** A key that is about to be deleted takes no alias. */
    SimulatedKey aliasTarget(String keyId) {
        SimulatedKey key = changeable(keyId);
        if (state(key) == KeyState.PENDING_DELETION) {
            throw invalidState(key);
        }
        return key;
    }

    private RuntimeException notFound(String keyId) {
        if (keys.isOfOtherRegion(keyId)) {
            return KmsError.NOT_FOUND.as("Invalid arn %s", keyId.split(":")[3]);
        }
        return keyId.contains("alias/")
                ? KmsError.NOT_FOUND.as("Alias %s is not found.", inFull(keyId))
                : KmsError.NOT_FOUND.as("Key '%s' does not exist", inFull("key/" + keyId));
    }

    private String inFull(String resource) {
        int arn = resource.indexOf("arn:");
        return arn >= 0 ? resource.substring(arn) : world.arn(Service.KMS, resource);
    }

    private KeyState state(SimulatedKey key) {
        return key.versions().at(world.now()).orElseThrow().state();
    }

    private RuntimeException invalidState(SimulatedKey key) {
        return KmsError.INVALID_STATE.as("%s is %s.", key.arn(), state(key));
    }

    private static KeyMetadata describe(SimulatedKey key, SimulatedKey.Version version) {
        return KeyMetadata.builder()
                .awsAccountId(key.account())
                .keyId(key.id())
                .arn(key.arn())
                .creationDate(key.createdAt())
                .enabled(version.state() == KeyState.ENABLED)
                .description("")
                .keyUsage(key.kind().usage())
                .keyState(version.state())
                .deletionDate(version.deletionDate())
                .origin(OriginType.AWS_KMS)
                .keyManager(key.kind().manager())
                .keySpec(key.kind().spec())
                .multiRegion(key.kind().regions() == SimulatedKey.Regions.MANY)
                .build();
    }
}
