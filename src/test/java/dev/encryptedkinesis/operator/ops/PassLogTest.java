package dev.encryptedkinesis.operator.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.OperatorException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PassLogTest {

    private final VirtualClock clock = VirtualClock.create();
    private final PassLog passes = new PassLog(clock);
    private final PrintedLog log = PrintedLog.open();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void whatGoesOnIsToldOnceAnHour() {
        for (int minute = 0; minute < 150; minute++) {
            failed("orders", refused(403, "not allowed"));
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(lines())
                .hasSize(3)
                .containsOnly("WARN  PassLog shop/orders: the API server refused a request (403): not allowed."
                        + " The pass is repeated, and this told once an hour.");
    }

    @Test
    void anotherErrorAndAnotherObjectAreNews() {
        failed("orders", refused(403, "not allowed"));
        failed("orders", refused(500, "failed calling webhook."));
        failed("orders", refused(409, "the object has been modified"));
        failed("payments", refused(403, "not allowed"));
        failed("orders", refused(403, "not allowed"));

        assertThat(lines())
                .extracting(line -> line.substring(0, line.indexOf(')') + 1))
                .containsExactly(
                        "WARN  PassLog shop/orders: the API server refused a request (403)",
                        "WARN  PassLog shop/orders: the API server refused a request (500)",
                        "INFO  PassLog shop/orders: the API server refused a request (409)",
                        "WARN  PassLog shop/payments: the API server refused a request (403)");
    }

    @Test
    void whoWasNotReachedSaidNothing() {
        failed(
                "orders",
                new KubernetesClientException(
                        "Operation: [patch] for kind: [EncryptedKinesisStream] failed.",
                        new IOException(new ConnectException("Connection refused"))));

        assertThat(lines())
                .containsExactly("WARN  PassLog shop/orders: no answer from the API server: Connection refused."
                        + " The pass is repeated, and this told once an hour.");
    }

    @Test
    void aBugIsToldWithWhereItIs() {
        failed("orders", new IllegalStateException("never so"));
        failed("orders", new OperatorException(new IllegalStateException("never so")));

        assertThat(lines())
                .startsWith(
                        "ERROR PassLog shop/orders: a bug of the operator ended a pass, which is repeated: never so")
                .anyMatch(line -> line.contains("at " + PassLogTest.class.getName() + ".aBugIsToldWithWhereItIs"))
                .filteredOn(line -> line.contains("never so"))
                .hasSize(2);
    }

    @Test
    void howeverMuchIsSaidALineIsNoPage() {
        failed("orders", refused(422, "x".repeat(1_000_000)));

        assertThat(lines()).singleElement().satisfies(line -> assertThat(line).hasSizeLessThan(700));
    }

    /** By the whole operator, whose status the API server does not take. */
    @Test
    void theSdkAddsNothing() {
        try (RunningOperator operator = new RunningOperator(Clock.systemUTC())) {
            operator.cluster().failNext("PATCH", "/status", 403, 100_000);
            operator.start();
            int before = log.lines().size();
            operator.kubernetes().resource(object("orders")).create();
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> operator.metrics().text(),
                            text -> text.matches("(?s).*\nreconciliations_failure_total[^\n]* [3-9].*"));

            assertThat(log.lines().subList(before, log.lines().size()))
                    .singleElement()
                    .asString()
                    .contains("default/orders: the API server refused a request (403): injected failure of PATCH");
        }
    }

    private void failed(String name, Exception why) {
        EncryptedKinesisStream object = object(name);
        object.getMetadata().setNamespace("shop");
        object.getMetadata().setUid("uid-" + name);
        passes.reconciliationFailed(object, null, why, Map.of());
    }

    private static KubernetesClientException refused(int code, String message) {
        return new KubernetesClientException(
                "Failure executing: PATCH at: https://10.0.0.1/apis/... ",
                code,
                new StatusBuilder().withCode(code).withMessage(message).build());
    }

    private static EncryptedKinesisStream object(String name) {
        return Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: %s, namespace: default}
                spec: {shards: 1, key: {id: alias/orders}}
                """.formatted(name), EncryptedKinesisStream.class);
    }

    /** Without the time. */
    private List<String> lines() {
        return log.lines().stream()
                .map(line -> line.replaceFirst("^[-0-9]{10}T[:.0-9]{12}Z ", ""))
                .toList();
    }
}
