package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/**
 * A KMS key.
 *
 * @param versions its states
 * @param policies its key policy, as KMS shows it
 * @param policiesInForce its key policy, as requests are judged by it, which lags behind
 * @param grants all that were ever created, by id
 */
record SimulatedKey(
        String id,
        String arn,
        String account,
        Kind kind,
        Instant createdAt,
        Timeline<Version> versions,
        Timeline<KeyPolicy> policies,
        Timeline<KeyPolicy> policiesInForce,
        Map<String, SimulatedGrant> grants) {

    SimulatedKey(String id, String arn, String account, Kind kind, Instant createdAt) {
        this(id, arn, account, kind, createdAt, new Timeline<>(), new Timeline<>(), new Timeline<>(), new TreeMap<>());
    }

    Optional<KeyPolicy> policyInForce(Instant at) {
        return policiesInForce.at(at);
    }

    /** What a key was made as. */
    record Kind(KeySpec spec, KeyUsageType usage, KeyManagerType manager, Regions regions) {
        static final Kind SYMMETRIC =
                new Kind(KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT, KeyManagerType.CUSTOMER, Regions.ONE);
        static final Kind AWS_MANAGED =
                new Kind(KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT, KeyManagerType.AWS, Regions.ONE);
        static final Kind MULTI_REGION = new Kind(
                KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT, KeyManagerType.CUSTOMER, Regions.MANY);

        static Kind of(KeySpec spec, KeyUsageType usage) {
            return new Kind(spec, usage, KeyManagerType.CUSTOMER, Regions.ONE);
        }

        boolean encryptsStreams() {
            return spec == KeySpec.SYMMETRIC_DEFAULT && usage == KeyUsageType.ENCRYPT_DECRYPT;
        }

        boolean isAwsManaged() {
            return manager == KeyManagerType.AWS;
        }
    }

    /** Whether a key can have replicas in other Regions. */
    enum Regions {
        ONE,
        MANY
    }

    /**
     * @param state one of ENABLED, DISABLED, PENDING_DELETION
     * @param deletionDate when the key will be gone; null unless its deletion is scheduled
     */
    record Version(KeyState state, Instant deletionDate) {
        static final Version ENABLED = new Version(KeyState.ENABLED, null);
        static final Version DISABLED = new Version(KeyState.DISABLED, null);

        static Version goneAt(Instant date) {
            return new Version(KeyState.PENDING_DELETION, date);
        }
    }
}
