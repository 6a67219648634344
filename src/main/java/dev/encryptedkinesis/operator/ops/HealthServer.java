package dev.encryptedkinesis.operator.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Answers the kubelet's probes, {@code /healthz} and {@code /readyz}, and Prometheus, {@code /metrics}. */
final class HealthServer implements AutoCloseable {

    /** So that the kubelet is not kept waiting by somebody who is slow to ask or to read. */
    private static final int THREADS = 4;

    private static final String SECONDS_FOR_A_REQUEST = "10";

    private final HttpServer server;
    private final ExecutorService threads;

    private HealthServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** @param metrics in Prometheus's text format */
    static HealthServer start(int port, Probes probes, Supplier<String> metrics) throws IOException {
        // The JDK's server takes such settings as properties only, and nothing else here uses it.
        System.setProperty("sun.net.httpserver.maxReqTime", SECONDS_FOR_A_REQUEST);
        System.setProperty("sun.net.httpserver.maxRspTime", SECONDS_FOR_A_REQUEST);
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        serve(server, "/healthz", probes::alive);
        serve(server, "/readyz", probes::ready);
        server.createContext(
                "/metrics",
                exchange -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.get()));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "health");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.start();
        return new HealthServer(server, threads);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void serve(HttpServer server, String path, Supplier<Probes.Answer> probe) {
        server.createContext(path, exchange -> {
            Probes.Answer answer = probe.get();
            int status = switch (answer.verdict()) {
                case GOOD -> 200;
                case BAD -> 503;
            };
            answer(exchange, status, "text/plain; charset=utf-8", answer.text());
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
