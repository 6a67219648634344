package dev.encryptedkinesis.operator.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP server that answers as told and remembers what it was asked. While it runs, the SDK's system properties point
 * at it, and Kinesis speaks JSON instead of CBOR, so that requests and answers can be read here.
 */
final class LoopbackAws implements AutoCloseable {

    /** @param target the operation, as in {@code Kinesis_20131202.CreateStream} */
    record Request(String target, Headers headers, String body) {

        String operation() {
            return target.substring(target.lastIndexOf('.') + 1);
        }

        JsonNode json() {
            return LoopbackAws.json(body);
        }
    }

    private static final String JSON = "application/x-amz-json-1.1";
    private static final String CBOR = "application/cbor";
    private static final Map<String, String> CBOR_HEADERS =
            Map.of("Content-Type", CBOR, "smithy-protocol", "rpc-v2-cbor");

    private final LoopbackServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<HttpHandler> answers = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> propertiesBefore = new HashMap<>();

    LoopbackAws() throws IOException {
        server = new LoopbackServer(this::handle);
        property("aws.endpointUrlKinesis", endpoint());
        property("aws.endpointUrlKms", endpoint());
        property("aws.endpointUrlCloudTrail", endpoint());
        property("aws.endpointUrlCloudWatch", endpoint());
        property("aws.endpointUrlSts", endpoint());
        property("aws.endpointUrlIam", endpoint());
        property("aws.region", "eu-west-1");
        property("aws.cborEnabled", "false");
    }

    String endpoint() {
        return server.url();
    }

    /** Sets a system property until this is closed. */
    void property(String name, String value) {
        propertiesBefore.putIfAbsent(name, System.getProperty(name, ""));
        System.setProperty(name, value);
    }

    LoopbackAws thenAnswers(String json) {
        return thenAnswers(200, Map.of("Content-Type", JSON), json);
    }

    /** The answer of an operation that only confirms. */
    LoopbackAws thenConfirms() {
        return thenAnswers("");
    }

    LoopbackAws thenFails(int status, String code, String message) {
        return thenAnswers(
                status,
                Map.of("Content-Type", JSON),
                "{\"__type\": \"%s\", \"message\": \"%s\"}".formatted(code, message));
    }

    /** As CloudWatch answers, which speaks Smithy's RPC v2 in CBOR. */
    LoopbackAws thenAnswersInCbor(String json) {
        return thenAnswers(200, CBOR_HEADERS, Cbor.of(json));
    }

    LoopbackAws thenFailsInCbor(int status, String code, String message) {
        Map<String, String> headers = new HashMap<>(CBOR_HEADERS);
        headers.put("x-amzn-query-error", code + ";Sender");
        return thenAnswers(
                status, headers, Cbor.of("{\"__type\": \"%s\", \"message\": \"%s\"}".formatted(code, message)));
    }

    LoopbackAws thenAnswers(int status, Map<String, String> headers, String body) {
        return thenAnswers(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private LoopbackAws thenAnswers(int status, Map<String, String> headers, byte[] bytes) {
        answers.add(exchange -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("x-amzn-RequestId", "11111111-2222-3333-4444-555555555555");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
        return this;
    }

    LoopbackAws thenDropsTheConnection() {
        answers.add(HttpExchange::close);
        return this;
    }

    LoopbackAws thenIsSilent() {
        answers.add(exchange -> awaitClosing(Long.MAX_VALUE));
        return this;
    }

    /** Never done, and never silent for long enough to run into a read timeout. */
    LoopbackAws thenTrickles() {
        answers.add(exchange -> {
            exchange.sendResponseHeaders(200, 100_000);
            do {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            } while (!awaitClosing(20));
        });
        return this;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    Request onlyRequest() {
        if (requests.size() != 1) {
            throw new AssertionError("expected one request, got " + requests);
        }
        return requests.get(0);
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.close();
        propertiesBefore.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            Headers headers = exchange.getRequestHeaders();
            boolean isCbor = CBOR.equals(headers.getFirst("Content-Type"));
            requests.add(
                    isCbor
                            ? new Request(operationOf(exchange), headers, Cbor.text(bytes))
                            : new Request(
                                    String.valueOf(headers.getFirst("X-Amz-Target")),
                                    headers,
                                    new String(bytes, StandardCharsets.UTF_8)));
            HttpHandler answer = answers.poll();
            if (answer == null) {
                exchange.sendResponseHeaders(418, -1);
            } else {
                answer.handle(exchange);
            }
        }
    }

    /** As in {@code /service/GraniteServiceVersion20100801/operation/GetMetricData}. */
    private static String operationOf(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private boolean awaitClosing(long milliseconds) throws IOException {
        try {
            return closed.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
