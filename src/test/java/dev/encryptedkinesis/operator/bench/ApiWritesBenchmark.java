package dev.encryptedkinesis.operator.bench;

import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import dev.encryptedkinesis.operator.cluster.WriteJournal.Write;
import dev.encryptedkinesis.operator.metrics.Build;
import dev.encryptedkinesis.operator.metrics.OperatorMetrics;
import dev.encryptedkinesis.operator.ops.Settings;
import dev.encryptedkinesis.operator.ops.StreamOperator;
import dev.encryptedkinesis.operator.scenario.AcceleratedPace;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.AcceleratedClock;
import dev.encryptedkinesis.operator.simulation.Consistency;
import dev.encryptedkinesis.operator.simulation.Delays;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.tenancy.Identities;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** What the operator writes to the API server: on the way to Ready, and once all is well. */
public final class ApiWritesBenchmark {

    private static final int STREAMS = 20;
    private static final int STEADY_PASSES = 3;
    private static final int SPEED = 60;
    private static final Duration AT_MOST = Duration.ofMinutes(5);

    private final TestCluster cluster;
    private final KubernetesClient kubernetes;
    private final String namespace;
    private final SimulatedAws aws;
    private final Operator operator;

    private ApiWritesBenchmark(TestCluster cluster) {
        this.cluster = cluster;
        this.kubernetes = cluster.client();
        this.namespace = cluster.newNamespace();
        kubernetes.resource(Identities.ofEverything("default", "{}")).create();
        Clock clock = new AcceleratedClock(Clock.systemUTC(), SPEED);
        this.aws = SimulatedAws.builder(clock)
                .delays(Delays.likeAws())
                .consistency(Consistency.STRONG)
                .build();
        aws.console().pointAlias(OneStream.KEY, aws.console().createKey());
        this.operator = StreamOperator.create(
                new StreamOperator.World(cluster.client(), SimulatedClients.of(aws, clock), "eu-west-1", clock),
                Settings.from(Map.of("CLUSTER_ID", "bench")),
                new AcceleratedPace(new Random(1), SPEED),
                new OperatorMetrics(Build.THIS, clock));
    }

    public static void main(String[] arguments) {
        measure(MockCluster.start());
        Optional<String> unavailable = RealCluster.whyUnavailable();
        if (unavailable.isPresent()) {
            System.out.println("kube-apiserver: not measured. " + unavailable.get());
            return;
        }
        measure(RealCluster.start());
        System.exit(0); // threads of the SDKs go on
    }

    private static void measure(TestCluster cluster) {
        try (cluster) {
            ApiWritesBenchmark benchmark = new ApiWritesBenchmark(cluster);
            benchmark.operator.start();
            benchmark.measure();
            benchmark.operator.stop();
        }
    }

    private void measure() {
        cluster.writes().clear();
        IntStream.range(0, STREAMS).forEach(this::apply);
        await().atMost(AT_MOST).until(this::allAreReady);
        tell("from apply to Ready, a stream", STREAMS);
        cluster.writes().clear();
        aws.journal().clear();
        await().atMost(AT_MOST)
                .until(() -> aws.journal().count(Operation.DESCRIBE_STREAM_SUMMARY) >= STREAMS * STEADY_PASSES);
        tell("in %d steady passes".formatted(STREAMS * STEADY_PASSES), 1);
    }

    private void apply(int number) {
        EncryptedKinesisStream object = OneStream.manifest();
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName("orders-" + number)
                .build());
        kubernetes.resource(object).create();
    }

    private boolean allAreReady() {
        return kubernetes.resources(EncryptedKinesisStream.class).inNamespace(namespace).list().getItems().stream()
                .allMatch(object -> object.getStatus() != null
                        && ConditionList.isTrue(object.getStatus().conditions(), ConditionType.Ready));
    }

    private void tell(String when, int streams) {
        List<Write> writes = cluster.writes().all();
        long ofStatus = count(writes, "/status$");
        long events = count(writes, "/events$");
        long applies = count(writes, "/encryptedkinesisstreams$");
        System.out.printf(
                "%-15s %-32s status %.1f, Events %.1f, others %.1f, refused %d%n",
                cluster.name(),
                when,
                ofStatus / (double) streams,
                events / (double) streams,
                (writes.size() - ofStatus - events - applies) / (double) streams,
                writes.stream().filter(write -> write.httpStatus() >= 400).count());
    }

    private static long count(List<Write> writes, String path) {
        return writes.stream()
                .filter(write -> write.path().matches(".*" + path))
                .count();
    }
}
