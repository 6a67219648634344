package dev.encryptedkinesis.operator.tenancy;

/** Who serves a namespace. Equal ones mean the same for its objects. */
public sealed interface Choice {

    record Served(Mandate mandate) implements Choice {}

    record NotServed(Refusal refusal) implements Choice {}
}
