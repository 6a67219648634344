package dev.encryptedkinesis.operator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamSummary;

/** Lists of streams: the operator follows many that AWS is at by them, and seeks those of one page after another by name. */
abstract class ListExpectations {
    private final AwsWorld world = world();
    private final Streams streams = new Streams(world);

    abstract AwsWorld world();

    @Test
    void streamsAreListedByNamePageByPage() {
        String first = streams.active(1);
        String second = streams.active(first + "-next", StreamMode.PROVISIONED);

        ListStreamsResponse page = after(first, 1);

        assertThat(page.streamNames()).containsExactly(second);
    }

    /** Dash, dot, digits, capitals, underscore, small letters. */
    @Test
    void namesAreInTheOrderOfAscii() {
        String begin = streams.active(1);
        List<String> names = Stream.of("-", ".", "0", "9", "A", "Z", "_", "a", "z")
                .map(begin::concat)
                .toList();
        Stream.of(3, 8, 0, 6, 5, 1, 7, 4, 2).forEach(place -> streams.active(names.get(place), StreamMode.PROVISIONED));

        assertThat(after(begin, names.size()).streamNames()).containsExactlyElementsOf(names);
    }

    @Test
    void aListSaysWhatADescriptionSays() {
        String provisioned = streams.active(2);
        String onDemand = streams.active(provisioned + "-on-demand", StreamMode.ON_DEMAND);

        StreamDescriptionSummary described = streams.describe(onDemand);
        List<StreamSummary> listed = after(provisioned, 1).streamSummaries();

        world.expect(
                () -> assertThat(listed)
                        .containsExactly(StreamSummary.builder()
                                .streamName(onDemand)
                                .streamARN(described.streamARN())
                                .streamStatus(described.streamStatus())
                                .streamModeDetails(described.streamModeDetails())
                                .streamCreationTimestamp(described.streamCreationTimestamp())
                                .build()),
                Deviation.LISTS_NAMES_ONLY,
                () -> assertThat(listed).isEmpty());
    }

    @Test
    void aListGoesOnAfterANameThatIsGone() {
        String name = streams.active(1);
        String before = name.substring(0, name.length() - 1);

        world.expect(
                () -> assertThat(after(before, 1).streamNames()).containsExactly(name),
                Deviation.LISTS_AFTER_EXISTING_NAMES_ONLY,
                () -> assertThat(after(before, 1).streamNames())
                        .isEqualTo(world.kinesis()
                                .listStreams(request -> request.limit(1))
                                .streamNames()));
    }

    @Test
    void pageAfterPageTellsOfEachStreamOnce() {
        List<String> own = List.of(streams.active(1), streams.active(1), streams.active(1));
        List<String> names = new ArrayList<>();
        ListStreamsResponse page = world.kinesis().listStreams(request -> request.limit(2));
        names.addAll(page.streamNames());
        while (page.hasMoreStreams()) {
            page = after(page.streamNames().get(page.streamNames().size() - 1), 2);
            names.addAll(page.streamNames());
        }

        assertThat(names).doesNotHaveDuplicates().isSorted().containsAll(own);
    }

    private ListStreamsResponse after(String name, int limit) {
        return world.kinesis()
                .listStreams(request -> request.exclusiveStartStreamName(name).limit(limit));
    }
}
