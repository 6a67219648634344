package dev.encryptedkinesis.operator.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.access.denials.Denial;
import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.aws.SdkClientFactory;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.metrics.OperatorMetrics;
import dev.encryptedkinesis.operator.reconcile.Pace;
import io.javaoperatorsdk.operator.Operator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {

    private static final int ANY_PORT = 0;

    private final OperatorMetrics metrics = new OperatorMetrics("test", Clock.systemUTC());
    private final MockCluster cluster = MockCluster.start();
    private final Operator operator = StreamOperator.create(
            new StreamOperator.World(
                    cluster.client(), new AwsClients(new SdkClientFactory("test")), "eu-west-1", Clock.systemUTC()),
            Settings.from(Map.of("CLUSTER_ID", "test")),
            new Pace(new Random()),
            metrics);
    private HealthServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HealthServer.start(ANY_PORT, operator, metrics);
    }

    @AfterEach
    void stop() {
        server.close();
        operator.stop();
        cluster.close();
    }

    /** A kubelet that restarted a Pod for not having started yet would never let it start. */
    @Test
    void beforeTheStartTheOperatorIsAliveAndNotReady() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/healthz").body()).isEqualTo("ok\n");
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body()).isEqualTo("not ok\n");
    }

    @Test
    void afterTheStartItIsBoth() throws Exception {
        operator.start();

        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void nothingElseIsServed() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/env").statusCode()).isEqualTo(404);
    }

    /** Then a restart may mend it. */
    @Test
    void withoutItsWatchesItIsNotAlive() {
        operator.start();
        cluster.close();

        await().untilAsserted(() -> assertThat(get("/healthz").statusCode()).isEqualTo(503));
    }

    @Test
    void tellsWhatIsCountedAsPrometheusReadsIt() throws IOException, InterruptedException {
        metrics.denied(new Denial(
                "event",
                Instant.EPOCH,
                "arn:aws:iam::123456789012:role/api",
                "Decrypt",
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));

        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).contains("encrypted_kinesis_key_denials_total{operation=\"Decrypt\",principal=\"arn");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + server.port() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
