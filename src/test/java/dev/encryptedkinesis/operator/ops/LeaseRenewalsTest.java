package dev.encryptedkinesis.operator.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.encryptedkinesis.operator.aws.LoopbackServer;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against an API server that takes some time, and takes or refuses what it gets. */
class LeaseRenewalsTest {

    private static final PatchContext AS_THE_ELECTION = PatchContext.of(PatchType.JSON_MERGE);
    private static final Duration ANSWERS_AFTER = Duration.ofSeconds(3);

    private final VirtualClock clock = VirtualClock.create();
    private final LeaseRenewals renewals = new LeaseRenewals(clock);
    private LoopbackServer server;
    private KubernetesClient kubernetes;
    private volatile int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackServer(exchange -> {
            exchange.getRequestBody().readAllBytes();
            clock.advance(ANSWERS_AFTER);
            String path = exchange.getRequestURI().getPath();
            byte[] answer = Serialization.asJson(lease(path.substring(path.lastIndexOf('/') + 1)))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        kubernetes = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl(server.url())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("renewals", renewals))
                .build();
    }

    @AfterEach
    void stop() {
        kubernetes.close();
        server.close();
    }

    @Test
    void countFromWhenTheRenewalWasAskedFor() {
        Instant asked = clock.instant();
        kubernetes.resource(lease(StreamOperator.LEASE)).patch(AS_THE_ELECTION);
        clock.advance(Duration.ofMinutes(1));

        assertThat(renewals.lastCertain(clock.instant())).isEqualTo(asked.plus(StreamOperator.RENEWED_WITHIN));
    }

    @Test
    void tellOfNowWhileTheyAreFresh() {
        kubernetes.resource(lease(StreamOperator.LEASE)).patch(AS_THE_ELECTION);

        assertThat(renewals.lastCertain(clock.instant())).isEqualTo(clock.instant());
    }

    @Test
    void areNoneWhereTheyWereRefused() {
        status = 409;
        assertThatThrownBy(
                        () -> kubernetes.resource(lease(StreamOperator.LEASE)).patch(AS_THE_ELECTION))
                .isInstanceOf(KubernetesClientException.class);

        assertThat(renewals.lastCertain(clock.instant())).isBefore(clock.instant());
    }

    @Test
    void areNoneWhereAnythingElseIsAskedFor() {
        kubernetes.resource(lease(StreamOperator.LEASE)).get();
        kubernetes.resource(lease("another")).patch(AS_THE_ELECTION);

        assertThat(renewals.lastCertain(clock.instant())).isBefore(clock.instant());
    }

    private static Lease lease(String name) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName(name)
                .endMetadata()
                .build();
    }
}
