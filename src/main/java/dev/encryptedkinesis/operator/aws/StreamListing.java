package dev.encryptedkinesis.operator.aws;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;

/** The names of all streams of one account and Region. */
public final class StreamListing {

    private final KinesisClient kinesis;
    private final AwsCalls calls;

    /** @param kinesis stays the caller's to close */
    public StreamListing(KinesisClient kinesis, AwsCalls calls) {
        this.kinesis = kinesis;
        this.calls = calls;
    }

    /**
     * In alphabetical order; a call for each 100.
     *
     * @throws dev.encryptedkinesis.operator.stream.FailureException if AWS does not say
     */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        boolean more = true;
        while (more) {
            // By name rather than by token, which not every server that stands in for Kinesis gives.
            String after = names.isEmpty() ? null : names.get(names.size() - 1);
            ListStreamsResponse page = calls.call(
                    AwsOperation.LIST_STREAMS,
                    () -> kinesis.listStreams(request -> request.exclusiveStartStreamName(after)));
            names.addAll(page.streamNames());
            more = Boolean.TRUE.equals(page.hasMoreStreams())
                    && !page.streamNames().isEmpty();
        }
        return names;
    }
}
