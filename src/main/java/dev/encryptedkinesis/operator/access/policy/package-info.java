/**
 * What IAM policy documents say of a request, decided as AWS documents it and without asking AWS. What cannot be known is
 * said to be unknown: a guess here would be a wrong promise to a producer, or a false alarm.
 */
package dev.encryptedkinesis.operator.access.policy;
