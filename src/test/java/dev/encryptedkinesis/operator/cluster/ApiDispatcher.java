package dev.encryptedkinesis.operator.cluster;

import static dev.encryptedkinesis.operator.cluster.InjectedFailures.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Puts before fabric8's object store what it lacks and JOSDK's defaults need: server-side apply, reviews of one's own
 * permissions, optimistic locking of the status, and an answer to a patch that removes the last finalizer.
 */
final class ApiDispatcher extends Dispatcher {

    private static final String STATUS_PATH = "/status";
    private static final String RESOURCE_VERSION = "/metadata/resourceVersion";
    private static final int LARGEST_SUCCESS = 299;

    private final Dispatcher store;
    private final InjectedFailures failures;
    private final WriteJournal journal;

    ApiDispatcher(Dispatcher store, InjectedFailures failures, WriteJournal journal) {
        this.store = store;
        this.failures = failures;
        this.journal = journal;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        String path = request.getPath().replaceFirst("\\?.*", "");
        MockResponse response = failures.answerTo(request.getMethod(), path).orElseGet(() -> carryOut(request, path));
        journal.record(request.getMethod(), path, response.code());
        return response;
    }

    private MockResponse carryOut(RecordedRequest request, String path) {
        return switch (request.method()) {
            case PATCH, PUT -> change(request, path);
            case POST ->
                path.matches(".*/selfsubject(rules|access)reviews") ? allowAll(request) : store.dispatch(request);
            default -> store.dispatch(request);
        };
    }

    /** One change at a time, since the store reads an object and writes it in two requests here. */
    private synchronized MockResponse change(RecordedRequest request, String path) {
        String objectPath = path.endsWith(STATUS_PATH) ? path.substring(0, path.length() - STATUS_PATH.length()) : path;
        Optional<ObjectNode> current = find(objectPath);
        String contentType =
                Optional.ofNullable(request.getHeader("Content-Type")).orElse("");
        if (contentType.startsWith("application/apply-patch+yaml")) {
            return apply(request, path, objectPath, current);
        }
        if (!contentType.startsWith("application/json-patch") && isStale(current, body(request))) {
            return refusal(409, "the object has been modified; please apply your changes to the latest version");
        }
        return answered(storeOrRefuse(request), current);
    }

    private MockResponse apply(RecordedRequest request, String path, String objectPath, Optional<ObjectNode> current) {
        ObjectNode applied = body(request);
        if (!applied.path("metadata").path("managedFields").isMissingNode()) {
            return refusal(400, "metadata.managedFields must be nil");
        }
        if (isStale(current, applied)) {
            return refusal(409, "the object has been modified; please apply your changes to the latest version");
        }
        boolean ofStatus = path.endsWith(STATUS_PATH);
        if (current.isEmpty()) {
            return ofStatus
                    ? refusal(404, path + " not found")
                    : store.dispatch(write(HttpMethod.POST, objectPath.replaceFirst("/[^/]+$", ""), applied));
        }
        ObjectNode before = current.get();
        ObjectNode after =
                ofStatus ? AppliedObject.withStatusOf(before, applied) : AppliedObject.merge(before, applied);
        return after.equals(before)
                ? new MockResponse().setResponseCode(200).setBody(before.toString())
                : answered(store.dispatch(write(HttpMethod.PUT, path, after)), current);
    }

    /** The store answers a JSON Patch whose test fails by breaking off the connection. */
    private MockResponse storeOrRefuse(RecordedRequest request) {
        try {
            return store.dispatch(request);
        } catch (RuntimeException e) {
            return refusal(422, "the server rejected our request due to an error in our request: " + e.getMessage());
        }
    }

    /** A change that completes a deletion is answered with the object; the store answers it with nothing. */
    private static MockResponse answered(MockResponse response, Optional<ObjectNode> before) {
        boolean succeeded = response.code() <= LARGEST_SUCCESS;
        boolean empty = response.getBody() == null || response.getBody().size() == 0;
        if (!succeeded || !empty || before.isEmpty()) {
            return response;
        }
        ObjectNode last = before.get();
        last.withObject("/metadata").remove("finalizers");
        return new MockResponse().setResponseCode(200).setBody(last.toString());
    }

    private static boolean isStale(Optional<ObjectNode> current, JsonNode sent) {
        String version = sent.at(RESOURCE_VERSION).asText("");
        return !version.isEmpty()
                && current.isPresent()
                && !version.equals(current.get().at(RESOURCE_VERSION).asText());
    }

    private static MockResponse allowAll(RecordedRequest request) {
        ObjectNode review = body(request);
        ObjectNode status = review.putObject("status");
        status.put("allowed", true).put("incomplete", false);
        status.putArray("nonResourceRules");
        ObjectNode rule = status.putArray("resourceRules").addObject();
        rule.putArray("apiGroups").add("*");
        rule.putArray("resources").add("*");
        rule.putArray("verbs").add("*");
        return new MockResponse().setResponseCode(201).setBody(review.toString());
    }

    private Optional<ObjectNode> find(String objectPath) {
        MockResponse found = store.dispatch(request(HttpMethod.GET, objectPath, ""));
        return found.code() == 200 ? Optional.of(read(found.getBody().getBytes())) : Optional.empty();
    }

    /** The request's body; the request keeps it for the store. */
    private static ObjectNode body(RecordedRequest request) {
        return read(request.getBody().getBytes());
    }

    private static ObjectNode read(byte[] json) {
        return Serialization.unmarshal(new String(json, StandardCharsets.UTF_8), ObjectNode.class);
    }

    private static RecordedRequest write(HttpMethod method, String path, JsonNode body) {
        return request(method, path, body.toString());
    }

    private static RecordedRequest request(HttpMethod method, String path, String body) {
        Headers headers =
                Headers.builder().add("Content-Type", "application/json").build();
        return new RecordedRequest("HTTP/1.1", method, path, headers, new Buffer().writeUtf8(body));
    }
}
