package dev.encryptedkinesis.operator.tenancy;

import dev.encryptedkinesis.operator.api.Reason;

/**
 * Why an object is not served.
 *
 * @param message what is not allowed, by which identity, and what to do; says nothing that the object's author did not say,
 *     and nothing of AWS
 */
public record Refusal(Reason reason, String message) {}
