/**
 * AWS as the operator sees it: adapters of the ports in {@code stream} to the AWS SDK, and the one place that says what
 * AWS's errors mean.
 */
package dev.encryptedkinesis.operator.aws;
