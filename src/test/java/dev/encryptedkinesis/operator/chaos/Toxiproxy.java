package dev.encryptedkinesis.operator.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;

/** A <a href="https://github.com/Shopify/toxiproxy">Toxiproxy</a> that runs already: TCP connections, and what goes wrong on them. */
final class Toxiproxy {

    /**
     * Something that goes wrong on a connection.
     *
     * @param type as Toxiproxy calls it
     * @param share of the connections that it befalls, above 0 and up to 1
     */
    record Toxic(String type, double share, Map<String, Integer> attributes) {}

    /** Which end of a connection is spoken to. */
    enum Direction {
        UPSTREAM,
        DOWNSTREAM
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI address;

    Toxiproxy(URI address) {
        this.address = address;
    }

    /** @return where it listens, as host and port */
    String open(String proxy, String upstream) {
        String answer = send(
                "POST",
                "/proxies",
                Map.of("name", proxy, "listen", "127.0.0.1:0", "upstream", upstream, "enabled", true));
        try {
            return json.readTree(answer).path("listen").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void cutOff(String proxy) {
        send("POST", "/proxies/" + proxy, Map.of("enabled", false));
    }

    void connect(String proxy) {
        send("POST", "/proxies/" + proxy, Map.of("enabled", true));
    }

    void poison(String proxy, Direction direction, Toxic toxic) {
        send(
                "POST",
                "/proxies/" + proxy + "/toxics",
                Map.of(
                        "name", toxic.type(),
                        "type", toxic.type(),
                        "stream", direction.name().toLowerCase(java.util.Locale.ROOT),
                        "toxicity", toxic.share(),
                        "attributes", toxic.attributes()));
    }

    void cure(String proxy, Toxic toxic) {
        send("DELETE", "/proxies/" + proxy + "/toxics/" + toxic.type(), Map.of());
    }

    private String send(String method, String path, Map<String, ?> body) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address.resolve(path))
                            .method(method, HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (!Set.of(200, 201, 204).contains(answer.statusCode())) {
                throw new IllegalStateException(method + " " + path + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
