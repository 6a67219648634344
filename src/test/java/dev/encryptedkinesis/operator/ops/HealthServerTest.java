package dev.encryptedkinesis.operator.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {

    private static final int ANY_PORT = 0;

    private final RunningOperator operator = new RunningOperator(Clock.systemUTC());
    private HealthServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HealthServer.start(ANY_PORT, operator.probes(), () -> "# a metric, \u00e9\n");
    }

    @AfterEach
    void stop() {
        server.close();
        operator.close();
    }

    @Test
    void theProbesAreAnsweredByTheirStatus() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body()).isEqualTo("starting\n");
    }

    @Test
    void nothingElseIsServed() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/env").statusCode()).isEqualTo(404);
    }

    @Test
    void metricsAreServedAsPrometheusReadsThem() throws Exception {
        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).isEqualTo("# a metric, \u00e9\n");
    }

    /** Anybody who reaches the port could else have the Pod killed. */
    @Test
    void whoAsksSlowlyDoesNotKeepTheKubeletWaiting() throws Exception {
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            slow.getOutputStream().write("GET /metr".getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().flush();

            assertThat(get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .timeout(Duration.ofSeconds(5))
                                .build(),
                        BodyHandlers.ofString());
    }
}
