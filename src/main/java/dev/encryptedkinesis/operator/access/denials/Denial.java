package dev.encryptedkinesis.operator.access.denials;

import java.time.Instant;
import java.util.Optional;

/**
 * A call of KMS that was denied, made by Kinesis with somebody's permissions.
 *
 * @param eventId CloudTrail's name for it
 * @param principal ARN of the IAM role or user
 * @param operation as KMS calls it, such as GenerateDataKey
 * @param streamArn by the encryption context; empty where CloudTrail does not tell it
 * @param keyArn empty where CloudTrail does not tell it
 * @param explanation AWS's words that end its sentence, as "because no identity-based policy allows ..."; empty where it
 *     does not say whose no it was
 */
public record Denial(
        String eventId,
        Instant at,
        String principal,
        String operation,
        Optional<String> streamArn,
        Optional<String> keyArn,
        Optional<String> explanation) {}
