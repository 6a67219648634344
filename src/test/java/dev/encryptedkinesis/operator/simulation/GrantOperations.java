package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;

/** Grants: created and revoked at once, shown and in force some time later. Errors: the KMS API reference. */
final class GrantOperations {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9:/_-]{1,256}");
    private static final Pattern ID = Pattern.compile("[0-9a-zA-Z]{1,128}");
    private static final int USUAL_PAGE = 50;
    private static final int LONGEST_PAGE = 100;

    /** What can be granted of a key that signs, or that others agree on; KMS refuses it of a key that encrypts. */
    private static final Set<GrantOperation> OF_OTHER_KEYS = Set.of(
            GrantOperation.SIGN,
            GrantOperation.VERIFY,
            GrantOperation.GET_PUBLIC_KEY,
            GrantOperation.GENERATE_MAC,
            GrantOperation.VERIFY_MAC,
            GrantOperation.DERIVE_SHARED_SECRET);

    private final World world;
    private final KeyOperations keys;

    GrantOperations(World world, KeyOperations keys) {
        this.world = world;
        this.keys = keys;
    }

    /** The same terms under the same name are the same grant; without a name each call makes another. */
    CreateGrantResponse create(CreateGrantRequest request) {
        SimulatedKey key = keys.byIdOrArn(request.keyId());
        check(request, key);
        SimulatedIdentity grantee = known(request.granteePrincipal());
        SimulatedGrant.Terms terms = new SimulatedGrant.Terms(
                request.granteePrincipal(),
                request.retiringPrincipal(),
                request.operations().stream().distinct().sorted().toList(),
                Optional.ofNullable(request.constraints()),
                Optional.ofNullable(request.name()));
        SimulatedGrant grant = key.grants().values().stream()
                .filter(any -> terms.name().isPresent() && any.terms().equals(terms))
                .filter(any -> any.existence().at(world.now()).isPresent())
                .findAny()
                .orElseGet(() -> add(key, grantee, terms));
        return CreateGrantResponse.builder()
                .grantId(grant.id())
                .grantToken(world.dice().uuid("grant tokens").toString())
                .build();
    }

    ListGrantsResponse list(ListGrantsRequest request) {
        SimulatedKey key = keys.byIdOrArn(request.keyId());
        int limit = Optional.ofNullable(request.limit()).orElse(USUAL_PAGE);
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw KmsError.VALIDATION.as(
                    "1 validation error detected: Value '%d' at 'limit' failed to satisfy"
                            + " constraint: Member must have value between 1 and %d",
                    limit, LONGEST_PAGE);
        }
        Instant at = world.sight().of("grants/" + key.arn());
        List<SimulatedGrant> rest = shown(key, at)
                .filter(grant -> after(request.marker(), grant))
                .filter(grant -> request.grantId() == null || grant.id().equals(request.grantId()))
                .filter(grant -> request.granteePrincipal() == null
                        || grant.terms().grantee().equals(request.granteePrincipal()))
                .toList();
        List<SimulatedGrant> page = rest.stream().limit(limit).toList();
        boolean more = rest.size() > limit;
        return ListGrantsResponse.builder()
                .grants(page.stream().map(grant -> describe(key, grant, at)).toList())
                .truncated(more)
                .nextMarker(more ? page.get(limit - 1).id() : null)
                .build();
    }

    /** Goes on allowing, and being listed, for a while. */
    RevokeGrantResponse revoke(RevokeGrantRequest request) {
        SimulatedKey key = keys.byIdOrArn(request.keyId());
        if (request.grantId() == null || !ID.matcher(request.grantId()).matches()) {
            throw KmsError.INVALID_GRANT_ID.as("Invalid grant id %s", request.grantId());
        }
        SimulatedGrant grant = Optional.ofNullable(key.grants().get(request.grantId()))
                .filter(any -> any.existence().at(world.now()).isPresent())
                .orElseThrow(() -> KmsError.NOT_FOUND.as("Grant ID %s not found", request.grantId()));
        grant.existence().end(world.now());
        grant.shown().end(propagated(key));
        grant.inForce().end(propagated(key));
        return RevokeGrantResponse.builder().build();
    }

    private SimulatedGrant add(SimulatedKey key, SimulatedIdentity grantee, SimulatedGrant.Terms terms) {
        String id = Stream.of(1, 2)
                .map(half -> world.dice().uuid("grants"))
                .map(UUID::toString)
                .reduce("", String::concat)
                .replace("-", "");
        SimulatedGrant grant = new SimulatedGrant(id, grantee.uniqueId(), terms, world.now());
        grant.existence().set(world.now(), true);
        grant.shown().set(propagated(key), true);
        grant.inForce().set(propagated(key), true);
        key.grants().put(id, grant);
        return grant;
    }

    private Instant propagated(SimulatedKey key) {
        return world.after(world.delays().propagation().grant(), "grant/" + key.arn());
    }

    private void check(CreateGrantRequest request, SimulatedKey key) {
        if (key.kind().isAwsManaged()) {
            throw Service.KMS.accessDenied("You cannot create grants on key " + key.arn());
        }
        if (request.granteePrincipal() == null || request.operations().isEmpty()) {
            throw KmsError.VALIDATION.as(
                    "1 validation error detected: Value at '%s' failed to satisfy constraint:"
                            + " Member must not be null",
                    request.granteePrincipal() == null ? "granteePrincipal" : "operations");
        }
        boolean suits = request.operations().stream().noneMatch(OF_OTHER_KEYS::contains);
        if (key.kind().encryptsStreams() && !suits
                || request.operations().contains(GrantOperation.UNKNOWN_TO_SDK_VERSION)) {
            throw KmsError.VALIDATION.as(
                    "Grant operations %s are not valid for key %s", request.operations(), key.arn());
        }
        if (request.name() != null && !NAME.matcher(request.name()).matches()) {
            throw KmsError.VALIDATION.as(
                    "1 validation error detected: Value '%s' at 'name' failed to satisfy constraint:"
                            + " Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$",
                    request.name());
        }
        checkState(key);
    }

    /** KMS developer guide, "Key states": of a key that is about to be deleted it lists two errors. Drawn by seed. */
    private void checkState(SimulatedKey key) {
        KeyState state = key.versions().at(world.now()).orElseThrow().state();
        switch (state) {
            case ENABLED -> {}
            case DISABLED -> throw KmsError.DISABLED.as("%s is disabled.", key.arn());
            default ->
                throw world.dice()
                        .oneOf("grant on " + key.arn(), List.of(KmsError.INVALID_STATE, KmsError.DISABLED))
                        .as("%s is pending deletion.", key.arn());
        }
    }

    /** KMS has to know the grantee, which it does not at once when it is new. */
    private SimulatedIdentity known(String principal) {
        Instant at = world.sight().of("identities");
        return role(principal, at)
                .orElseThrow(() -> KmsError.INVALID_ARN.as("ARN does not refer to a valid principal: %s", principal));
    }

    private Optional<SimulatedIdentity> role(String principal, Instant at) {
        String[] parts = principal.split("[:/]");
        return principal.startsWith("arn:aws:sts::") && parts.length > 6
                ? world.identities().role(parts[4], parts[6], at)
                : world.identities().find(principal, at);
    }

    private static Stream<SimulatedGrant> shown(SimulatedKey key, Instant at) {
        return key.grants().values().stream()
                .filter(grant -> grant.shown().at(at).isPresent());
    }

    private static boolean after(String marker, SimulatedGrant grant) {
        if (marker != null && !ID.matcher(marker).matches()) {
            throw KmsError.INVALID_MARKER.as("Could not deserialize marker '%s'", marker);
        }
        return marker == null || grant.id().compareTo(marker) > 0;
    }

    /** A grantee that IAM does not show, or not any more, is shown by its unique id. */
    private GrantListEntry describe(SimulatedKey key, SimulatedGrant grant, Instant at) {
        SimulatedGrant.Terms terms = grant.terms();
        Predicate<SimulatedIdentity> isHe = identity -> identity.uniqueId().equals(grant.granteeId());
        boolean isKnown = role(terms.grantee(), at).filter(isHe).isPresent();
        return GrantListEntry.builder()
                .keyId(key.arn())
                .grantId(grant.id())
                .name(terms.name().orElse(""))
                .creationDate(grant.createdAt())
                .granteePrincipal(isKnown ? terms.grantee() : grant.granteeId())
                .retiringPrincipal(terms.retiring())
                .issuingAccount("arn:aws:iam::%s:root".formatted(world.account()))
                .operations(terms.operations())
                .constraints(terms.constraints().orElse(null))
                .build();
    }
}
