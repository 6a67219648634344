package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.encryptedkinesis.operator.api.ApiGroup;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RelevantChangeTest {

    static Stream<Arguments> changes() {
        return Stream.of(
                arguments("nothing", change(meta -> {}), false),
                arguments("the spec", change(meta -> meta.setGeneration(2L)), true),
                arguments("its deletion", change(meta -> meta.setDeletionTimestamp("2026-01-02T00:00:00Z")), true),
                arguments("to be orphaned", annotation(ApiGroup.ORPHAN, "true"), true),
                arguments("not to be orphaned", annotation(ApiGroup.ORPHAN, "false"), false),
                arguments("perhaps to be orphaned", annotation(ApiGroup.ORPHAN, "yes"), false),
                arguments("another annotation", annotation("team", "shop"), false),
                arguments("a label", change(meta -> meta.setLabels(Map.of("team", "shop"))), false),
                arguments("a finalizer", change(meta -> meta.setFinalizers(List.of(ApiGroup.FINALIZER))), false),
                arguments("the resource version", change(meta -> meta.setResourceVersion("2")), false),
                arguments(
                        "the status",
                        (Consumer<EncryptedKinesisStream>)
                                object -> object.setStatus(EncryptedKinesisStreamStatus.NONE),
                        false));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource
    void changes(String what, Consumer<EncryptedKinesisStream> change, boolean isRelevant) {
        EncryptedKinesisStream before = Samples.withSpec(null);
        EncryptedKinesisStream after = Samples.withSpec(null);
        change.accept(after);

        assertThat(new RelevantChange().accept(after, before)).isEqualTo(isRelevant);
        assertThat(RelevantChange.isBetween(after, before)).isEqualTo(isRelevant);
    }

    private static Consumer<EncryptedKinesisStream> change(Consumer<ObjectMeta> change) {
        return object -> change.accept(object.getMetadata());
    }

    private static Consumer<EncryptedKinesisStream> annotation(String name, String value) {
        return change(meta -> meta.setAnnotations(Map.of(name, value)));
    }
}
