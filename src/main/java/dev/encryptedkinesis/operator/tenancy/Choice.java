package dev.encryptedkinesis.operator.tenancy;

import dev.encryptedkinesis.operator.api.AwsIdentity;

/** Who serves a namespace. */
public sealed interface Choice {

    /** @param bounds what it allows there */
    record Served(AwsIdentity identity, Bounds bounds) implements Choice {}

    record NotServed(Refusal refusal) implements Choice {}
}
