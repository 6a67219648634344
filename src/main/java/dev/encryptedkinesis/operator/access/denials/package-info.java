/** Whom KMS turned away when Kinesis asked for a data key on their behalf, as CloudTrail tells. */
package dev.encryptedkinesis.operator.access.denials;
