package dev.encryptedkinesis.operator.simulation;

import dev.encryptedkinesis.operator.simulation.PolicyStatement.Effect;
import dev.encryptedkinesis.operator.simulation.PolicyStatement.Reach;
import java.util.List;
import java.util.Optional;

/**
 * Decides about requests. Deliberately simple, and no code of the operator: what it has to come to stands in
 * {@code access/situations.yaml}, written from AWS's documentation. A policy it does not understand is an
 * {@link IllegalStateException} as soon as a decision depends on it: it never guesses.
 */
final class Authorizer {
    private final World world;
    private final Keys keys;
    private final Streams streams;
    private final PolicyReader reader = new PolicyReader();

    Authorizer(World world, Keys keys, Streams streams) {
        this.world = world;
        this.keys = keys;
        this.streams = streams;
    }

    /** The request that an operation is, made by its caller directly. */
    AccessRequest request(String action, String resource) {
        return AccessRequest.direct(world.subject().principal(), action, resource);
    }

    /** What Kinesis asks of KMS on the caller's behalf. */
    AccessRequest requestViaKinesis(String action, String keyArn, String streamArn) {
        return request(action, keyArn).viaKinesis(world.region(), streamArn);
    }

    /** Refuses as every service does. */
    void require(Service service, String action, String arn) {
        AccessRequest request = request(action, arn);
        Decision decision = decide(request);
        if (!decision.isAllowed()) {
            throw service.accessDenied(decision.message(request));
        }
    }

    Decision decide(AccessRequest request) {
        if (world.subject().caller() == Caller.SOMEBODY_ELSE) {
            return Decision.ALLOWED;
        }
        OwnSide own = world.subject().ownSide(request);
        if (own.refusal().isPresent()) {
            return own.refusal().get();
        }
        Optional<SimulatedKey> key = keys.find(request.resource(), world.now());
        return key.isPresent() ? onKey(request, own, key.get()) : onOther(request, own);
    }

    /**
     * A key's policy has to allow it, or to leave it to its account's own policies; a grant counts like the policy's
     * naming the grantee. Source: KMS developer guide, "Determining access to AWS KMS keys".
     */
    private Decision onKey(AccessRequest request, OwnSide own, SimulatedKey key) {
        List<PolicyStatement> policy = key.policyInForce(world.now())
                .map(document -> reader.statements(document.text(world.identities(), world.now())))
                .orElse(List.of());
        if (denies(policy, request)) {
            return Decision.DENIED_BY_RESOURCE_POLICY;
        }
        boolean granted = key.grants().values().stream().anyMatch(grant -> grant.covers(request, world.now()));
        Reach reach = reach(policy, request, granted ? Reach.NAMED : Reach.NOBODY, own);
        return request.principal().account().equals(key.account())
                ? withinAccount(own, reach)
                : acrossAccounts(own, reach);
    }

    /**
     * A stream's policy matters to applications alone: the operator's stream policies are its users' own, of any shape.
     */
    private Decision onOther(AccessRequest request, OwnSide own) {
        List<PolicyStatement> policy = world.subject().caller() == Caller.APPLICATION
                ? streams.policyOf(request.resource()).map(reader::statements).orElse(List.of())
                : List.of();
        if (denies(policy, request)) {
            return Decision.DENIED_BY_RESOURCE_POLICY;
        }
        // Elsewhere than in KMS, the account's own policies need nobody's leave.
        return request.principal().account().equals(world.account())
                ? withinAccount(own, reach(policy, request, Reach.ACCOUNT, own))
                : acrossAccounts(own, reach(policy, request, Reach.NOBODY, own));
    }

    /**
     * The IAM user guide, "Permissions boundaries": a policy that names a role is limited by its boundary, one that names
     * its session is not. Nothing is said of grants, or of everybody: limited.
     */
    private static Decision withinAccount(OwnSide own, Reach reach) {
        if (!own.inOrganization()) {
            return Decision.NOT_IN_ORGANIZATION;
        }
        return switch (reach) {
            case NOBODY -> Decision.NOT_IN_RESOURCE_POLICY;
            case ACCOUNT -> own.inIdentityPolicy() ? withinBoundary(own) : Decision.NOT_IN_IDENTITY_POLICY;
            case NAMED -> withinBoundary(own);
            case ITSELF -> Decision.ALLOWED;
        };
    }

    /**
     * Both sides have to allow it. No documentation says whether a grant across accounts needs the grantee's own policy
     * too: it does here.
     */
    private static Decision acrossAccounts(OwnSide own, Reach reach) {
        if (!own.inOrganization()) {
            return Decision.NOT_IN_ORGANIZATION;
        }
        if (reach == Reach.NOBODY) {
            return Decision.NOT_IN_RESOURCE_POLICY;
        }
        return own.inIdentityPolicy() ? withinBoundary(own) : Decision.NOT_IN_IDENTITY_POLICY;
    }

    private static Decision withinBoundary(OwnSide own) {
        return own.inBoundary() ? Decision.ALLOWED : Decision.NOT_IN_BOUNDARY;
    }

    private static boolean denies(List<PolicyStatement> policy, AccessRequest request) {
        return policy.stream()
                .filter(statement -> statement.effect() == Effect.DENY && statement.isAbout(request))
                .filter(statement -> statement.reach(request.principal()) != Reach.NOBODY)
                .anyMatch(statement -> statement.conditionsHold(request));
    }

    /** As near as any statement comes that allows it. One that is not understood matters only if the others do not do. */
    private static Reach reach(List<PolicyStatement> policy, AccessRequest request, Reach without, OwnSide own) {
        Reach nearest = without;
        IllegalStateException unclear = null;
        for (PolicyStatement statement : policy) {
            try {
                Reach reach = statement.reach(request.principal());
                if (reach.compareTo(nearest) > 0
                        && statement.effect() == Effect.ALLOW
                        && statement.isAbout(request)
                        && statement.conditionsHold(request)) {
                    nearest = reach;
                }
            } catch (IllegalStateException e) {
                unclear = e;
            }
        }
        boolean does = nearest.compareTo(Reach.ACCOUNT) > 0 || nearest == Reach.ACCOUNT && own.inIdentityPolicy();
        if (unclear != null && !does) {
            throw unclear;
        }
        return nearest;
    }
}
