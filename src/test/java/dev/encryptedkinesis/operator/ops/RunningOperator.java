package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.metrics.Build;
import dev.encryptedkinesis.operator.metrics.OperatorMetrics;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.reconcile.Tenure;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** An operator on a mock API server and a simulated AWS, whose probes go by a clock that is the test's. */
final class RunningOperator implements AutoCloseable {

    static final String NAMESPACE = "default";

    private final MockCluster cluster = MockCluster.start();
    private final KubernetesClient kubernetes = cluster.client();
    private final SimulatedAws aws = SimulatedAws.builder(Clock.systemUTC()).build();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final OperatorMetrics metrics;
    private final Operator operator;
    private final Probes probes;

    RunningOperator(Clock clock) {
        this(clock, Map.of());
    }

    /** @param settings beside those that every test has */
    RunningOperator(Clock clock, Map<String, String> settings) {
        Map<String, String> all =
                new HashMap<>(Map.of("CLUSTER_ID", "test", "POD_NAME", "this", "AWS_IDENTITIES", "Ignored"));
        all.putAll(settings);
        metrics = new OperatorMetrics(Build.THIS, clock);
        operator = StreamOperator.create(
                new StreamOperator.World(
                        cluster.client(),
                        SimulatedClients.of(aws, Clock.systemUTC()),
                        "eu-west-1",
                        Clock.systemUTC(),
                        Tenure.FOR_LIFE,
                        ended::countDown),
                Settings.from(all),
                new Pace(new Random(1)),
                metrics);
        probes = new Probes(operator, metrics, clock);
    }

    void start() {
        operator.start();
    }

    /** Whether the process would have ended by itself. */
    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    Probes probes() {
        return probes;
    }

    OperatorMetrics metrics() {
        return metrics;
    }

    MockCluster cluster() {
        return cluster;
    }

    KubernetesClient kubernetes() {
        return kubernetes;
    }

    SimulatedAws aws() {
        return aws;
    }

    @Override
    public void close() {
        operator.stop();
        cluster.close();
    }
}
