package dev.encryptedkinesis.operator.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * What KMS says of a key (DescribeKey).
 *
 * @param state as KMS spells it: Enabled, Disabled, PendingDeletion, PendingImport, Unavailable, ...
 * @param deletionDate set while the key is scheduled for deletion
 */
public record KeyFacts(String arn, Manager manager, String state, Purpose purpose, Optional<Instant> deletionDate) {

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
}
