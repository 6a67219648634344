package dev.encryptedkinesis.operator.cluster;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.http.MockResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Answers that the mock API server owes to coming requests, instead of doing what they ask. */
final class InjectedFailures {

    /** The reasons by which clients tell the answers apart; see the API machinery's StatusReason. */
    private static final Map<Integer, String> REASONS = Map.of(
            400, "BadRequest",
            401, "Unauthorized",
            403, "Forbidden",
            404, "NotFound",
            409, "Conflict",
            422, "Invalid",
            429, "TooManyRequests",
            500, "InternalError",
            503, "ServiceUnavailable",
            504, "Timeout");

    private final List<Failure> failures = new CopyOnWriteArrayList<>();

    private record Failure(String method, Pattern path, int httpStatus, AtomicInteger left) {

        boolean takes(String requestMethod, String requestPath) {
            return method.equals(requestMethod)
                    && path.matcher(requestPath).find()
                    && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        }
    }

    void add(String method, String pathPattern, int httpStatus, int times) {
        failures.add(new Failure(method, Pattern.compile(pathPattern), httpStatus, new AtomicInteger(times)));
    }

    void clear() {
        failures.clear();
    }

    Optional<MockResponse> answerTo(String method, String path) {
        return failures.stream()
                .filter(failure -> failure.takes(method, path))
                .findFirst()
                .map(failure -> refusal(failure.httpStatus(), "injected failure of " + method + " " + path));
    }

    /** An answer in the form in which an API server refuses a request. */
    static MockResponse refusal(int httpStatus, String message) {
        Status status = new StatusBuilder()
                .withStatus("Failure")
                .withCode(httpStatus)
                .withReason(REASONS.getOrDefault(httpStatus, ""))
                .withMessage(message)
                .build();
        return new MockResponse()
                .setResponseCode(httpStatus)
                .addHeader("Content-Type", "application/json")
                .setBody(Serialization.asJson(status));
    }
}
