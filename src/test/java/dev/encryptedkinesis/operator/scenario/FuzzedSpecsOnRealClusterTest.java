package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.SpecFuzz;
import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Drawn specs, as an API server judges them: what it admits, the operator looks after, and says harmlessly what it makes of it. */
@Tag("cluster")
class FuzzedSpecsOnRealClusterTest extends OperatorScenario {

    private static final long SPECS = Long.getLong("fuzz.specs", 500);

    @Override
    protected TestCluster start() {
        return RealCluster.startOrSkip();
    }

    private static String name(long seed) {
        return "fuzzed-" + seed;
    }

    private boolean isAdmitted(long seed) {
        JsonNode spec = SpecFuzz.spec(seed);
        try {
            kubernetes()
                    .raw(
                            "/apis/encryptedkinesis.dev/v1alpha1/namespaces/%s/encryptedkinesisstreams"
                                    .formatted(namespace()),
                            "POST",
                            """
                            {"apiVersion": "encryptedkinesis.dev/v1alpha1", "kind": "EncryptedKinesisStream",
                             "metadata": {"name": "%s"}, "spec": %s}""".formatted(name(seed), spec));
            return true;
        } catch (KubernetesClientException e) {
            assertThat(e.getCode()).as(e.getMessage()).isIn(400, 422);
            return false;
        }
    }

    @Test
    void whatIsAdmittedIsLookedAfter() {
        keyNamed("alias/orders");
        List<Long> admitted =
                LongStream.range(0, SPECS).filter(this::isAdmitted).boxed().toList();
        apply("beside", "{shards: 1, key: {id: alias/orders}}");

        assertThat(admitted).hasSizeBetween((int) SPECS / 100, (int) SPECS / 2);
        awaitReady("beside");
        assertThat(admitted).allSatisfy(seed -> {
            await(name(seed))
                    .atMost(PATIENCE)
                    .until(() -> condition(name(seed), ConditionType.Ready).getObservedGeneration() != null);
            assertThat(status(name(seed)).conditions())
                    .allSatisfy(condition -> assertThat(condition.getMessage())
                            .hasSizeLessThan(2000)
                            .doesNotContainPattern(HostileStringsTest.HARMFUL));
            assertThat(events(name(seed))).hasSizeLessThan(20);
        });
    }
}
