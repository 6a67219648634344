package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.SpecFuzz;
import dev.encryptedkinesis.operator.ops.ObjectReading;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/**
 * What holds of any spec, whether a schema would have let it in or not. The specs are the same in each build; more are tried with
 * {@code -Djqwik.tries.default=100000}.
 */
class FuzzedSpecsTest {

    private static final SpecMapper MAPPER = new SpecMapper("cluster-1", "eu-west-1");
    private static final KubernetesSerialization JSON = ObjectReading.serialization();

    /** A message is written in English, and says nothing that it was told but where something is. */
    private static final Pattern MESSAGE = Pattern.compile("[\\p{Print}…]{10,700}");

    @Property(seed = "1", shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void anySpecIsFollowedOrItIsSaidWhyNot(@ForAll long seed) {
        EncryptedKinesisStream object = read(SpecFuzz.spec(seed).toString());

        try {
            DesiredStream desired = MAPPER.map(object);
            AccessMapper.map(object);
            assertThat(desired.id().name()).isNotNull();
            assertThat(desired.key()).isNotNull();
            Statistics.collect("followed");
        } catch (InvalidSpecException e) {
            assertThat(e.getMessage()).matches(MESSAGE);
            Statistics.collect(object.unreadable().isPresent() ? "unreadable" : "invalid");
        }
        assertThat(MAPPER.mapIfValid(object.copy())).isEqualTo(MAPPER.mapIfValid(object));
        // Else little would be said by all this.
        Statistics.coverage(outcomes -> List.of("followed", "unreadable", "invalid")
                .forEach(outcome -> outcomes.check(outcome).percentage(share -> share > 5)));
    }

    @Property(seed = "1", shrinking = ShrinkingMode.OFF)
    void anyStatusIsReadOrLeftAlone(@ForAll long seed) {
        String text = "{\"status\": %s}".formatted(SpecFuzz.spec(seed));
        EncryptedKinesisStream object = JSON.unmarshal(text, EncryptedKinesisStream.class);

        assertThat(object.statusIsKnown()).isEqualTo(object.unreadable().isEmpty());
        object.unreadable().ifPresent(what -> assertThat(what).matches(MESSAGE));
    }

    private static EncryptedKinesisStream read(String spec) {
        return JSON.unmarshal("""
                {"apiVersion": "encryptedkinesis.dev/v1alpha1", "kind": "EncryptedKinesisStream",
                 "metadata": {"name": "orders", "namespace": "shop", "uid": "uid-orders"}, "spec": %s}""".formatted(spec), EncryptedKinesisStream.class);
    }
}
