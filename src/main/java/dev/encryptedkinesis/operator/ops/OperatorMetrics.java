package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.access.denials.Denial;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is counted, as Prometheus reads it at {@code /metrics}. */
public final class OperatorMetrics {

    /** Denied uses of keys that CloudTrail told of, by principal and operation of KMS; ends in _total where it is read. */
    static final String DENIALS = "encrypted_kinesis_key_denials";

    /** Each makes a series of its own, and whoever may assume roles can make many: beyond these, they count together. */
    static final int MOST_PRINCIPALS = 100;

    static final String OTHERS = "other";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Set<String> principals = ConcurrentHashMap.newKeySet();

    void denied(Denial denial) {
        Counter.builder(DENIALS)
                .description("Denied uses of streams' KMS keys, as CloudTrail tells them")
                .tag("principal", name(denial.principal()))
                .tag("operation", denial.operation())
                .register(registry)
                .increment();
    }

    private synchronized String name(String principal) {
        boolean isKnown =
                principals.contains(principal) || principals.size() < MOST_PRINCIPALS && principals.add(principal);
        return isKnown ? principal : OTHERS;
    }

    /** In Prometheus's text format. */
    String text() {
        return registry.scrape();
    }
}
