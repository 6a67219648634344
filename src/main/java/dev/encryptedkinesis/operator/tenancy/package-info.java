/**
 * Which AwsIdentity serves a namespace, and what it allows there. All of it is decided from what the cluster says, before
 * AWS is asked anything; what is not allowed is refused.
 */
package dev.encryptedkinesis.operator.tenancy;
