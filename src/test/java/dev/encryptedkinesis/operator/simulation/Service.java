package dev.encryptedkinesis.operator.simulation;

import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The services simulated, by the name the SDK puts into errors. */
public enum Service {
    KINESIS("Kinesis", Protocol.JSON),
    KMS("Kms", Protocol.JSON),
    IAM("Iam", Protocol.QUERY),
    STS("Sts", Protocol.QUERY),
    CLOUDTRAIL("CloudTrail", Protocol.JSON),
    CLOUDWATCH("CloudWatch", Protocol.QUERY),
    SQS("Sqs", Protocol.JSON);

    /** The errors that every service of a protocol knows; the names stand in "Common errors" of each API reference. */
    private enum Protocol {
        JSON(400, "AccessDeniedException", "ExpiredTokenException", "ThrottlingException"),
        QUERY(403, "AccessDenied", "ExpiredToken", "Throttling");

        private final int refusalStatus;
        private final String accessDenied;
        private final String expiredToken;
        private final String throttled;

        Protocol(int refusalStatus, String accessDenied, String expiredToken, String throttled) {
            this.refusalStatus = refusalStatus;
            this.accessDenied = accessDenied;
            this.expiredToken = expiredToken;
            this.throttled = throttled;
        }
    }

    private final String sdkName;
    private final Protocol protocol;

    Service(String sdkName, Protocol protocol) {
        this.sdkName = sdkName;
        this.protocol = protocol;
    }

    public String sdkName() {
        return sdkName;
    }

    /** The prefix of IAM actions and the service part of ARNs. */
    String prefix() {
        return name().toLowerCase(Locale.ROOT);
    }

    AwsServiceException accessDenied(String message) {
        return AwsErrors.of(this, protocol.accessDenied, protocol.refusalStatus, message);
    }

    AwsServiceException expiredCredentials() {
        return AwsErrors.of(
                this,
                protocol.expiredToken,
                protocol.refusalStatus,
                "The security token included in the request is expired");
    }

    AwsServiceException throttled(String message) {
        return AwsErrors.of(this, protocol.throttled, 400, message);
    }
}
