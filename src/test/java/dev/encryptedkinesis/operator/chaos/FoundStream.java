package dev.encryptedkinesis.operator.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.Tag;

/**
 * A stream as Kinesis has it in the end.
 *
 * @param key empty if it is not encrypted
 */
record FoundStream(String name, String status, String key, int shards, int retentionHours, Map<String, String> tags) {

    /** All there are. */
    static List<FoundStream> all(KinesisClient kinesis) {
        List<FoundStream> all = new ArrayList<>();
        ListStreamsResponse page = kinesis.listStreams();
        while (!page.streamNames().isEmpty()) {
            page.streamNames().forEach(name -> all.add(of(name, kinesis)));
            String last = page.streamNames().get(page.streamNames().size() - 1);
            page = kinesis.listStreams(request -> request.exclusiveStartStreamName(last));
        }
        return all;
    }

    private static FoundStream of(String name, KinesisClient kinesis) {
        StreamDescriptionSummary summary = kinesis.describeStreamSummary(request -> request.streamName(name))
                .streamDescriptionSummary();
        return new FoundStream(
                name,
                summary.streamStatusAsString(),
                Optional.ofNullable(summary.keyId()).orElse(""),
                summary.openShardCount(),
                summary.retentionPeriodHours(),
                kinesis.listTagsForStream(request -> request.streamName(name)).tags().stream()
                        .collect(Collectors.toMap(Tag::key, Tag::value)));
    }
}
