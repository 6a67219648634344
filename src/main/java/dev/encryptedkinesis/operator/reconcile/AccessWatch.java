package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.AccessGateways;
import dev.encryptedkinesis.operator.access.denials.Denial;
import dev.encryptedkinesis.operator.access.denials.DeniedUse;
import dev.encryptedkinesis.operator.access.forecast.LiveUse;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.PreviousKey;
import dev.encryptedkinesis.operator.stream.Realm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is seen of the use of keys in a Region, for all streams of an identity there together. The operator can do without it,
 * and looks only where an object declares who is to use its stream. Which streams use a key is asked of all of them,
 * whosever they are: what CloudTrail tells of a key that two tenants share is told to neither.
 */
final class AccessWatch {

    private final AccessGateways gateways;
    private final Consumer<Denial> denied;
    private final Map<Realm, UsageLook> usage = new ConcurrentHashMap<>();
    private final Map<Realm, DenialLook> denials = new ConcurrentHashMap<>();
    private final KeyUsers keyUsers = new KeyUsers();

    /** @param denied is told each denial that is seen, once */
    AccessWatch(AccessGateways gateways, Consumer<Denial> denied) {
        this.gateways = gateways;
        this.denied = denied;
    }

    /** How much the account asks of KMS; empty if that is not known. */
    Optional<LiveUse> useOfKms(Realm realm, Instant now) {
        return usage.computeIfAbsent(realm.forAll(), all -> new UsageLook(all.region(), () -> gateways.usage(all)))
                .use(now);
    }

    /**
     * Looks who is denied the use of keys, if it is time.
     *
     * @return after how long what was put off can be asked; empty if nothing was
     */
    Optional<Duration> lookForDenials(Realm realm, Instant now) {
        return denials.computeIfAbsent(
                        realm.forAll(), all -> new DenialLook(all.region(), () -> gateways.denials(all), denied))
                .look(now);
    }

    /** Who was denied a key of this stream in the last hour, as far as that is known. */
    List<DeniedUse> denials(Assessment assessment, Instant now) {
        Realm realm = assessment.desired().id().realm().forAll();
        Optional<String> stream =
                assessment.present().map(present -> present.description().arn());
        stream.ifPresent(arn -> keyUsers.seen(arn, keys(assessment), now));
        return stream.filter(arn -> denials.containsKey(realm))
                .map(arn -> DeniedUse.of(denials.get(realm).denials(now), arn, keyUsers.ownKeys(arn, now)))
                .orElse(List.of());
    }

    private static Set<String> keys(Assessment assessment) {
        return Stream.concat(
                        assessment.currentKeyArn().stream(),
                        assessment.history().previousKeys().stream().map(PreviousKey::keyArn))
                .collect(Collectors.toSet());
    }
}
