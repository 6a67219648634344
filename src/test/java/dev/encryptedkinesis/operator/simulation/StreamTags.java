package dev.encryptedkinesis.operator.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.model.AddTagsToStreamRequest;
import software.amazon.awssdk.services.kinesis.model.AddTagsToStreamResponse;
import software.amazon.awssdk.services.kinesis.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.kinesis.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.kinesis.model.ListTagsForStreamRequest;
import software.amazon.awssdk.services.kinesis.model.ListTagsForStreamResponse;
import software.amazon.awssdk.services.kinesis.model.RemoveTagsFromStreamRequest;
import software.amazon.awssdk.services.kinesis.model.RemoveTagsFromStreamResponse;
import software.amazon.awssdk.services.kinesis.model.Tag;
import software.amazon.awssdk.services.kinesis.model.TagResourceRequest;
import software.amazon.awssdk.services.kinesis.model.TagResourceResponse;
import software.amazon.awssdk.services.kinesis.model.UntagResourceRequest;
import software.amazon.awssdk.services.kinesis.model.UntagResourceResponse;

/**
 * A stream's tags. They change at once, without UPDATING; the API reference lists ResourceInUseException, so the stream
 * has to be ACTIVE.
 */
final class StreamTags {
    private static final int MOST_TAGS = 50;
    /** The API model sets no default; ten is what a caller that forgets to page would notice soonest. */
    private static final int PAGE = 10;

    private final World world;
    private final Streams streams;

    StreamTags(World world, Streams streams) {
        this.world = world;
        this.streams = streams;
    }

    AddTagsToStreamResponse add(AddTagsToStreamRequest request) {
        add(streams.active(request.streamName(), request.streamARN()), request.tags());
        return AddTagsToStreamResponse.builder().build();
    }

    TagResourceResponse tag(TagResourceRequest request) {
        add(streams.active(null, request.resourceARN()), request.tags());
        return TagResourceResponse.builder().build();
    }

    RemoveTagsFromStreamResponse remove(RemoveTagsFromStreamRequest request) {
        remove(streams.active(request.streamName(), request.streamARN()), request.tagKeys());
        return RemoveTagsFromStreamResponse.builder().build();
    }

    UntagResourceResponse untag(UntagResourceRequest request) {
        remove(streams.active(null, request.resourceARN()), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    ListTagsForStreamResponse list(ListTagsForStreamRequest request) {
        var found = streams.seen(request.streamName(), request.streamARN());
        int limit = request.limit() == null ? PAGE : StreamReads.limit(request.limit(), MOST_TAGS, MOST_TAGS);
        List<Tag> rest = tags(found.version()).stream()
                .filter(tag -> request.exclusiveStartTagKey() == null
                        || tag.key().compareTo(request.exclusiveStartTagKey()) > 0)
                .toList();
        return ListTagsForStreamResponse.builder()
                .tags(rest.stream().limit(limit).toList())
                .hasMoreTags(rest.size() > limit)
                .build();
    }

    ListTagsForResourceResponse list(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(tags(streams.seen(null, request.resourceARN()).version()))
                .build();
    }

    static void check(Map<String, String> tags) {
        if (tags.size() > MOST_TAGS) {
            throw KinesisError.VALIDATION.as("A stream cannot have more than %d tags.", MOST_TAGS);
        }
        tags.forEach((key, value) -> {
            boolean lengthsFit = !key.isEmpty() && key.length() <= 128 && value.length() <= 256;
            if (!lengthsFit || key.startsWith("aws:")) {
                throw KinesisError.INVALID_ARGUMENT.as("The tag %s is not valid.", key);
            }
        });
    }

    private void add(Streams.Found found, Map<String, String> tags) {
        check(tags);
        Map<String, String> all = new HashMap<>(found.version().tags());
        all.putAll(tags);
        if (all.size() > MOST_TAGS) {
            throw KinesisError.INVALID_ARGUMENT.as(
                    "Failed to add tags to stream %s under account %s because a given stream cannot have more than %d "
                            + "tags associated with it.",
                    found.stream().name(), world.account(), MOST_TAGS);
        }
        found.stream()
                .versions()
                .revise(
                        world.now(),
                        version -> version.withTags(before -> {
                            before.putAll(tags);
                            return before;
                        }));
    }

    private void remove(Streams.Found found, List<String> keys) {
        if (keys.isEmpty() || keys.size() > MOST_TAGS) {
            throw KinesisError.VALIDATION.as(
                    "1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: "
                            + "Member must have length between 1 and %d",
                    MOST_TAGS);
        }
        found.stream()
                .versions()
                .revise(
                        world.now(),
                        version -> version.withTags(before -> {
                            keys.forEach(before::remove);
                            return before;
                        }));
    }

    private static List<Tag> tags(StreamVersion version) {
        return version.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
