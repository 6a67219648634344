package dev.encryptedkinesis.operator.aws.budget;

/**
 * How often AWS takes calls of an operation from an account in a Region.
 *
 * @param operation as AWS spells it
 * @param perSecond calls a second, more than 0
 */
public record Quota(String operation, double perSecond) {}
