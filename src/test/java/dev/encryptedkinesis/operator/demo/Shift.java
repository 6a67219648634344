package dev.encryptedkinesis.operator.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.cluster.Edit;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.metrics.RuntimeMetrics;
import dev.encryptedkinesis.operator.simulation.AwsConsole;
import dev.encryptedkinesis.operator.simulation.Faults;
import dev.encryptedkinesis.operator.simulation.Operation;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

/**
 * Eighteen minutes in which much happens, in real time, for Prometheus to look on: docs/pictures/dashboard. Streams are
 * applied, resharded and deleted; somebody stops an encryption, disables a key and schedules one for deletion; AWS throttles.
 * The operator is the real one; AWS is simulated, with delays as AWS may have them.
 */
public final class Shift {

    static final Duration LENGTH = Duration.ofMinutes(18);

    private static final Logger LOG = LoggerFactory.getLogger(Shift.class);

    private static final List<String> NAMESPACES = List.of("shop", "billing", "logistics");
    private static final List<String> STREAMS =
            List.of("orders", "payments", "returns", "stock", "invoices", "carts", "prices", "audit");
    private static final Duration BETWEEN_STREAMS = Duration.ofSeconds(26);
    private static final Duration BETWEEN_DENIALS = Duration.ofSeconds(10);
    private static final String STRANGER_MAY = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*", "Action": "kinesis:PutRecord"}]}""";
    private static final String PRODUCER_MAY = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*",
             "Action": ["kinesis:PutRecord*", "kms:GenerateDataKey"]}]}""";

    private final ScheduledExecutorService hands = Executors.newSingleThreadScheduledExecutor();
    private final Stage stage;
    private final AwsConsole console;
    private final Faults faults;

    private Shift(Stage stage) {
        this.stage = stage;
        this.console = stage.aws().console();
        this.faults = stage.aws().faults();
    }

    /** @param arguments the port of loopback at which Prometheus finds /metrics */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Stage stage = Stage.open(MockCluster.start(), Tempo.realTime(), keyAliases());
        RuntimeMetrics runtime = stage.metrics().watchRuntime();
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 0);
        server.createContext(
                "/metrics", exchange -> answer(exchange, stage.metrics().text()));
        server.start();
        Shift shift = new Shift(stage);
        shift.plan();
        CountDownLatch end = new CountDownLatch(1);
        shift.at(LENGTH, end::countDown);
        end.await();
        shift.hands.shutdownNow();
        server.stop(0);
        runtime.close();
        stage.close();
    }

    private static List<String> keyAliases() {
        return NAMESPACES.stream()
                .flatMap(namespace -> List.of("alias/" + namespace, "alias/" + namespace + "-2").stream())
                .toList();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void plan() {
        NAMESPACES.stream()
                .filter(name -> !name.equals(Stage.NAMESPACE))
                .map(name -> new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .forEach(namespace -> stage.kubernetes().resource(namespace).create());
        String producer = console.access().createRole("importer");
        console.access().putPolicy(producer, "producer", PRODUCER_MAY);
        planStreams(producer);
        planTrouble();
        planDenials();
    }

    /** One by one, each namespace its own. */
    private void planStreams(String producer) {
        int number = 0;
        for (String stream : STREAMS) {
            for (String namespace : NAMESPACES) {
                String name = namespace + "-" + stream;
                String spec = "{shards: %d, retentionHours: 48, key: {id: alias/%s}, access: {producers: ['%s']}}"
                        .formatted(1 + number % 4, namespace, producer);
                at(BETWEEN_STREAMS.multipliedBy(number), () -> apply(namespace, name, spec));
                number++;
            }
        }
        at(minutes(6), () -> edit("shop", "shop-orders", "{shards: 12, key: {id: alias/shop}, retentionHours: 48}"));
        at(minutes(9), () -> edit("shop", "shop-payments", "{shards: 2, key: {id: alias/shop-2}, retentionHours: 48}"));
        at(minutes(11), () -> apply("logistics", "parcels", "{shards: 1, key: {id: alias/parcels}}"));
        at(
                minutes(17),
                () -> stage.kubernetes()
                        .resources(EncryptedKinesisStream.class)
                        .inNamespace("billing")
                        .withName("billing-audit")
                        .delete());
    }

    private void planTrouble() {
        at(
                minutes(5),
                () -> faults.on(Operation.DESCRIBE_STREAM_SUMMARY).times(40).isThrottled());
        at(minutes(10), () -> console.disableKey(keyOf("alias/billing-2")));
        at(
                minutes(10),
                () -> edit("billing", "billing-orders", "{shards: 2, key: {id: alias/billing-2}, retentionHours: 48}"));
        at(minutes(16), () -> console.enableKey(keyOf("alias/billing-2")));
        at(minutes(13), () -> console.scheduleKeyDeletion(keyOf("alias/shop-2"), 7));
        at(minutes(14), () -> console.stopEncryption("logistics-orders"));
        at(minutes(15), () -> faults.on(Operation.DESCRIBE_KEY).times(25).fails("InternalFailure", 500));
        at(
                minutes(18),
                () -> faults.on(Operation.DESCRIBE_STREAM_SUMMARY).times(60).isThrottled());
    }

    /** A role that nobody gave the key to tries again and again, as programs do. */
    private void planDenials() {
        String role = console.access().createRole("nightly-export");
        console.access().putPolicy(role, "stranger", STRANGER_MAY);
        KinesisClient stranger = stage.aws().kinesisAs(role);
        for (Duration moment = minutes(5); moment.compareTo(LENGTH) < 0; moment = moment.plus(BETWEEN_DENIALS)) {
            at(moment, () -> {
                try {
                    stranger.putRecord(record -> record.streamName("billing-orders")
                            .partitionKey("any")
                            .data(SdkBytes.fromUtf8String("any")));
                } catch (KinesisException denied) {
                    LOG.info("{}: {}", role, denied.getMessage());
                }
            });
        }
    }

    private String keyOf(String alias) {
        return console.kms()
                .describeKey(request -> request.keyId(alias))
                .keyMetadata()
                .keyId();
    }

    private void apply(String namespace, String name, String spec) {
        stage.kubernetes().resource(object(namespace, name, spec)).create();
    }

    private void edit(String namespace, String name, String spec) {
        EncryptedKinesisStream wanted = object(namespace, name, spec);
        Edit.of(
                stage.kubernetes()
                        .resources(EncryptedKinesisStream.class)
                        .inNamespace(namespace)
                        .withName(name),
                object -> {
                    object.setSpec(wanted.getSpec());
                    return object;
                });
    }

    private static EncryptedKinesisStream object(String namespace, String name, String spec) {
        return Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {namespace: %s, name: %s}
                spec: %s""".formatted(namespace, name, spec), EncryptedKinesisStream.class);
    }

    private void at(Duration moment, Runnable step) {
        hands.schedule(
                () -> {
                    try {
                        step.run();
                    } catch (RuntimeException e) {
                        LOG.error("A step of the shift failed", e);
                    }
                },
                moment.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
