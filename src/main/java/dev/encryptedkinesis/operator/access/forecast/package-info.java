/** What the encryption of a stream asks of KMS, what that costs, and when the account's quota is about to be used up. */
package dev.encryptedkinesis.operator.access.forecast;
