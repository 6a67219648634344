package dev.encryptedkinesis.operator.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.encryptedkinesis.operator.metrics.OperatorMetrics;
import io.javaoperatorsdk.operator.Operator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * Answers the kubelet's probes, and Prometheus. /healthz: the watches on the API server are alive, so a restart would mend nothing.
 * /metrics: what is counted, in Prometheus's text format.
 * /readyz: the operator has started, as leader or waiting to become it.
 */
final class HealthServer implements AutoCloseable {

    private final HttpServer server;

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    static HealthServer start(int port, Operator operator, OperatorMetrics metrics) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        BooleanSupplier isStarted = () -> operator.getRuntimeInfo().isStarted();
        // Before the start there are no watches that could have failed.
        serve(
                server,
                "/healthz",
                () -> !isStarted.getAsBoolean() || operator.getRuntimeInfo().allEventSourcesAreHealthy());
        serve(server, "/readyz", isStarted);
        server.createContext(
                "/metrics",
                exchange -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.text()));
        server.start();
        return new HealthServer(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void serve(HttpServer server, String path, BooleanSupplier isGood) {
        server.createContext(path, exchange -> {
            boolean isSo = isGood.getAsBoolean();
            answer(exchange, isSo ? 200 : 503, "text/plain; charset=utf-8", isSo ? "ok\n" : "not ok\n");
        });
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
