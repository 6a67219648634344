package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.StreamRoll;
import dev.encryptedkinesis.operator.stream.StreamSighting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;
import software.amazon.awssdk.services.kinesis.model.StreamSummary;

/** Lists of the streams of one account and Region, a hundred to a call, in alphabetical order. */
public final class StreamListing {

    /** Those that a stream's name may have, in the order of the alphabet that AWS sorts names by. */
    private static final String ALPHABET = "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    private static final int LONGEST_NAME = 128;

    private final KinesisClient kinesis;
    private final AwsCalls calls;

    /** @param kinesis stays the caller's to close */
    public StreamListing(KinesisClient kinesis, AwsCalls calls) {
        this.kinesis = kinesis;
        this.calls = calls;
    }

    /**
     * All names.
     *
     * @throws FailureException if AWS does not say
     */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        boolean more = true;
        while (more) {
            String last = names.isEmpty() ? null : names.get(names.size() - 1);
            ListStreamsResponse page = calls.call(AwsOperation.LIST_STREAMS, after(last));
            names.addAll(page.streamNames());
            more = goesOn(page);
        }
        return names;
    }

    /**
     * What the lists say of these streams. Each page begins with one of them, so that others between are passed over.
     *
     * @throws FailureException if AWS does not say
     */
    StreamRoll roll(SortedSet<String> wanted) {
        Map<String, StreamSighting> seen = new HashMap<>();
        SortedSet<String> left = wanted;
        int pages = 0;
        while (!left.isEmpty()) {
            Supplier<ListStreamsResponse> question = after(justBefore(left.first()));
            ListStreamsResponse page = pages == 0
                    ? calls.call(AwsOperation.LIST_STREAMS, question)
                    : calls.goOn(AwsOperation.LIST_STREAMS, question);
            pages++;
            requireStates(page);
            page.streamSummaries().stream()
                    .filter(stream -> wanted.contains(stream.streamName()))
                    .forEach(stream -> seen.put(stream.streamName(), sighting(stream)));
            if (!goesOn(page) || lastOf(page).compareTo(left.first()) < 0) {
                break;
            }
            left = left.tailSet(lastOf(page) + ALPHABET.charAt(0));
        }
        return new StreamRoll(seen, pages);
    }

    /** AWS tells the states beside the names; servers that stand in for it do not, or did not always. */
    private static void requireStates(ListStreamsResponse page) {
        if (page.streamSummaries().size() < page.streamNames().size()) {
            throw new FailureException(
                    new Failure(
                            Failure.Kind.MISCONFIGURED,
                            AwsOperation.LIST_STREAMS.awsName(),
                            "NoSummaries",
                            "the list has names without states"),
                    null);
        }
    }

    /** By name rather than by token, which not every server that stands in for Kinesis gives. */
    private Supplier<ListStreamsResponse> after(String name) {
        return () -> kinesis.listStreams(request -> request.exclusiveStartStreamName(name));
    }

    private static boolean goesOn(ListStreamsResponse page) {
        return Boolean.TRUE.equals(page.hasMoreStreams()) && !page.streamNames().isEmpty();
    }

    private static String lastOf(ListStreamsResponse page) {
        return page.streamNames().get(page.streamNames().size() - 1);
    }

    /** The greatest name that comes before this one; null if there is none. */
    static String justBefore(String name) {
        String begin = name.substring(0, name.length() - 1);
        int last = ALPHABET.indexOf(name.charAt(name.length() - 1));
        if (last <= 0) {
            return begin.isEmpty() ? null : begin;
        }
        char greatest = ALPHABET.charAt(ALPHABET.length() - 1);
        return begin + ALPHABET.charAt(last - 1) + String.valueOf(greatest).repeat(LONGEST_NAME - name.length());
    }

    private static StreamSighting sighting(StreamSummary stream) {
        return new StreamSighting(
                stream.streamARN(),
                stream.streamCreationTimestamp(),
                KinesisWords.state(AwsOperation.LIST_STREAMS, stream.streamStatus(), stream.streamStatusAsString()),
                KinesisWords.mode(AwsOperation.LIST_STREAMS, stream.streamModeDetails()));
    }
}
