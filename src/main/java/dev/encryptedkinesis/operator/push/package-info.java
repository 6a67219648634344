/** Hints that something in AWS has changed, as EventBridge sends them to a queue: reasons to look, and nothing more. */
package dev.encryptedkinesis.operator.push;
