package dev.encryptedkinesis.operator.stream;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kinesis in one Region. Every method is one call, and fails with a {@link FailureException}. */
public interface StreamGateway {

    /** Empty if there is no stream of this name. */
    Optional<StreamDescription> describe(String streamName);

    /** All tags of the stream. More than one call if it has more tags than AWS lists at once. */
    Map<String, String> tags(String streamName);

    /** All fan-out consumers of the stream. More than one call if AWS does not list them at once. */
    List<FanOutConsumer> consumers(String streamArn);

    /** The stream's resource policy as AWS has it; empty, or the text of an empty document, if there is none. */
    Optional<String> policy(String streamArn);

    /** Asks AWS for one change. What it answers is that it accepts, not that it is done. */
    void carryOut(String streamName, StreamAction action);
}
