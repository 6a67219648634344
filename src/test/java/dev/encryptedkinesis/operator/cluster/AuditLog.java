package dev.encryptedkinesis.operator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an API server writes down of each request of a service account, with the words in which permissions are given.
 * The files are in a folder of their own, which {@link #close} removes.
 */
final class AuditLog implements AutoCloseable {

    /** Of a watch, the beginning: it is granted then, and may not end before the test does. */
    private static final String POLICY = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
              - level: Metadata
                userGroups: ["system:serviceaccounts"]
              - level: None
            """;

    private final Path folder;

    AuditLog() {
        try {
            folder = Files.createTempDirectory("audit");
            Files.writeString(policy(), POLICY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For {@code --audit-policy-file}. */
    Path policy() {
        return folder.resolve("policy.yaml");
    }

    /** For {@code --audit-log-path}. */
    Path file() {
        return folder.resolve("audit.log");
    }

    /** What was asked so far for resources; an answer may be there a moment before its line is. */
    List<AuditedRequest> requests() {
        try (Stream<String> lines = Files.lines(file())) {
            return lines.map(line -> Serialization.unmarshal(line, JsonNode.class))
                    .filter(event -> event.has("objectRef"))
                    .map(AuditLog::request)
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AuditedRequest request(JsonNode event) {
        JsonNode object = event.get("objectRef");
        return new AuditedRequest(
                event.at("/user/username").asText(),
                event.get("verb").asText(),
                object.path("apiGroup").asText(),
                object.path("resource").asText(),
                object.path("subresource").asText(),
                object.path("namespace").asText(),
                object.path("name").asText(),
                event.at("/responseStatus/code").asInt());
    }

    @Override
    public void close() {
        try {
            // The log may have been continued in further files.
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
