package dev.encryptedkinesis.operator.bench;

import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.simulation.AwsConsole;
import dev.encryptedkinesis.operator.simulation.Delays;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Quotas;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.stream.Owner;
import dev.encryptedkinesis.operator.tenancy.Identities;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the packaged operator is measured: a real API server, and simulated AWS in real time, of which every step takes two
 * seconds. The streams are spread over ten Regions, since AWS's rates are a Region's.
 */
final class Ground implements AutoCloseable {

    private static final List<String> REGIONS = List.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eu-central-1",
            "ap-south-1",
            "ap-northeast-1");

    static final String NAMESPACE = "bench";

    private static final String CLUSTER = "bench";
    private static final String ACCOUNT = "123456789012";
    private static final String KEY = "alias/bench";
    private static final Duration STEP = Duration.ofSeconds(2);

    /** More than the default of all but the largest Regions. */
    private static final int SHARDS = 20_000;

    private final Path folder;
    private final RealCluster cluster = RealCluster.start();
    private final KubernetesClient kubernetes = cluster.client();
    private final Map<String, SimulatedAws> regions = new TreeMap<>();
    private final AwsServer server;
    private final SharedIndexInformer<EncryptedKinesisStream> objects;

    /** @param folder for the operator's log, and its kubeconfig */
    Ground(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        for (String region : REGIONS) {
            SimulatedAws aws = SimulatedAws.builder(Clock.systemUTC())
                    .account(ACCOUNT)
                    .region(region)
                    .delays(Delays.fixed(STEP))
                    .quotas(Quotas.of(region).withShards(SHARDS))
                    .build();
            aws.console().pointAlias(KEY, aws.console().createKey());
            regions.put(region, aws);
        }
        this.server = new AwsServer(ACCOUNT, regions);
        kubernetes
                .resource(Identities.ofEverything("default", "{}"))
                .forceConflicts()
                .serverSideApply();
        addNamespace(NAMESPACE);
        this.objects = kubernetes
                .resources(EncryptedKinesisStream.class)
                .inNamespace(NAMESPACE)
                .inform(new Nobody());
        Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
    }

    KubernetesClient kubernetes() {
        return kubernetes;
    }

    void addNamespace(String name) {
        kubernetes
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    OperatorProcess startOperator() throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "KUBECONFIG",
                folder.resolve("kubeconfig").toString(),
                "CLUSTER_ID",
                CLUSTER,
                "POD_NAME",
                "operator-0",
                "POD_NAMESPACE",
                NAMESPACE,
                "AWS_REGION",
                REGIONS.get(0),
                "AWS_ACCESS_KEY_ID",
                "bench",
                "AWS_SECRET_ACCESS_KEY",
                "bench",
                "AWS_EC2_METADATA_DISABLED",
                "true"));
        for (String service : List.of("KINESIS", "KMS", "STS")) {
            environment.put("AWS_ENDPOINT_URL_" + service, server.url());
        }
        return OperatorProcess.start(environment, folder.resolve("operator.log"));
    }

    /** Streams as the objects of these numbers want them, which this operator made before. */
    void createStreams(int from, int to) {
        IntStream.range(from, to).forEach(number -> {
            String name = name(number);
            Map<String, String> tags = new HashMap<>(new Owner(CLUSTER, NAMESPACE, name, "before").tags());
            tags.put("team", "bench");
            AwsConsole console = regions.get(region(number)).console();
            console.createActiveStream(name, 1, tags);
            console.encrypt(name, KEY);
            console.kinesis()
                    .increaseStreamRetentionPeriod(
                            request -> request.streamName(name).retentionPeriodHours(48));
            console.settle(name);
        });
    }

    /** @param from the first one's number; {@code to} is none of them */
    void create(int from, int to) {
        IntStream.range(from, to)
                .parallel()
                .forEach(number ->
                        kubernetes.resource(manifest(NAMESPACE, number, KEY)).create());
    }

    static String name(int number) {
        return "bench-%05d".formatted(number);
    }

    static String region(int number) {
        return REGIONS.get(number % REGIONS.size());
    }

    static EncryptedKinesisStream manifest(String namespace, int number, String key) {
        return Serialization.unmarshal(
                """
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {namespace: %s, name: %s}
                spec: {region: %s, shards: 1, retentionHours: 48, key: {id: '%s'}, tags: {team: bench}}
                """.formatted(namespace, name(number), region(number), key), EncryptedKinesisStream.class);
    }

    /** In {@link #NAMESPACE}. */
    long ready() {
        return objects.getStore().list().stream()
                .filter(object -> object.getStatus() != null
                        && ConditionList.isTrue(object.getStatus().conditions(), ConditionType.Ready))
                .count();
    }

    void awaitReady(long count, Duration atMost) {
        await().pollInterval(Duration.ofMillis(500)).atMost(atMost).until(() -> ready() == count);
    }

    /** What the operator asked of AWS since {@link #forget}. */
    Stream<JournalEntry> calls() {
        return regions.values().stream().flatMap(aws -> aws.journal().entries().stream());
    }

    /** The calls so far. */
    void forget() {
        regions.values().forEach(aws -> aws.journal().clear());
    }

    @Override
    public void close() {
        objects.stop();
        cluster.close();
        server.close();
    }

    /** The store is looked at instead. */
    private static final class Nobody implements ResourceEventHandler<EncryptedKinesisStream> {

        @Override
        public void onAdd(EncryptedKinesisStream object) {}

        @Override
        public void onUpdate(EncryptedKinesisStream before, EncryptedKinesisStream after) {}

        @Override
        public void onDelete(EncryptedKinesisStream object, boolean isUnknown) {}
    }
}
