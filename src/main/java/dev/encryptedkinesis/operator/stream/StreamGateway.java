package dev.encryptedkinesis.operator.stream;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Kinesis in one Region. Every method but {@link #reserve} is one call, and fails with a {@link FailureException}. */
public interface StreamGateway {

    /** Empty if there is no stream of this name. */
    Optional<StreamDescription> describe(String streamName);

    /**
     * How lists of all streams show those of these names: a call tells of the hundred that come one after the other in the
     * alphabet, and others are passed over.
     */
    StreamRoll roll(SortedSet<String> streamNames);

    /** All tags of the stream. More than one call if it has more tags than AWS lists at once. */
    Map<String, String> tags(String streamName);

    /** All fan-out consumers of the stream. More than one call if AWS does not list them at once. */
    List<FanOutConsumer> consumers(String streamArn);

    /** The stream's resource policy as AWS has it; empty, or the text of an empty document, if there is none. */
    Optional<String> policy(String streamArn);

    /**
     * Takes the turns of calls that are going to be made on this errand, and of the description. Were the last of them put
     * off when its turn came, the others would have been made in vain.
     *
     * @throws PutOffException if one of them has to wait; those that are taken are given back when the errand ends
     */
    void reserve(Set<Aside> asides);

    /** Asks AWS for one change. What it answers is that it accepts, not that it is done. */
    void carryOut(String streamName, StreamAction action);
}
