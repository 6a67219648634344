package dev.encryptedkinesis.operator.demo;

import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.aws.budget.CallBudgets;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import dev.encryptedkinesis.operator.cluster.WriteJournal;
import dev.encryptedkinesis.operator.metrics.Build;
import dev.encryptedkinesis.operator.metrics.OperatorMetrics;
import dev.encryptedkinesis.operator.ops.Settings;
import dev.encryptedkinesis.operator.ops.StreamOperator;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.Consistency;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.tenancy.Identities;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The operator at work between a cluster and a simulated AWS. */
final class Stage implements AutoCloseable {

    /** Account and Region are the ones that the examples name. */
    static final String ACCOUNT = "111122223333";

    static final String REGION = "eu-west-1";
    static final String NAMESPACE = "shop";

    /** One of many: decides how long the simulated AWS takes for what, and makes it take the same each time. */
    private static final long SEED = 312;

    private final TestCluster cluster;
    /** Longer than any answer of the simulated AWS is out of date. */
    private static final Duration KEYS_KNOWN_AFTER = Duration.ofSeconds(4);

    private final KubernetesClient kubernetes;
    private final Clock clock;
    private final SimulatedAws aws;
    private final OperatorMetrics metrics;
    private final Operator operator;

    private Stage(TestCluster cluster, Tempo tempo) {
        this.cluster = cluster;
        this.kubernetes = cluster.client();
        this.clock = tempo.clock();
        this.aws = SimulatedAws.builder(clock)
                .account(ACCOUNT)
                .region(REGION)
                .delays(tempo.delays())
                // Otherwise a key that has just been made may not be found yet.
                .consistency(Consistency.STRONG)
                .seed(SEED)
                .build();
        this.metrics = new OperatorMetrics(Build.THIS, clock);
        CallBudgets budgets = SimulatedClients.budgets(clock);
        metrics.watch(budgets);
        this.operator = StreamOperator.create(
                new StreamOperator.World(
                        cluster.client(), SimulatedClients.of(aws, clock, metrics.awsCalls(), budgets), REGION, clock),
                Settings.from(Map.of("POD_NAME", "demo", "CLUSTER_ID", "demo")),
                tempo.pace(),
                metrics);
    }

    /**
     * Starts the operator in an account that has keys already.
     *
     * @param cluster closed with the stage
     * @param keyAliases each points to a key of its own
     */
    static Stage open(TestCluster cluster, Tempo tempo, List<String> keyAliases) {
        Stage stage = new Stage(cluster, tempo);
        keyAliases.forEach(alias ->
                stage.aws.console().pointAlias(alias, stage.aws.console().createKey()));
        // Keys that AWS might still deny to know would make another story.
        Instant known = stage.clock.instant().plus(KEYS_KNOWN_AFTER);
        await().until(() -> stage.clock.instant().isAfter(known));
        stage.kubernetes
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        stage.kubernetes.resource(Identities.ofEverything("default", "{}")).create();
        stage.operator.start();
        return stage;
    }

    KubernetesClient kubernetes() {
        return kubernetes;
    }

    Clock clock() {
        return clock;
    }

    OperatorMetrics metrics() {
        return metrics;
    }

    SimulatedAws aws() {
        return aws;
    }

    /** What the operator wrote: all writes but those that made the objects. */
    List<WriteJournal.Write> operatorWrites() {
        return cluster.writes().all().stream()
                .filter(write -> !write.method().equals("POST") || write.path().endsWith("/events"))
                .toList();
    }

    @Override
    public void close() {
        operator.stop();
        cluster.close();
    }
}
