package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.CapacityMode;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.StreamState;
import software.amazon.awssdk.services.kinesis.model.StreamModeDetails;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** What Kinesis calls things, in our words. */
final class KinesisWords {

    private KinesisWords() {}

    /** @param raw as AWS spells it */
    static StreamState state(AwsOperation operation, StreamStatus status, String raw) {
        return switch (status) {
            case CREATING -> StreamState.CREATING;
            case DELETING -> StreamState.DELETING;
            case ACTIVE -> StreamState.ACTIVE;
            case UPDATING -> StreamState.UPDATING;
            case UNKNOWN_TO_SDK_VERSION -> throw unknown(operation, "stream status", raw);
        };
    }

    /**
     * AWS always names the mode; servers that stand in for it, from before there were two, do not.
     *
     * @param details null if they are not told
     */
    static CapacityMode mode(AwsOperation operation, StreamModeDetails details) {
        if (details == null) {
            return CapacityMode.PROVISIONED;
        }
        return switch (details.streamMode()) {
            case PROVISIONED -> CapacityMode.PROVISIONED;
            case ON_DEMAND -> CapacityMode.ON_DEMAND;
            case UNKNOWN_TO_SDK_VERSION -> throw unknown(operation, "capacity mode", details.streamModeAsString());
        };
    }

    static FailureException unknown(AwsOperation operation, String what, String value) {
        return new FailureException(
                new Failure(
                        Failure.Kind.TRANSIENT,
                        operation.awsName(),
                        "UnknownValue",
                        "Kinesis reports the %s %s, which this version of the operator does not know"
                                .formatted(what, PlainText.of(value))),
                null);
    }
}
