package dev.encryptedkinesis.operator.simulation;

import dev.encryptedkinesis.operator.simulation.PolicyStatement.Effect;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The roles and users of this and other accounts, and the service control policies of the accounts. What an identity's
 * policies say is decided here as the IAM user guide tells it, "Policy evaluation logic".
 */
final class Identities {
    private final Clock clock;
    private final Dice dice;
    private final PolicyReader reader = new PolicyReader();
    private final Map<String, Timeline<SimulatedIdentity>> byArn = new HashMap<>();
    private final Map<String, Timeline<String>> controlPolicies = new HashMap<>();

    Identities(Clock clock, Dice dice) {
        this.clock = clock;
        this.dice = dice;
    }

    SimulatedIdentity create(String arn) {
        Instant now = clock.instant();
        String prefix = arn.contains(":user/") ? "AIDA" : "AROA";
        String id = prefix
                + dice.uuid("identities")
                        .toString()
                        .replace("-", "")
                        .substring(0, 17)
                        .toUpperCase(Locale.ROOT);
        SimulatedIdentity identity = new SimulatedIdentity(arn, id, now);
        byArn.computeIfAbsent(arn, any -> new Timeline<>()).set(now, identity);
        identity.versions().set(now, SimulatedIdentity.Version.BARE);
        identity.inForce().set(now, SimulatedIdentity.Version.BARE);
        return identity;
    }

    Optional<SimulatedIdentity> find(String arn, Instant at) {
        return Optional.ofNullable(byArn.get(arn))
                .flatMap(incarnations -> incarnations.at(at))
                .filter(identity -> identity.versions().at(at).isPresent());
    }

    /** The role of this name in the account, whatever its path: IAM's names are unique without. */
    Optional<SimulatedIdentity> role(String account, String name, Instant at) {
        return byArn.keySet().stream()
                .filter(arn -> arn.startsWith("arn:aws:iam::%s:role/".formatted(account)))
                .filter(arn -> Principal.nameOf(arn).equals(name))
                .flatMap(arn -> find(arn, at).stream())
                .findAny();
    }

    /** Whether the ARN is still that of the one with this unique id. */
    boolean is(String arn, String uniqueId, Instant at) {
        return find(arn, at)
                .filter(identity -> identity.uniqueId().equals(uniqueId))
                .isPresent();
    }

    /** The ARNs of roles and users that a policy names as principals. */
    List<String> named(String policy) {
        return reader.identities(policy);
    }

    void controlPolicy(String account, String document) {
        controlPolicies.computeIfAbsent(account, any -> new Timeline<>()).set(clock.instant(), document);
    }

    void endControlPolicy(String account) {
        Optional.ofNullable(controlPolicies.get(account)).ifPresent(policy -> policy.end(clock.instant()));
    }

    Optional<String> controlPolicy(String account, Instant at) {
        return Optional.ofNullable(controlPolicies.get(account)).flatMap(policy -> policy.at(at));
    }

    /** By the policies in force. */
    OwnSide ownSide(AccessRequest request) {
        Instant now = clock.instant();
        SimulatedIdentity.Version version = Optional.ofNullable(
                        byArn.get(request.principal().identityArn()))
                .flatMap(incarnations -> incarnations.at(now))
                .flatMap(identity -> identity.inForce().at(now))
                .orElse(SimulatedIdentity.Version.BARE);
        return ownSide(request, version, controlPolicy(request.principal().account(), now));
    }

    /** By these policies. */
    OwnSide ownSide(AccessRequest request, SimulatedIdentity.Version version, Optional<String> controlPolicy) {
        Collection<String> policies = version.policies().values();
        Optional<Decision> refusal = firstDenial(
                request,
                Map.of(
                        Decision.DENIED_BY_ORGANIZATION, controlPolicy.stream().toList(),
                        Decision.DENIED_BY_IDENTITY_POLICY, List.copyOf(policies),
                        Decision.DENIED_BY_BOUNDARY, version.boundary().stream().toList()));
        return new OwnSide(
                refusal,
                refusal.isEmpty() && policies.stream().anyMatch(policy -> has(Effect.ALLOW, policy, request)),
                version.boundary()
                        .map(policy -> has(Effect.ALLOW, policy, request))
                        .orElse(true),
                controlPolicy.map(policy -> has(Effect.ALLOW, policy, request)).orElse(true));
    }

    /** Whether a statement of this effect applies to the request. */
    boolean has(Effect effect, String policy, AccessRequest request) {
        return reader.statements(policy).stream()
                .filter(statement -> statement.effect() == effect && statement.isAbout(request))
                .anyMatch(statement -> statement.conditionsHold(request));
    }

    private Optional<Decision> firstDenial(AccessRequest request, Map<Decision, List<String>> policies) {
        return List.of(Decision.DENIED_BY_ORGANIZATION, Decision.DENIED_BY_IDENTITY_POLICY, Decision.DENIED_BY_BOUNDARY)
                .stream()
                .filter(decision ->
                        policies.get(decision).stream().anyMatch(policy -> has(Effect.DENY, policy, request)))
                .findFirst();
    }
}
