package dev.encryptedkinesis.operator.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.encryptedkinesis.operator.aws.Cbor;
import dev.encryptedkinesis.operator.aws.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands right before Kinesis, behind everything that goes wrong on the way, and writes down what Kinesis is asked and answers. */
final class Recorder implements AutoCloseable {

    /** Tells the SDK what to add to its User-Agent. */
    static final String NAME_OF_CALLER = "AWS_SDK_UA_APP_ID";

    /** What the client makes itself. */
    private static final Set<String> NOT_PASSED_ON =
            caseless("Host", "Connection", "Content-Length", "Expect", "Upgrade");

    /** As {@link #NAME_OF_CALLER} says. */
    private static final Pattern APPLICATION = Pattern.compile(" app/(\\S+)");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final LoopbackServer server;
    private final URI kinesis;
    private final Clock clock;

    Recorder(URI kinesis, Clock clock) throws IOException {
        this.kinesis = kinesis;
        this.clock = clock;
        this.server = new LoopbackServer(this::handle);
    }

    String address() {
        return server.address();
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            Instant at = clock.instant();
            HttpResponse<byte[]> answer = passOn(exchange, request);
            record(at, exchange, request, answer);
            answer.headers().map().forEach((name, values) -> {
                if (!NOT_PASSED_ON.contains(name) && !name.equalsIgnoreCase("Transfer-Encoding")) {
                    values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private HttpResponse<byte[]> passOn(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(kinesis.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void record(Instant at, HttpExchange exchange, byte[] request, HttpResponse<byte[]> answer)
            throws IOException {
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        JsonNode asked = read(request, exchange.getRequestHeaders().getFirst("Content-Type"));
        String refusal = answer.statusCode() == 200
                ? ""
                : read(
                                answer.body(),
                                answer.headers().firstValue("Content-Type").orElse(""))
                        .path("__type")
                        .asText("HTTP " + answer.statusCode());
        String stream = asked.path("StreamName")
                .asText(asked.path("StreamARN").asText(asked.path("ResourceARN").asText()));
        calls.add(new Call(
                at,
                replica(exchange.getRequestHeaders().getFirst("User-Agent")),
                target.substring(target.lastIndexOf('.') + 1),
                stream.substring(stream.lastIndexOf('/') + 1),
                asked.path("KeyId").asText(),
                refusal.substring(refusal.lastIndexOf('#') + 1)));
    }

    private static String replica(String userAgent) {
        Matcher application = APPLICATION.matcher(String.valueOf(userAgent));
        return application.find() ? application.group(1) : "";
    }

    private JsonNode read(byte[] body, String type) throws IOException {
        if (body.length == 0) {
            return json.createObjectNode();
        }
        return json.readTree(
                String.valueOf(type).contains("cbor") ? Cbor.text(body) : new String(body, StandardCharsets.UTF_8));
    }

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }
}
