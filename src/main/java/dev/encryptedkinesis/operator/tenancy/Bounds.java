package dev.encryptedkinesis.operator.tenancy;

import dev.encryptedkinesis.operator.access.policy.WildcardPattern;
import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.AwsIdentitySpec;
import dev.encryptedkinesis.operator.api.DeletionPolicy;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.KeyVerdict;
import dev.encryptedkinesis.operator.stream.WantedKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What one identity allows in one namespace. What it does not name is refused. */
public final class Bounds implements Limits {

    private static final int LONGEST_SHOWN = 128;
    private static final int MOST_SHOWN = 5;

    private final String identity;
    private final String namespace;
    private final AwsIdentitySpec spec;

    Bounds(AwsIdentity identity, String namespace) {
        this.identity = identity.getMetadata().getName();
        this.namespace = namespace;
        this.spec = identity.getSpec();
    }

    @Override
    public Optional<Refusal> refusal(Request request) {
        return Stream.of(region(request), streamName(request), deletionPolicy(request), key(request))
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public Optional<Refusal> refusal(WantedKey key, KeyLookup answer) {
        boolean isRefused = answer.known()
                .map(facts -> !allowsKey(facts.arn(), facts.manager()))
                .orElseGet(() -> !isKnownByName(key) && !allowsEveryKey() && isHidden(KeyVerdict.of(answer)));
        return isRefused ? Optional.of(new Refusal(Reason.KeyNotAllowed, keyRefusal(key.id()))) : Optional.empty();
    }

    /** Whether the name alone says which key it is, so that what KMS says of it tells of no other. */
    private static boolean isKnownByName(WantedKey key) {
        return key.isKeyArn() || key.equals(WantedKey.AWS_MANAGED);
    }

    /** Whether there may be such a key, or not. */
    private static boolean isHidden(KeyVerdict verdict) {
        return switch (verdict) {
            case NOT_FOUND, ACCESS_DENIED -> true;
            case USABLE,
                    DISABLED,
                    PENDING_DELETION,
                    NOT_SYMMETRIC,
                    IN_OTHER_REGION,
                    UNAVAILABLE,
                    REFERENCE_NOT_READY,
                    REFERENCE_INVALID,
                    REFERENCE_UNAVAILABLE,
                    UNDETERMINED -> false;
        };
    }

    /** Whether a stream may be under this key, whatever it was named by. */
    public boolean allowsKey(String arn, KeyFacts.Manager manager) {
        return keys().anyMatch(pattern -> pattern.allows(arn, manager));
    }

    /** Whether all keys are allowed, so that what KMS says of one need not be kept from the object's author. */
    public boolean allowsEveryKey() {
        return keys().anyMatch(KeyPattern::isEverything);
    }

    @Override
    public boolean allowsGrants() {
        return Boolean.TRUE.equals(spec.allowGrants());
    }

    /** The same words whether KMS knows such a key or not: else they would tell of other tenants' keys. */
    public String keyRefusal(String named) {
        return ("%s names no key that AwsIdentity %s allows in namespace %s: KMS knows no such key, or does not show it to"
                        + " this identity, or it is not one of allowedKeyARNs. Name another key, or have the cluster's"
                        + " administrator allow this one.")
                .formatted(shown(named), identity, namespace);
    }

    private Optional<Refusal> region(Request request) {
        return IdentityCheck.list(spec.allowedRegions()).stream()
                        .anyMatch(allowed ->
                                allowed.equals(AwsIdentitySpec.EVERYTHING) || allowed.equals(request.region()))
                ? Optional.empty()
                : refused(
                        Reason.RegionNotAllowed,
                        "no stream in Region " + shown(request.region()),
                        spec.allowedRegions(),
                        "Make the stream in another Region");
    }

    private Optional<Refusal> streamName(Request request) {
        return IdentityCheck.list(spec.allowedStreamNames()).stream()
                        .anyMatch(allowed -> isNamed(allowed, request.streamName()))
                ? Optional.empty()
                : refused(
                        Reason.StreamNameNotAllowed,
                        "no stream named " + shown(request.streamName()),
                        spec.allowedStreamNames(),
                        "Name the stream otherwise, in a new object");
    }

    /** A namespace's name has no *; one that had would be a pattern of its own. */
    private boolean isNamed(String pattern, String streamName) {
        return !namespace.contains(AwsIdentitySpec.EVERYTHING)
                && WildcardPattern.of(pattern.replace(AwsIdentitySpec.NAMESPACE, namespace))
                        .matches(streamName);
    }

    private Optional<Refusal> deletionPolicy(Request request) {
        List<String> allowed = IdentityCheck.list(spec.allowedDeletionPolicies());
        return request.deletionPolicy() == DeletionPolicy.Retain
                        || allowed.contains(AwsIdentitySpec.EVERYTHING)
                        || allowed.contains(request.deletionPolicy().name())
                ? Optional.empty()
                : refused(
                        Reason.DeletionPolicyNotAllowed,
                        "no deletionPolicy " + request.deletionPolicy(),
                        Stream.concat(Stream.of(DeletionPolicy.Retain.name()), allowed.stream())
                                .toList(),
                        "Set deletionPolicy: Retain");
    }

    private Optional<Refusal> key(Request request) {
        return request.key()
                .filter(named -> keys().noneMatch(pattern -> pattern.mayAllow(named)))
                .map(named -> new Refusal(Reason.KeyNotAllowed, keyRefusal(named)));
    }

    private Stream<KeyPattern> keys() {
        return IdentityCheck.list(spec.allowedKeyARNs()).stream().map(KeyPattern::new);
    }

    private Optional<Refusal> refused(Reason reason, String what, List<String> allowed, String way) {
        return Optional.of(new Refusal(
                reason,
                "AwsIdentity %s allows %s in namespace %s. It allows: %s. %s, or have the cluster's administrator allow it."
                        .formatted(identity, what, namespace, shown(IdentityCheck.list(allowed)), way)));
    }

    private static String shown(List<String> allowed) {
        if (allowed.isEmpty()) {
            return "none";
        }
        String first = String.join(", ", allowed.subList(0, Math.min(MOST_SHOWN, allowed.size())));
        return allowed.size() > MOST_SHOWN ? first + ", ..." : first;
    }

    /** The schema lets none of the characters in that are left out here; one of another version may. */
    private static String shown(String text) {
        String harmless = text.replaceAll("[^a-zA-Z0-9_.:/*+=@-]", "?");
        return harmless.length() > LONGEST_SHOWN ? harmless.substring(0, LONGEST_SHOWN) + "..." : harmless;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bounds bounds
                && identity.equals(bounds.identity)
                && namespace.equals(bounds.namespace)
                && spec.equals(bounds.spec);
    }

    @Override
    public int hashCode() {
        return Objects.hash(identity, namespace, spec);
    }
}
