package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.access.leastprivilege.StreamArn;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.push.Events;
import dev.encryptedkinesis.operator.status.ConditionList;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The operator as a process of its own, as it is deployed: a real API server on one side, and on the other, over the
 * wire, whatever the SDK's environment variables name.
 */
@Tag("cluster")
@Tag("wire")
class EndToEndTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private RealCluster cluster;
    private KubernetesClient kubernetes;
    private String namespace;
    private Process operator;
    private int healthPort;
    private final SqsClient sqs =
            SqsClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    private String queue;

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() throws IOException {
        cluster = RealCluster.startOrSkip();
        kubernetes = cluster.client();
        namespace = cluster.newNamespace();
        kubernetes
                .resource(Files.readString(Path.of("deploy/aws-identity.yaml")))
                .create();
        healthPort = freePort();
        queue = sqs.createQueue(request -> request.queueName("e2e-" + namespace))
                .queueUrl();
        operator = start();
    }

    @AfterEach
    void end() {
        if (operator != null) {
            operator.destroyForcibly();
        }
        sqs.close();
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void anAppliedExampleBecomesAnEncryptedStreamAndGoesWithItsObject() throws Exception {
        String stream = "e2e-" + namespace;
        String key;
        try (KmsClient kms =
                KmsClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
            key = kms.createKey(request -> request.description(stream))
                    .keyMetadata()
                    .arn();
            kms.createAlias(request -> request.aliasName("alias/" + stream).targetKeyId(key));
        }
        await().atMost(PATIENCE).until(() -> get("/readyz") == 200);
        assertThat(get("/healthz")).isEqualTo(200);

        kubernetes.resource("""
                        apiVersion: encryptedkinesis.dev/v1alpha1
                        kind: EncryptedKinesisStream
                        metadata: {name: orders, namespace: %s}
                        spec:
                          streamName: %s
                          shards: 2
                          retentionHours: 48
                          key: {id: alias/%s}
                          tags: {team: shop}
                          deletionPolicy: Delete
                        """.formatted(namespace, stream, stream)).create();
        await().atMost(PATIENCE).until(() -> isTrue(ConditionType.Ready));

        assertThat(isTrue(ConditionType.Encrypted)).isTrue();
        assertThat(object().get().getStatus().encryption().keyARN()).isEqualTo(key);
        assertThat(kubernetes
                        .events()
                        .v1()
                        .events()
                        .inNamespace(namespace)
                        .list()
                        .getItems())
                .extracting(Event::getReason)
                .contains("StreamCreated", "EncryptionStarted", "Encrypted");
        try (KinesisClient kinesis = KinesisClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            assertThat(kinesis.describeStreamSummary(request -> request.streamName(stream))
                            .streamDescriptionSummary())
                    .satisfies(summary -> {
                        assertThat(summary.encryptionType()).isEqualTo(EncryptionType.KMS);
                        assertThat(summary.retentionPeriodHours()).isEqualTo(48);
                        assertThat(summary.openShardCount()).isEqualTo(2);
                    });

            somebodyStopsEncryption(kinesis, stream);
            // By looking, that would take five and a half minutes.
            await().atMost(PATIENCE)
                    .until(() -> kinesis.describeStreamSummary(request -> request.streamName(stream))
                                    .streamDescriptionSummary()
                                    .encryptionType()
                            == EncryptionType.KMS);
            await().atMost(PATIENCE).until(() -> queued() == 0);
            await().atMost(PATIENCE).until(() -> isTrue(ConditionType.Ready));

            object().delete();
            await().atMost(PATIENCE).until(() -> object().get() == null);
            assertThat(kinesis.listStreams().streamNames()).doesNotContain(stream);
        }

        operator.destroy();
        assertThat(operator.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("log"))).doesNotContain("Exception", "ERROR");
    }

    private void somebodyStopsEncryption(KinesisClient kinesis, String stream) {
        kinesis.stopStreamEncryption(request -> request.streamName(stream)
                .encryptionType(EncryptionType.KMS)
                .keyId(object().get().getStatus().encryption().keyARN()));
        await().atMost(PATIENCE)
                .until(() -> kinesis.describeStreamSummary(request -> request.streamName(stream))
                                .streamDescriptionSummary()
                                .encryptionType()
                        == EncryptionType.NONE);
        StreamArn arn = StreamArn.of(object().get().getStatus().streamARN()).orElseThrow();
        String event = Events.kinesis("StopStreamEncryption", "\"streamName\": \"%s\"".formatted(stream))
                .replace("123456789012", arn.account())
                .replace("eu-west-1", arn.region());
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody(event));
    }

    /** How many messages nobody has deleted. */
    private int queued() {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(request -> request.queueUrl(queue)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return attributes.values().stream().mapToInt(Integer::parseInt).sum();
    }

    private Process start() throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        mainClassPath(),
                        "dev.encryptedkinesis.operator.ops.Main")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "KUBECONFIG",
                        kubeconfig.toString(),
                        "POD_NAME",
                        "operator-0",
                        "POD_NAMESPACE",
                        namespace,
                        "WATCH_NAMESPACES",
                        namespace,
                        "HEALTH_PORT",
                        String.valueOf(healthPort),
                        // The stand-in calls its queues by its own host, AWS by that of the Region.
                        "AWS_EVENTS_QUEUE_URL",
                        "https://sqs.%s.amazonaws.com%s"
                                .formatted(
                                        System.getenv("AWS_REGION"),
                                        URI.create(queue).getPath())));
        return builder.start();
    }

    /** Without the test classes, whose log settings would come first. */
    private static String mainClassPath() {
        String separator = System.getProperty("path.separator");
        return String.join(
                separator,
                Arrays.stream(System.getProperty("java.class.path").split(separator))
                        .filter(entry -> !entry.endsWith("test-classes"))
                        .toList());
    }

    private int get(String path) throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + healthPort + path))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notListeningYet) {
            return 0;
        }
    }

    private Resource<EncryptedKinesisStream> object() {
        return kubernetes
                .resources(EncryptedKinesisStream.class)
                .inNamespace(namespace)
                .withName("orders");
    }

    private boolean isTrue(ConditionType type) {
        EncryptedKinesisStream found = Objects.requireNonNull(object().get());
        return found.getStatus() != null
                && ConditionList.isTrue(found.getStatus().conditions(), type);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
