package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/**
 * A grant, and when it is what to whom.
 *
 * @param granteeId the grantee's unique id, of which AWS keeps no other
 * @param existence from its creation to its revocation
 * @param shown when ListGrants has it
 * @param inForce when it allows anything
 */
record SimulatedGrant(
        String id,
        String granteeId,
        Terms terms,
        Instant createdAt,
        Timeline<Boolean> existence,
        Timeline<Boolean> shown,
        Timeline<Boolean> inForce) {

    /** What was asked for. The same again under the same name is the same grant. */
    record Terms(
            String grantee,
            String retiring,
            List<GrantOperation> operations,
            Optional<GrantConstraints> constraints,
            Optional<String> name) {}

    SimulatedGrant(String id, String granteeId, Terms terms, Instant createdAt) {
        this(id, granteeId, terms, createdAt, new Timeline<>(), new Timeline<>(), new Timeline<>());
    }

    /** Source: KMS developer guide, "Grants in AWS KMS" and "Grant constraints". */
    boolean covers(AccessRequest request, Instant at) {
        return inForce.at(at).isPresent()
                && isFor(request.principal())
                && terms.operations().stream().anyMatch(operation -> ("kms:" + operation).equals(request.action()))
                && terms.constraints()
                        .map(constraints -> meets(request, constraints))
                        .orElse(true);
    }

    private boolean isFor(Principal principal) {
        return terms.grantee().equals(principal.identityArn())
                || terms.grantee().equals(principal.sessionArn());
    }

    private static boolean meets(AccessRequest request, GrantConstraints constraints) {
        boolean equal = !constraints.hasEncryptionContextEquals()
                || request.encryptionContext().equals(constraints.encryptionContextEquals());
        boolean subset = !constraints.hasEncryptionContextSubset()
                || request.encryptionContext()
                        .entrySet()
                        .containsAll(constraints.encryptionContextSubset().entrySet());
        return equal && subset;
    }
}
