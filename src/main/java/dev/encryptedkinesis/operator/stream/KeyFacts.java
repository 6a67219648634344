package dev.encryptedkinesis.operator.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * What KMS says of a key (DescribeKey).
 *
 * @param state as KMS spells it: Enabled, Disabled, PendingDeletion, PendingImport, Unavailable, ...
 * @param deletionDate set while the key is scheduled for deletion
 */
public record KeyFacts(
        String arn, Manager manager, String state, Purpose purpose, Store store, Optional<Instant> deletionDate) {

    /** Who manages the key; the constants are spelled as KMS spells them. */
    public enum Manager {
        AWS,
        CUSTOMER
    }

    /** Only a symmetric encryption key makes data keys, which is what Kinesis needs. */
    public enum Purpose {
        SYMMETRIC_ENCRYPTION,
        OTHER
    }

    /** Where the key's material lies: in KMS itself, or in a store of the customer's. */
    public enum Store {
        KMS,
        CUSTOM
    }
}
