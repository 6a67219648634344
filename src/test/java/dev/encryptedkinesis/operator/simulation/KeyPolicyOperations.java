package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;

/** Key policies. Errors: the KMS API reference. */
final class KeyPolicyOperations {
    private static final String ONLY_NAME = "default";

    private final World world;
    private final KeyOperations keys;

    KeyPolicyOperations(World world, KeyOperations keys) {
        this.world = world;
        this.keys = keys;
    }

    /** Works in the key's own account alone. */
    GetKeyPolicyResponse get(GetKeyPolicyRequest request) {
        SimulatedKey key = keys.byIdOrArn(request.keyId());
        if (!key.account().equals(world.account())) {
            throw Service.KMS.accessDenied(Decision.NOT_IN_RESOURCE_POLICY.message(
                    AccessRequest.direct(world.subject().principal(), "kms:GetKeyPolicy", key.arn())));
        }
        checkName(request.policyName());
        Instant at = world.sight().of("key/" + key.arn());
        KeyPolicy policy =
                key.policies().at(at).or(() -> key.policies().at(world.now())).orElseThrow();
        return GetKeyPolicyResponse.builder()
                .policyName(ONLY_NAME)
                .policy(policy.text(world.identities(), at))
                .build();
    }

    /** That a policy may lock everybody out is not checked: nothing here needs AWS's protection from that. */
    PutKeyPolicyResponse put(PutKeyPolicyRequest request) {
        SimulatedKey key = keys.changeable(request.keyId());
        checkName(request.policyName());
        checkDocument(request.policy());
        KeyPolicy policy = KeyPolicy.of(request.policy(), world.identities(), world.now());
        key.policies().set(world.now(), policy);
        key.policiesInForce().set(world.after(world.delays().propagation().policy(), key.arn()), policy);
        return PutKeyPolicyResponse.builder().build();
    }

    private void checkDocument(String document) {
        if (document == null || !PolicyReader.isDocument(document)) {
            throw KmsError.MALFORMED_POLICY.as("The new key policy is not a valid JSON document.");
        }
        Instant at = world.sight().of("identities");
        boolean allExist = world.identities().named(document).stream()
                .allMatch(arn -> world.identities().find(arn, at).isPresent());
        if (!allExist) {
            throw KmsError.MALFORMED_POLICY.as("Policy contains a statement with one or more invalid principals.");
        }
    }

    private static void checkName(String name) {
        if (name != null && !name.equals(ONLY_NAME)) {
            throw KmsError.NOT_FOUND.as("No such policy exists");
        }
    }
}
