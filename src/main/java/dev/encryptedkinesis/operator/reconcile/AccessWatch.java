package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.AccessGateways;
import dev.encryptedkinesis.operator.access.forecast.LiveUse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is seen of the use of keys in a Region, for all streams there together. The operator can do without it. */
final class AccessWatch {

    private final AccessGateways gateways;
    private final Map<String, UsageLook> usage = new ConcurrentHashMap<>();

    AccessWatch(AccessGateways gateways) {
        this.gateways = gateways;
    }

    /** How much the account asks of KMS; empty if that is not known. */
    Optional<LiveUse> useOfKms(String region, Instant now) {
        return usage.computeIfAbsent(region, name -> new UsageLook(name, gateways.usage(name)))
                .use(now);
    }
}
