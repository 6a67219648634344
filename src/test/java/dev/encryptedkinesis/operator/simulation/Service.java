package dev.encryptedkinesis.operator.simulation;

import java.util.Locale;

/** The services simulated, by the name the SDK puts into errors. */
public enum Service {
    KINESIS("Kinesis"),
    KMS("Kms");

    private final String sdkName;

    Service(String sdkName) {
        this.sdkName = sdkName;
    }

    public String sdkName() {
        return sdkName;
    }

    /** The prefix of IAM actions and the service part of ARNs. */
    String prefix() {
        return name().toLowerCase(Locale.ROOT);
    }
}
