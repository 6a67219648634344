/** How much the operator may ask of each account, and who comes first. Waiting is a time at which to come back. */
package dev.encryptedkinesis.operator.aws.budget;
